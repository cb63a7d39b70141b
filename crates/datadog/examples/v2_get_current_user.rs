//! Says who the caller is, and in which organization.
//!
//! Usage: `v2_get_current_user`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::UserResponseIncludedItem;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.get_current_user().send().await?.into_inner();

    let attributes = answer.data.and_then(|user| user.attributes).unwrap_or_default();
    println!("handle: {}", attributes.handle.unwrap_or_default());
    for item in answer.included.unwrap_or_default() {
        if let UserResponseIncludedItem::Organization(organization) = item {
            let name = organization.attributes.and_then(|attributes| attributes.name);
            println!("organization: {}", name.unwrap_or_default());
        }
    }
    Ok(())
}
