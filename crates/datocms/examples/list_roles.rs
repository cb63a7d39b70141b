//! Lists the roles of the project, with the ids that invitations name them by.
//!
//! Usage: `list_roles`.
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

    let answer = client.list_roles().send().await?.into_inner();

    for role in answer.data.unwrap_or_default() {
        let name = role.attributes.and_then(|attributes| attributes.name);
        println!("{} {}", role.id.unwrap_or_default(), name.unwrap_or_default());
    }
    Ok(())
}
