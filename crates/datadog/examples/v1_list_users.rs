//! Lists all users of the organization.
//!
//! Usage: `v1_list_users`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v1::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    // This list has no pages: all users are in one answer.
    let answer = client.list_users().send().await?;

    for user in answer.into_inner().users.unwrap_or_default() {
        let handle = user.handle.unwrap_or_default();
        let name = user.name.into_value().unwrap_or_else(|| "(no name)".to_owned());
        let state = if user.disabled == Some(true) { "disabled" } else { "enabled" };
        println!("{handle}: {name}, {state}");
    }
    Ok(())
}
