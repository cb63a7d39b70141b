//! Lists the invites that nobody has accepted yet.
//!
//! Usage: `list_invites`.
//! Reads `DATATRAILS_AUTHTOKEN`, or `DATATRAILS_APPREG_CLIENT` and `DATATRAILS_APPREG_SECRET`;
//! `DATATRAILS_URL` where it is set.

use guestlist_datatrails::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;

    // Each page is asked for when the one before has been printed.
    let mut invites = client.list_invites().page_size(50).stream();
    while let Some(invite) = invites.next().await {
        let invite = invite?;
        let email = invite.email.unwrap_or_default();
        println!("{email}: {}", invite.identity.unwrap_or_default());
    }
    Ok(())
}
