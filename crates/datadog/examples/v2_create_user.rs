//! Makes a user; nothing is mailed yet.
//!
//! Usage: `v2_create_user <email> <name>`.
//! For example `v2_create_user Example-User@datadoghq.com "Datadog API Client Python"`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::{UserCreateAttributes, UserCreateData, UserCreateRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(email), Some(name)) = (arguments.next(), arguments.next()) else {
        return Err("usage: v2_create_user <email> <name>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let person = UserCreateAttributes::new(email).name(name);
    let request = UserCreateRequest::new(UserCreateData::new(person));
    let created = client.create_user().body(request).send().await?;

    let user = created.into_inner().data.ok_or("the answer has no user in it")?;
    println!("made the user {}", user.id.unwrap_or_default());
    Ok(())
}
