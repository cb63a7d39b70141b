//! Lists the users who have a role.
//!
//! Usage: `v2_list_role_users <role id>`.
//! For example `v2_list_role_users 11111111-1111-4111-8111-111111111111`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: v2_list_role_users <role id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    // Each page is asked for when the one before has been printed.
    let mut users = client.list_role_users().role_id(id).page_size(100).stream();
    while let Some(user) = users.next().await {
        let attributes = user?.attributes.unwrap_or_default();
        let email = attributes.email.unwrap_or_default();
        println!("{email}: {}", attributes.status.unwrap_or_default());
    }
    Ok(())
}
