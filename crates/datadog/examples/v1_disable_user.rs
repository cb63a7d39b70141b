//! Bars a user from the organization.
//!
//! Usage: `v1_disable_user <handle>`.
//! For example `v1_disable_user test@datadoghq.com`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v1::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let handle = env::args().nth(1).ok_or("usage: v1_disable_user <handle>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.disable_user().user_handle(handle).send().await?;

    println!("{}", answer.message.as_deref().unwrap_or("done, the server says nothing more"));
    Ok(())
}
