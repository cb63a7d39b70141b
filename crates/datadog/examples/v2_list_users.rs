//! Lists the users that a text is found in, or all users.
//!
//! Usage: `v2_list_users [text]`.
//! For example `v2_list_users string`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let mut call = client.list_users().page_size(100);
    if let Some(text) = env::args().nth(1) {
        call = call.filter(text);
    }
    // Each page is asked for when the one before has been printed.
    let mut users = call.stream();
    while let Some(user) = users.next().await {
        let attributes = user?.attributes.unwrap_or_default();
        let email = attributes.email.unwrap_or_default();
        println!("{email}: {}", attributes.status.unwrap_or_default());
    }
    Ok(())
}
