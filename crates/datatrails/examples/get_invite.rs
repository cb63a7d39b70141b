//! Looks up an invite, and says so if it is no longer pending.
//!
//! Usage: `get_invite <uuid>`.
//! For example `get_invite bbbaeab8-539d-4482-9a98-f1285e7f75cb`.
//! Reads `DATATRAILS_AUTHTOKEN`, or `DATATRAILS_APPREG_CLIENT` and `DATATRAILS_APPREG_SECRET`;
//! `DATATRAILS_URL` where it is set.

use std::env;

use guestlist_datatrails::Client;
use guestlist_datatrails::invites::GetInviteError;
use guestlist_datatrails::runtime::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let uuid = env::args().nth(1).ok_or("usage: get_invite <uuid>")?;
    let uuid = uuid.trim_start_matches("invites/"); // an identity will do as well
    let client = Client::from_env()?;

    match client.get_invite().uuid(uuid).send().await {
        Ok(invite) => {
            println!("email: {}", invite.email.as_deref().unwrap_or_default());
            println!("message: {}", invite.message.as_deref().unwrap_or_default());
        }
        Err(Error::ErrorResponse(answer)) if matches!(*answer, GetInviteError::NotFound(_)) => {
            println!("it was accepted or withdrawn, or it never was");
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}
