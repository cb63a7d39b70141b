//! Lists the invitations that nobody has accepted yet.
//!
//! Usage: `list_site_invitations`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::env;

use guestlist_datocms::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.list_site_invitations().send().await?.into_inner();

    for invitation in answer.data.unwrap_or_default() {
        let attributes = invitation.attributes.unwrap_or_default();
        let email = attributes.email.unwrap_or_default();
        // Older answers do not say whether an invitation has expired.
        let state = match attributes.expired {
            Some(true) => "expired",
            Some(false) => "pending",
            None => "unknown",
        };
        println!("{} {email}: {state}", invitation.id.unwrap_or_default());
    }
    Ok(())
}
