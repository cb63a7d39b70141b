//! Lists the organizations that a user has joined.
//!
//! Usage: `v2_list_user_organizations <id>`.
//! For example `v2_list_user_organizations 00000000-0000-9999-0000-000000000000`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::UserResponseIncludedItem;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: v2_list_user_organizations <id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.list_user_organizations().user_id(id).send().await?;

    // They are beside the user, among whatever else the user is related to.
    for item in answer.into_inner().included.unwrap_or_default() {
        if let UserResponseIncludedItem::Organization(organization) = item {
            let attributes = organization.attributes.unwrap_or_default();
            let id = organization.id.unwrap_or_default();
            println!("{id}: {}", attributes.name.unwrap_or_default());
        }
    }
    Ok(())
}
