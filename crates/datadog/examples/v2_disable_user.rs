//! Bars a user from the organization.
//!
//! Usage: `v2_disable_user <id>`.
//! For example `v2_disable_user 00000000-0000-9999-0000-000000000000`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: v2_disable_user <id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.disable_user().user_id(&id).send().await?;

    // Success has no body, so there is nothing to read but the status.
    println!("{id} is disabled ({})", answer.status());
    Ok(())
}
