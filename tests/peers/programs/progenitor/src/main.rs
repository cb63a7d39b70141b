//! Sends one invitation and lists users.

#[allow(warnings, reason = "the code is progenitor's")]
mod api;

use api::types::{
    RelationshipToUser, RelationshipToUserData, UserInvitationData, UserInvitationRelationships,
    UserInvitationsRequest, UserInvitationsType, UsersType,
};
use reqwest::header::{HeaderMap, HeaderValue};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut headers = HeaderMap::new();
    for (header, variable) in [("dd-api-key", "DD_API_KEY"), ("dd-application-key", "DD_APP_KEY")] {
        headers.insert(header, HeaderValue::try_from(std::env::var(variable)?)?);
    }
    let http = reqwest::Client::builder().default_headers(headers).build()?;
    let client = api::Client::new_with_client("https://api.datadoghq.com", http);
    let id = "00000000-0000-0000-0000-000000000000".to_owned();
    let data = RelationshipToUserData { id, type_: UsersType::Users };
    let relationships = UserInvitationRelationships { user: RelationshipToUser { data } };
    let type_ = UserInvitationsType::UserInvitations;
    let body = UserInvitationsRequest { data: vec![UserInvitationData { relationships, type_ }] };
    let sent = client.send_invitations(&body).await?;
    println!("{}", sent.status());
    let users = client.list_users(None, None, None, None, None, None).await?.into_inner();
    for user in users.data {
        println!("{}", user.id.unwrap_or_default());
    }
    Ok(())
}
