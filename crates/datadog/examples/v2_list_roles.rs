//! Lists the roles in whose name a text is found, or all roles.
//!
//! Usage: `v2_list_roles [text]`.
//! For example `v2_list_roles Datadog`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::RolesSort;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let mut call = client.list_roles().page_size(100).sort(RolesSort::Name);
    if let Some(text) = env::args().nth(1) {
        call = call.filter(text);
    }
    // Each page is asked for when the one before has been printed.
    let mut roles = call.stream();
    while let Some(role) = roles.next().await {
        let role = role?;
        let attributes = role.attributes.unwrap_or_default();
        let (id, name) = (role.id.unwrap_or_default(), attributes.name.unwrap_or_default());
        let count = attributes.user_count.map_or("unknown".to_owned(), |count| count.to_string());
        println!("{id} {name}, users: {count}");
    }
    Ok(())
}
