//! Looks up an invitation.
//!
//! Usage: `v2_get_invitation <uuid>`.
//! For example `v2_get_invitation 00000000-0000-9999-0000-000000000000`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let uuid = env::args().nth(1).ok_or("usage: v2_get_invitation <uuid>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.get_invitation().user_invitation_uuid(uuid).send().await?;

    let invitation = answer.into_inner().data.ok_or("the answer has no invitation in it")?;
    if let Some(relationships) = invitation.relationships {
        println!("for the user {}", relationships.user.data.id);
    }
    if let Some(time) = invitation.attributes.unwrap_or_default().expires_at {
        println!("until {time}");
    }
    Ok(())
}
