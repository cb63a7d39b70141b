//! Withdraws an invite.
//!
//! Usage: `delete_invite <uuid>`.
//! For example `delete_invite bbbaeab8-539d-4482-9a98-f1285e7f75cb`.
//! Reads `DATATRAILS_AUTHTOKEN`, or `DATATRAILS_APPREG_CLIENT` and `DATATRAILS_APPREG_SECRET`;
//! `DATATRAILS_URL` where it is set.

use std::env;

use guestlist_datatrails::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let uuid = env::args().nth(1).ok_or("usage: delete_invite <uuid>")?;
    let uuid = uuid.trim_start_matches("invites/"); // an identity will do as well
    let client = Client::from_env()?;

    client.delete_invite().uuid(uuid).send().await?;

    println!("withdrew {uuid}");
    Ok(())
}
