//! Makes a user, unless there is one, and mails the invitation.
//!
//! Usage: `invite <email> [name]`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::runtime::Error;
use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::{
    RelationshipToUser, RelationshipToUserData, UserCreateAttributes, UserCreateData,
    UserCreateRequest, UserInvitationData, UserInvitationRelationships, UserInvitationsRequest,
};
use guestlist_datadog::v2::users::CreateUserError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let email = arguments.next().ok_or("usage: invite <email> [name]")?;
    let mut person = UserCreateAttributes::new(&email);
    person.name = arguments.next();
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let request = UserCreateRequest::new(UserCreateData::new(person));
    let id = match client.create_user().body(request).send().await {
        Ok(created) => created.into_inner().data.and_then(|user| user.id),
        Err(Error::ErrorResponse(answer)) if matches!(*answer, CreateUserError::Conflict(_)) => {
            find_user(&client, &email).await?
        }
        Err(other) => return Err(other.into()),
    };
    let id = id.ok_or("the server names no id")?;

    let user = RelationshipToUser::new(RelationshipToUserData::new(&id));
    let invitation = UserInvitationData::new(UserInvitationRelationships::new(user));
    client.send_invitations().body(UserInvitationsRequest::new([invitation])).send().await?;
    println!("invited {email}, who is the user {id}");
    Ok(())
}

/// The id of the user with this email address.
async fn find_user(
    client: &Client,
    email: &str,
) -> Result<Option<String>, Box<dyn std::error::Error>> {
    let mut users = client.list_users().filter(email).stream();
    while let Some(user) = users.next().await {
        let user = user?;
        let found = user.attributes.and_then(|attributes| attributes.email);
        if found.is_some_and(|found| found.eq_ignore_ascii_case(email)) {
            return Ok(user.id);
        }
    }
    Ok(None)
}
