//! Renames a user, who may only read from then on.
//!
//! Usage: `v1_update_user <handle> <name>`.
//! For example `v1_update_user test@datadoghq.com "test user"`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v1::Client;
use guestlist_datadog::v1::models::{AccessRole, User};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(handle), Some(name)) = (arguments.next(), arguments.next()) else {
        return Err("usage: v1_update_user <handle> <name>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let changes = User::new()
        .access_role(AccessRole::ReadOnly)
        .disabled(false)
        .email(&handle)
        .handle(&handle)
        .name(name);
    let changed = client.update_user().user_handle(handle).body(changes).send().await?;

    let user = changed.into_inner().user.ok_or("the answer has no user in it")?;
    println!("{} is {:?} now", user.handle.unwrap_or_default(), user.name.value());
    Ok(())
}
