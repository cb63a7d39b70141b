//! Makes a user, with no access role yet.
//!
//! Usage: `v1_create_user <email> <name>`.
//! For example `v1_create_user test@datadoghq.com "test user"`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v1::Client;
use guestlist_datadog::v1::models::User;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(email), Some(name)) = (arguments.next(), arguments.next()) else {
        return Err("usage: v1_create_user <email> <name>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let user = User::new()
        .handle(&email) // what the user is looked up by later
        .email(&email)
        .name(name)
        .disabled(false)
        .access_role(None); // sent as null; without this line it would not be sent at all
    let created = client.create_user().body(user).send().await?;

    let user = created.into_inner().user.ok_or("the answer has no user in it")?;
    println!("made {}", user.handle.unwrap_or_default());
    Ok(())
}
