//! Renames a user and bars them from the organization.
//!
//! Usage: `v2_update_user <id> <name>`.
//! For example `v2_update_user string updated`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::{UserUpdateAttributes, UserUpdateData, UserUpdateRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(id), Some(name)) = (arguments.next(), arguments.next()) else {
        return Err("usage: v2_update_user <id> <name>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    // What is not named here stays as it is. The id stands in the path and in the body.
    let changes = UserUpdateAttributes::new().name(name).disabled(true);
    let request = UserUpdateRequest::new(UserUpdateData::new(changes, &id));
    let changed = client.update_user().user_id(id).body(request).send().await?;

    let user = changed.into_inner().data.ok_or("the answer has no user in it")?;
    let attributes = user.attributes.unwrap_or_default();
    println!("name: {:?}, disabled: {:?}", attributes.name.value(), attributes.disabled);
    Ok(())
}
