//! Mails the invitations that have expired again, and shows their new links: all of them, or that of
//! one person. Who has an invitation that can still be accepted is sent none.
//!
//! Usage: `datocms_resend [email]`.
//! For example `datocms_resend mary.jones@example.com`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::collections::BTreeSet;
use std::env;

use guestlist_datocms::Client;
use guestlist_datocms::runtime::Error;
use guestlist_datocms::site_invitations::ResendSiteInvitationError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let only = env::args().nth(1).map(|email| email.to_lowercase());
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let mut expired = Vec::new();
    let mut invited = BTreeSet::new();
    let answer = client.list_site_invitations().send().await?.into_inner();
    for invitation in answer.data.unwrap_or_default() {
        let attributes = invitation.attributes.unwrap_or_default();
        let email = attributes.email.unwrap_or_default().to_lowercase();
        // An answer that does not say whether it has expired is not taken for a yes.
        if attributes.expired == Some(true) {
            expired.push((invitation.id.ok_or("an invitation has no id")?, email));
        } else {
            invited.insert(email);
        }
    }
    expired.retain(|(_, email)| only.as_ref().is_none_or(|only| only == email));

    let mut sent = 0;
    for (id, email) in expired {
        if !invited.insert(email.clone()) {
            println!("{email}: is invited already");
            continue;
        }
        match client.resend_site_invitation().id(&id).send().await {
            Ok(answer) => {
                let attributes = answer.into_inner().data.and_then(|one| one.attributes);
                let link = attributes.and_then(|one| one.invitation_link.into_value());
                println!("{email}: mailed again {}", link.unwrap_or_default());
                sent += 1;
            }
            Err(Error::ErrorResponse(answer))
                if matches!(*answer, ResendSiteInvitationError::NotFound(_)) =>
            {
                println!("{email}: was accepted or withdrawn meanwhile");
            }
            // The call is not sent again where it may have been heard: nobody is mailed twice.
            Err(other) => return Err(format!("{email}, after {sent} others: {other}").into()),
        }
    }
    if sent == 0 {
        println!("nothing was mailed");
    }
    Ok(())
}
