//! Sends one invitation and lists users.

use datadog_api_client::datadog::Configuration;
use datadog_api_client::datadogV2::api_users::{ListUsersOptionalParams, UsersAPI};
use datadog_api_client::datadogV2::model::{
    RelationshipToUser, RelationshipToUserData, UserInvitationData, UserInvitationRelationships,
    UserInvitationsRequest, UserInvitationsType, UsersType,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let client = UsersAPI::with_config(Configuration::new());
    let id = "00000000-0000-0000-0000-000000000000".to_owned();
    let user = RelationshipToUser::new(RelationshipToUserData::new(id, UsersType::USERS));
    let user = UserInvitationRelationships::new(user);
    let invitation = UserInvitationData::new(user, UserInvitationsType::USER_INVITATIONS);
    let sent = client.send_invitations(UserInvitationsRequest::new(vec![invitation])).await?;
    println!("{}", sent.data.map_or(0, |data| data.len()));
    let users = client.list_users(ListUsersOptionalParams::default()).await?;
    for user in users.data.unwrap_or_default() {
        println!("{}", user.id.unwrap_or_default());
    }
    Ok(())
}
