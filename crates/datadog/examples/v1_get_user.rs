//! Looks up a user by handle, which is an email address.
//!
//! Usage: `v1_get_user <handle>`.
//! For example `v1_get_user test@datadoghq.com`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v1::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let handle = env::args().nth(1).ok_or("usage: v1_get_user <handle>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.get_user().user_handle(handle).send().await?;

    let user = answer.into_inner().user.ok_or("the answer has no user in it")?;
    println!("handle: {}", user.handle.unwrap_or_default());
    println!("email: {}", user.email.unwrap_or_default());
    println!("role: {}", user.access_role.value().map_or("none", |role| role.as_str()));
    println!("has logged in: {}", user.verified.unwrap_or_default());
    Ok(())
}
