//! Lists who has not accepted an invite to the tenancy, and whose invite has expired. Since when an
//! invite waits, the service does not say.
//!
//! Usage: `datatrails_pending`.
//! Reads `DATATRAILS_AUTHTOKEN`, or `DATATRAILS_APPREG_CLIENT` and `DATATRAILS_APPREG_SECRET`;
//! `DATATRAILS_URL` where it is set.

use std::time::SystemTime;

use guestlist_datatrails::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let now = SystemTime::now();

    let mut invites = client.list_invites().page_size(50).stream();
    while let Some(invite) = invites.next().await {
        let invite = invite?;
        let email = invite.email.unwrap_or_default();
        match invite.expiry_time {
            Some(time) => {
                let is_over = time.to_datetime().is_ok_and(|time| SystemTime::from(time) <= now);
                let state = if is_over { "expired" } else { "pending" };
                println!("{email}: {state}, until {time}");
            }
            None => println!("{email}: pending"),
        }
    }
    Ok(())
}
