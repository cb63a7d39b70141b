//! Gives a role to a user.
//!
//! Usage: `v2_add_user_to_role <role id> <user id>`.
//! For example `v2_add_user_to_role 11111111-1111-4111-8111-111111111111 00000000-0000-9999-0000-000000000001`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::RelationshipToUserData;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(role), Some(user)) = (arguments.next(), arguments.next()) else {
        return Err("usage: v2_add_user_to_role <role id> <user id>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let user = RelationshipToUserData::new(user);
    let answer = client.add_user_to_role().role_id(role).body(user).send().await?.into_inner();

    for user in answer.data.unwrap_or_default() {
        let email = user.attributes.and_then(|attributes| attributes.email);
        println!("the role has {}", email.unwrap_or_default());
    }
    Ok(())
}
