//! Withdraws the link to a shared dashboard from somebody.
//!
//! Usage: `v1_delete_public_dashboard_invitation <token> <email>`.
//! For example `v1_delete_public_dashboard_invitation token ada@example.com`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v1::Client;
use guestlist_datadog::v1::models::{
    SharedDashboardInvites, SharedDashboardInvitesDataObject,
    SharedDashboardInvitesDataObjectAttributes,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(token), Some(email)) = (arguments.next(), arguments.next()) else {
        return Err("usage: v1_delete_public_dashboard_invitation <token> <email>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let person = SharedDashboardInvitesDataObjectAttributes::new().email(&email);
    let whom = SharedDashboardInvites::new(SharedDashboardInvitesDataObject::new(person));
    client.delete_public_dashboard_invitation().token(token).body(whom).send().await?;

    println!("withdrew the invitation of {email}");
    Ok(())
}
