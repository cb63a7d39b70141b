//! Lists who has not accepted an invitation to the project, with which role, and whose link has
//! expired. Since when an invitation waits, the service does not say.
//!
//! Usage: `datocms_pending`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::collections::BTreeMap;
use std::env;

use guestlist_datocms::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let roles = client.list_roles().send().await?.into_inner().data.unwrap_or_default();
    let names: BTreeMap<_, _> =
        roles.into_iter().filter_map(|role| Some((role.id?, role.attributes?.name?))).collect();

    let answer = client.list_site_invitations().send().await?.into_inner();
    for invitation in answer.data.unwrap_or_default() {
        let attributes = invitation.attributes.unwrap_or_default();
        let role = invitation.relationships.and_then(|all| all.role).map(|role| role.data.id);
        let role = role.unwrap_or_default();
        let role = names.get(&role).unwrap_or(&role);
        let state = match attributes.expired {
            Some(true) => "expired",
            Some(false) => "pending",
            None => "pending, perhaps expired", // older answers do not say
        };
        println!("{}: {state}, as {role}", attributes.email.unwrap_or_default());
    }
    Ok(())
}
