//! Invites somebody to the organization, whether there is such a user already or not.
//!
//! A new user is made and invited. A user who is there already is found by the email address or the
//! handle, enabled if they are disabled, and given the roles that they lack; who has logged in before
//! needs no invitation and is sent none.
//!
//! Usage: `invite <email> [name] [role name]…`.
//! For example `invite ada@example.com Ada`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::runtime::Error;
use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::{
    RelationshipToRoleData, RelationshipToRoles, RelationshipToUserData, User,
    UserCreateAttributes, UserCreateData, UserInvitationData, UserInvitationRelationships,
    UserInvitationsRequest, UserRelationships, UserUpdateAttributes, UserUpdateData,
};
use guestlist_datadog::v2::users::CreateUserError;

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let mut arguments = env::args().skip(1);
    let email = arguments.next().ok_or("usage: invite <email> [name] [role name]…")?;
    let mut person = UserCreateAttributes::new(&email);
    person.name = arguments.next();
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    // A mistake in the name of a role is found before anything is changed.
    let mut roles = Vec::new();
    for name in arguments {
        roles.push(find_role(&client, &name).await?);
    }

    let mut request = UserCreateData::new(person);
    if !roles.is_empty() {
        let roles = roles.iter().map(|id| RelationshipToRoleData::new().id(id));
        let roles = RelationshipToRoles::new().data(roles.collect::<Vec<_>>());
        request = request.relationships(UserRelationships::new().roles(roles));
    }
    let user = match client.create_user().body(request).send().await {
        Ok(created) => created.into_inner().data.ok_or("the answer has no user in it")?,
        Err(Error::ErrorResponse(answer)) if matches!(*answer, CreateUserError::Conflict(_)) => {
            let user = find_user(&client, &email).await?;
            make_ready(&client, user, &roles).await?
        }
        Err(other) => return Err(other.into()),
    };

    let id = user.id.clone().ok_or("the answer names no id")?;
    if has_logged_in(&user) {
        println!("{email} is the user {id} and can log in: there is nothing to accept");
        return Ok(());
    }
    let invitation =
        UserInvitationData::new(UserInvitationRelationships::new(RelationshipToUserData::new(&id)));
    let sent = client.send_invitations().body(UserInvitationsRequest::new([invitation])).send();
    // The call is not sent again where it may have been heard: nobody is mailed twice.
    sent.await.map_err(|error| format!("{email} is the user {id}, but not invited: {error}"))?;
    println!("invited {email}, who is the user {id}");
    Ok(())
}

/// The id of the role with this name. Names are not unique, so a second one is an error.
async fn find_role(client: &Client, name: &str) -> Result<String, Failure> {
    let mut found = Vec::new();
    let mut roles = client.list_roles().filter(name).page_size(100).stream();
    while let Some(role) = roles.next().await {
        let role = role?;
        // The filter finds the text anywhere in a name.
        if role.attributes.and_then(|attributes| attributes.name).as_deref() == Some(name) {
            found.push(role.id.ok_or("a role has no id")?);
        }
    }
    match &found[..] {
        [id] => Ok(id.clone()),
        [] => Err(format!("there is no role named {name}").into()),
        several => Err(format!("several roles are named {name}: {}", several.join(", ")).into()),
    }
}

/// The user with this email address, or with this handle: the two may differ.
async fn find_user(client: &Client, email: &str) -> Result<User, Failure> {
    let mut found = Vec::new();
    let mut users = client.list_users().filter(email).page_size(100).stream();
    while let Some(user) = users.next().await {
        let user = user?;
        let is_it = user.attributes.as_ref().is_some_and(|attributes| {
            let names = [attributes.email.as_deref(), attributes.handle.as_deref()];
            names.into_iter().flatten().any(|name| name.eq_ignore_ascii_case(email))
        });
        if is_it {
            found.push(user);
        }
    }
    match (found.pop(), &found[..]) {
        (Some(user), []) => Ok(user),
        (None, _) => Err(format!("{email} is taken, but no user has it").into()),
        _ => Err(format!("several users have {email} as their email address or handle").into()),
    }
}

/// Enables a user who is disabled, and gives the roles that are missing.
async fn make_ready(client: &Client, mut user: User, roles: &[String]) -> Result<User, Failure> {
    let id = user.id.clone().ok_or("the user has no id")?;
    let given = user.relationships.as_ref().and_then(|all| all.roles.as_ref()?.data.clone());
    let given: Vec<_> = given.unwrap_or_default().into_iter().filter_map(|role| role.id).collect();
    for role in roles.iter().filter(|role| !given.contains(role)) {
        let body = RelationshipToUserData::new(&id);
        client.add_user_to_role().role_id(role).body(body).send().await?;
    }
    if user.attributes.as_ref().is_some_and(|attributes| attributes.disabled == Some(true)) {
        let change = UserUpdateData::new(UserUpdateAttributes::new().disabled(false), &id);
        let answer = client.update_user().user_id(&id).body(change).send().await?;
        user = answer.into_inner().data.ok_or("the answer has no user in it")?;
        println!("enabled the user {id}");
    }
    Ok(user)
}

fn has_logged_in(user: &User) -> bool {
    user.attributes.as_ref().is_some_and(|attributes| {
        attributes.last_login_time.value().is_some()
            || attributes.status.as_deref() == Some("Active")
    })
}
