//! Lists whom a shared dashboard was mailed to.
//!
//! Usage: `v1_get_public_dashboard_invitations <token>`.
//! For example `v1_get_public_dashboard_invitations token`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v1::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = env::args().nth(1).ok_or("usage: v1_get_public_dashboard_invitations <token>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    // Each page is asked for when the one before has been printed.
    let call = client.get_public_dashboard_invitations().token(token).page_size(50);
    let mut invitations = call.stream();
    while let Some(invitation) = invitations.next().await {
        let attributes = invitation?.attributes;
        let email = attributes.email.unwrap_or_default();
        let until = attributes.invitation_expiry.map(|time| time.to_string());
        println!("{email}: the link works until {}", until.unwrap_or_default());
    }
    Ok(())
}
