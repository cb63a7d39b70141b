//! Looks up a user, and says so if there is none.
//!
//! Usage: `v2_get_user <id>`.
//! For example `v2_get_user 00000000-0000-9999-0000-000000000000`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::runtime::Error;
use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::users::GetUserError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: v2_get_user <id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    match client.get_user().user_id(&id).send().await {
        Ok(answer) => {
            let user = answer.into_inner().data.unwrap_or_default();
            let attributes = user.attributes.unwrap_or_default();
            println!("email: {}", attributes.email.unwrap_or_default());
            println!("name: {}", attributes.name.value().map_or("none", String::as_str));
            println!("status: {}", attributes.status.unwrap_or_default());
        }
        Err(Error::ErrorResponse(answer)) if matches!(*answer, GetUserError::NotFound(_)) => {
            println!("there is no user {id}");
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}
