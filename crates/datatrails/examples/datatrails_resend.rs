//! Invites again whose invite has expired: everybody, or one person. The service cannot mail an
//! invite again, so it is deleted and created anew, with the same message.
//!
//! Usage: `datatrails_resend [email]`.
//! For example `datatrails_resend john.doe@example.com`.
//! Reads `DATATRAILS_AUTHTOKEN`, or `DATATRAILS_APPREG_CLIENT` and `DATATRAILS_APPREG_SECRET`;
//! `DATATRAILS_URL` where it is set.

use std::collections::BTreeSet;
use std::env;
use std::time::SystemTime;

use guestlist_datatrails::Client;
use guestlist_datatrails::models::{CreateInviteRequest, Invite};
use guestlist_datatrails::runtime::StatusCode;

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let only = env::args().nth(1);
    let client = Client::from_env()?;
    // A time that cannot be read is not taken for one that is over.
    let now = SystemTime::now();
    let is_over = |invite: &Invite| {
        let time = invite.expiry_time.as_ref().and_then(|time| time.to_datetime().ok());
        time.is_some_and(|time| SystemTime::from(time) <= now)
    };

    // The list is read to its end before anything is changed.
    let all = client.list_invites().page_size(50).stream().all().await?;
    let (expired, pending): (Vec<_>, Vec<_>) = all.into_iter().partition(is_over);
    let address = |invite: &Invite| invite.email.clone().unwrap_or_default().to_lowercase();
    let mut invited: BTreeSet<String> = pending.iter().map(address).collect();
    let is_meant = |email: &str| only.as_ref().is_none_or(|only| only.eq_ignore_ascii_case(email));

    let mut sent = 0;
    for invite in expired.iter().filter(|invite| is_meant(&address(invite))) {
        let email = invite.email.as_deref().ok_or("an invite has no email address")?;
        if !invited.insert(address(invite)) {
            println!("{email}: is invited already");
        } else if delete(&client, invite).await? {
            let mut request = CreateInviteRequest::new(email);
            request.message = invite.message.clone();
            // The call is not sent again where it may have been heard: nobody is mailed twice.
            let created = client.create_invite().body(request).send().await;
            let error =
                |error| format!("the old invite of {email} is deleted, and a new one: {error}");
            let until = created.map_err(error)?.into_inner().expiry_time;
            let until = until.map(|time| format!(", until {time}"));
            println!("{email}: invited again{}", until.unwrap_or_default());
            sent += 1;
        } else {
            println!("{email}: has accepted, or was taken off the list meanwhile");
        }
    }
    if sent == 0 {
        println!("nothing was mailed");
    }
    Ok(())
}

/// Whether the invite was there to be deleted: one that was accepted is gone, and not made anew.
async fn delete(client: &Client, invite: &Invite) -> Result<bool, Failure> {
    let identity = invite.identity.as_deref().ok_or("an invite has no identity")?;
    let uuid = identity.trim_start_matches("invites/");
    match client.delete_invite().uuid(uuid).send().await {
        Ok(_) => Ok(true),
        // After a second attempt it may be the first one that deleted it: then it is not known.
        Err(error) if error.attempts() > 1 => Err(error.into()),
        Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => Ok(false),
        Err(other) => Err(other.into()),
    }
}
