//! Withdraws an invitation.
//!
//! Usage: `destroy_site_invitation <invitation id>`.
//! For example `destroy_site_invitation 312`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::env;

use guestlist_datocms::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("usage: destroy_site_invitation <invitation id>")?;
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let answer = client.destroy_site_invitation().id(&id).send().await?.into_inner();

    // The answer is the invitation as it was.
    let attributes = answer.data.and_then(|invitation| invitation.attributes).unwrap_or_default();
    println!("withdrew {id}, of {}", attributes.email.unwrap_or_default());
    Ok(())
}
