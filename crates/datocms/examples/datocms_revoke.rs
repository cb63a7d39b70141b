//! Withdraws the invitations of somebody. That nothing is pending is no error.
//!
//! Usage: `datocms_revoke <email>`.
//! For example `datocms_revoke mark.smith@example.com`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::env;

use guestlist_datocms::Client;
use guestlist_datocms::runtime::Error;
use guestlist_datocms::site_invitations::DestroySiteInvitationError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let email = env::args().nth(1).ok_or("usage: datocms_revoke <email>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let mut revoked = 0;
    let answer = client.list_site_invitations().send().await?.into_inner();
    for invitation in answer.data.unwrap_or_default() {
        let known = invitation.attributes.and_then(|attributes| attributes.email);
        if !known.is_some_and(|known| known.eq_ignore_ascii_case(&email)) {
            continue;
        }
        let id = invitation.id.ok_or("the invitation has no id")?;
        match client.destroy_site_invitation().id(&id).send().await {
            Ok(_) => {
                println!("withdrew the invitation {id} of {email}");
                revoked += 1;
            }
            // It was accepted or withdrawn meanwhile.
            Err(Error::ErrorResponse(answer))
                if matches!(*answer, DestroySiteInvitationError::NotFound(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    if revoked == 0 {
        println!("nothing is pending for {email}");
    }
    Ok(())
}
