//! Cancels the invitations of a user that are pending. The user is kept.
//!
//! Usage: `v2_delete_user_invitations <user id>`.
//! For example `v2_delete_user_invitations 00000000-0000-9999-0000-000000000001`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: v2_delete_user_invitations <user id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    client.delete_user_invitations().user_id(&id).send().await?;

    println!("cancelled the invitations of {id}");
    Ok(())
}
