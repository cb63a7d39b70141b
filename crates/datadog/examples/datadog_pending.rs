//! Lists the users who have not accepted their invitation, and since when; for each shared dashboard
//! that is named, also whom it was mailed to without being opened, and whose link has expired.
//!
//! Usage: `datadog_pending [dashboard token]…`.
//! For example `datadog_pending token`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;
use std::time::SystemTime;

use guestlist_datadog::runtime::Timestamp;
use guestlist_datadog::{v1, v2};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = v2::Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let users = builder.build()?;
    let dashboards = v1::Client::with_session(users.session().clone());

    let mut pending = users.list_users().filter_status("Pending").page_size(100).stream();
    while let Some(user) = pending.next().await {
        let attributes = user?.attributes.unwrap_or_default();
        let email = attributes.email.unwrap_or_default();
        println!("{email}: pending since {}", shown(attributes.created_at.as_ref()));
    }

    let now = SystemTime::now();
    for token in env::args().skip(1) {
        let mut sent = dashboards.get_public_dashboard_invitations().token(&token).stream();
        while let Some(invitation) = sent.next().await {
            let attributes = invitation?.attributes;
            if attributes.has_session == Some(true) {
                continue; // the link was opened
            }
            let email = attributes.email.unwrap_or_default();
            let since = shown(attributes.created_at.as_ref());
            let expiry = attributes.invitation_expiry;
            let is_over = |time: &Timestamp| {
                time.to_datetime().is_ok_and(|time| SystemTime::from(time) <= now)
            };
            let state = if expiry.as_ref().is_some_and(is_over) { "expired" } else { "pending" };
            let until = shown(expiry.as_ref());
            println!("{email}: {state}, dashboard {token}, since {since}, until {until}");
        }
    }
    Ok(())
}

fn shown(time: Option<&Timestamp>) -> &str {
    time.map_or("an unknown time", Timestamp::as_str)
}
