//! Invites somebody to the tenancy.
//!
//! Usage: `create_invite <email> [message]`.
//! For example `create_invite john.doe@example.com "personalized message"`.
//! Reads `DATATRAILS_AUTHTOKEN`, or `DATATRAILS_APPREG_CLIENT` and `DATATRAILS_APPREG_SECRET`;
//! `DATATRAILS_URL` where it is set.

use std::env;

use guestlist_datatrails::Client;
use guestlist_datatrails::models::CreateInviteRequest;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let email = arguments.next().ok_or("usage: create_invite <email> [message]")?;
    let mut request = CreateInviteRequest::new(email);
    request.message = arguments.next();
    let client = Client::from_env()?;

    let invite = client.create_invite().body(request).send().await?.into_inner();

    println!("created {}", invite.identity.unwrap_or_default());
    if let Some(time) = invite.expiry_time {
        println!("to be accepted until {time}");
    }
    Ok(())
}
