//! Lists what the roles of a user permit.
//!
//! Usage: `v2_list_user_permissions <id>`.
//! For example `v2_list_user_permissions 00000000-0000-9999-0000-000000000000`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: v2_list_user_permissions <id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.list_user_permissions().user_id(id).send().await?;

    for permission in answer.into_inner().data.unwrap_or_default() {
        let attributes = permission.attributes.unwrap_or_default();
        let name = attributes.name.unwrap_or_default();
        println!("{name}: {}", attributes.description.unwrap_or_default());
    }
    Ok(())
}
