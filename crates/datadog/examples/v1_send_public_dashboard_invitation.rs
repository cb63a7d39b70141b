//! Mails somebody the link to a shared dashboard.
//!
//! Usage: `v1_send_public_dashboard_invitation <token> <email>`.
//! For example `v1_send_public_dashboard_invitation token exampledashboard@datadoghq.com`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v1::Client;
use guestlist_datadog::v1::models::{
    SharedDashboardInvites, SharedDashboardInvitesData, SharedDashboardInvitesDataObject,
    SharedDashboardInvitesDataObjectAttributes,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(token), Some(email)) = (arguments.next(), arguments.next()) else {
        return Err("usage: v1_send_public_dashboard_invitation <token> <email>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let person = SharedDashboardInvitesDataObjectAttributes::new().email(email);
    let invites = SharedDashboardInvites::new(SharedDashboardInvitesDataObject::new(person));
    let call = client.send_public_dashboard_invitation().token(token).body(invites);

    // One invitation or a list goes in, and either may come out.
    let sent = match call.send().await?.into_inner().data {
        SharedDashboardInvitesData::Object(one) => vec![one],
        SharedDashboardInvitesData::List(several) => several,
    };
    for invitation in sent {
        println!("invited {}", invitation.attributes.email.unwrap_or_default());
    }
    Ok(())
}
