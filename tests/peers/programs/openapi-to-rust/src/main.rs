//! Sends one invitation and lists users.

#[allow(warnings, reason = "the code is openapi-to-rust's")]
mod client;
#[allow(warnings, reason = "the code is openapi-to-rust's")]
mod types;

use client::HttpClient;
use types::{
    RelationshipToUser, RelationshipToUserData, UserInvitationData, UserInvitationRelationships,
    UserInvitationsRequest, UserInvitationsType, UsersType,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let client = HttpClient::new()
        .with_base_url("https://api.datadoghq.com")
        .with_header("dd-api-key", std::env::var("DD_API_KEY")?)
        .with_header("dd-application-key", std::env::var("DD_APP_KEY")?);
    let id = "00000000-0000-0000-0000-000000000000".to_owned();
    let data = RelationshipToUserData { id, r#type: UsersType::Users };
    let relationships = UserInvitationRelationships { user: RelationshipToUser { data } };
    let r#type = UserInvitationsType::UserInvitations;
    let body = UserInvitationsRequest { data: vec![UserInvitationData { relationships, r#type }] };
    let sent = client.send_invitations(body).await?;
    println!("{}", sent.data.map_or(0, |data| data.len()));
    let none = None::<&str>;
    let users = client.list_users(None, None, none, None, none, none).await?;
    for user in users.data.unwrap_or_default() {
        println!("{}", user.id.unwrap_or_default());
    }
    Ok(())
}
