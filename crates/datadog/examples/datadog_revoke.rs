//! Cancels the invitations of somebody: to the organization, and to the shared dashboards that are
//! named. The user is kept. That nothing is pending is no error.
//!
//! Usage: `datadog_revoke <email> [dashboard token]…`.
//! For example `datadog_revoke ada@example.com token`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::runtime::Error;
use guestlist_datadog::v1::dashboards::DeletePublicDashboardInvitationError;
use guestlist_datadog::v1::models::{
    SharedDashboardInvites, SharedDashboardInvitesDataObject,
    SharedDashboardInvitesDataObjectAttributes,
};
use guestlist_datadog::v2::user_invitations::DeleteUserInvitationsError;
use guestlist_datadog::{v1, v2};

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let mut arguments = env::args().skip(1);
    let email = arguments.next().ok_or("usage: datadog_revoke <email> [dashboard token]…")?;
    let mut builder = v2::Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let users = builder.build()?;
    let dashboards = v1::Client::with_session(users.session().clone());

    let mut revoked = 0;
    for id in pending_users(&users, &email).await? {
        match users.delete_user_invitations().user_id(&id).send().await {
            Ok(_) => {
                println!("cancelled the invitations of {email}, who is the user {id}");
                revoked += 1;
            }
            Err(Error::ErrorResponse(answer))
                if matches!(*answer, DeleteUserInvitationsError::NotFound(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    for token in arguments {
        let person = SharedDashboardInvitesDataObjectAttributes::new().email(&email);
        let whom = SharedDashboardInvites::new(SharedDashboardInvitesDataObject::new(person));
        let call = dashboards.delete_public_dashboard_invitation().token(&token).body(whom);
        match call.send().await {
            Ok(_) => {
                println!("withdrew the invitation of {email} to the dashboard {token}");
                revoked += 1;
            }
            Err(Error::ErrorResponse(answer))
                if matches!(*answer, DeletePublicDashboardInvitationError::NotFound(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    if revoked == 0 {
        println!("nothing is pending for {email}");
    }
    Ok(())
}

/// The ids of the users with this email address or handle who have not accepted an invitation.
async fn pending_users(client: &v2::Client, email: &str) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let call = client.list_users().filter(email).filter_status("Pending").page_size(100);
    let mut users = call.stream();
    while let Some(user) = users.next().await {
        let user = user?;
        let attributes = user.attributes.unwrap_or_default();
        // The filter finds the text anywhere in what is known about a user.
        let names = [attributes.email.as_deref(), attributes.handle.as_deref()];
        if names.into_iter().flatten().any(|name| name.eq_ignore_ascii_case(email)) {
            found.push(user.id.ok_or("a user has no id")?);
        }
    }
    Ok(found)
}
