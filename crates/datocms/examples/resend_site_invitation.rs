//! Mails an invitation again. Each run sends a mail.
//!
//! Usage: `resend_site_invitation <invitation id>`.
//! For example `resend_site_invitation 313`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::env;

use guestlist_datocms::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: resend_site_invitation <invitation id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.resend_site_invitation().id(&id).send().await?.into_inner();

    let attributes = answer.data.and_then(|invitation| invitation.attributes).unwrap_or_default();
    println!("mailed to {}", attributes.email.unwrap_or_default());
    if let Some(link) = attributes.invitation_link.value() {
        println!("{link}"); // it is shown now, and in no list
    }
    Ok(())
}
