//! Sends one invitation and lists users.

use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::{
    RelationshipToUser, RelationshipToUserData, UserInvitationData, UserInvitationRelationships,
    UserInvitationsRequest,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let user = RelationshipToUserData::new("00000000-0000-0000-0000-000000000000");
    let user = UserInvitationRelationships::new(RelationshipToUser::new(user));
    let body = UserInvitationsRequest::new([UserInvitationData::new(user)]);
    let sent = client.send_invitations().body(body).send().await?;
    println!("{}", sent.status());
    let users = client.list_users().send().await?.into_inner();
    for user in users.data.unwrap_or_default() {
        println!("{}", user.id.unwrap_or_default());
    }
    Ok(())
}
