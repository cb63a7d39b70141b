//! Withdraws the invites of somebody. That nothing is pending is no error.
//!
//! Usage: `datatrails_revoke <email>`.
//! For example `datatrails_revoke john.doe@example.com`.
//! Reads `DATATRAILS_AUTHTOKEN`, or `DATATRAILS_APPREG_CLIENT` and `DATATRAILS_APPREG_SECRET`;
//! `DATATRAILS_URL` where it is set.

use std::env;

use guestlist_datatrails::Client;
use guestlist_datatrails::runtime::StatusCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let email = env::args().nth(1).ok_or("usage: datatrails_revoke <email>")?;
    let client = Client::from_env()?;

    // The list is read to its end before anything is changed.
    let invites = client.list_invites().email(&email).page_size(50).stream().all().await?;
    let mut revoked = 0;
    for invite in invites {
        if !invite.email.is_some_and(|known| known.eq_ignore_ascii_case(&email)) {
            continue;
        }
        let identity = invite.identity.ok_or("the invite has no identity")?;
        let uuid = identity.trim_start_matches("invites/");
        match client.delete_invite().uuid(uuid).send().await {
            Ok(_) => {
                println!("withdrew the invite {uuid} of {email}");
                revoked += 1;
            }
            // It was accepted or withdrawn meanwhile.
            Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => {}
            Err(other) => return Err(other.into()),
        }
    }
    if revoked == 0 {
        println!("nothing is pending for {email}");
    }
    Ok(())
}
