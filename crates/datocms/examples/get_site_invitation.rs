//! Looks up an invitation, and says so if it is no longer pending.
//!
//! Usage: `get_site_invitation <invitation id>`.
//! For example `get_site_invitation 312`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::env;

use guestlist_datocms::Client;
use guestlist_datocms::runtime::Error;
use guestlist_datocms::site_invitations::GetSiteInvitationError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: get_site_invitation <invitation id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    match client.get_site_invitation().id(&id).send().await {
        Ok(answer) => {
            let invitation = answer.into_inner().data.unwrap_or_default();
            let attributes = invitation.attributes.unwrap_or_default();
            println!("email: {}", attributes.email.unwrap_or_default());
            // Older answers do not say whether an invitation has expired.
            let expired = attributes.expired.map_or("unknown".to_owned(), |yes| yes.to_string());
            println!("expired: {expired}");
        }
        Err(Error::ErrorResponse(answer))
            if matches!(*answer, GetSiteInvitationError::NotFound(_)) =>
        {
            println!("{id} was accepted or withdrawn, or it never was");
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}
