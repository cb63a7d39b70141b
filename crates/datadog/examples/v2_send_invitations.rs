//! Mails users, who must exist already, an invitation.
//!
//! Usage: `v2_send_invitations <user id>...`.
//! For example `v2_send_invitations string`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.

use std::env;

use guestlist_datadog::v2::Client;
use guestlist_datadog::v2::models::{
    RelationshipToUser, RelationshipToUserData, UserInvitationData, UserInvitationRelationships,
    UserInvitationsRequest,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ids: Vec<String> = env::args().skip(1).collect();
    if ids.is_empty() {
        return Err("usage: v2_send_invitations <user id>...".into());
    }
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let invite = |id: String| {
        let user = RelationshipToUser::new(RelationshipToUserData::new(id));
        UserInvitationData::new(UserInvitationRelationships::new(user))
    };
    let request = UserInvitationsRequest::new(ids.into_iter().map(invite).collect::<Vec<_>>());
    let sent = client.send_invitations().body(request).send().await?;

    for invitation in sent.into_inner().data.unwrap_or_default() {
        let attributes = invitation.attributes.unwrap_or_default();
        let until = attributes.expires_at.map_or_else(String::new, |time| time.to_string());
        println!("sent {}, which ends {until}", attributes.uuid.unwrap_or_default());
    }
    Ok(())
}
