//! Invites somebody to the project, with a role.
//!
//! Usage: `create_site_invitation <email> <role id>`.
//! For example `create_site_invitation mark.smith@example.com 34`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::env;

use guestlist_datocms::Client;
use guestlist_datocms::models::{
    RoleData, RoleRelationship, SiteInvitationCreateAttributes, SiteInvitationCreateData,
    SiteInvitationCreateRelationships, SiteInvitationCreateRequest,
};
use guestlist_datocms::runtime::Error;
use guestlist_datocms::site_invitations::CreateSiteInvitationError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(email), Some(role)) = (arguments.next(), arguments.next()) else {
        return Err("usage: create_site_invitation <email> <role id>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let role = RoleRelationship::new(RoleData::new(role));
    let request = SiteInvitationCreateRequest::new(SiteInvitationCreateData::new(
        SiteInvitationCreateAttributes::new(email),
        SiteInvitationCreateRelationships::new(role),
    ));
    let answer = client.create_site_invitation().body(request).send().await;
    if let Err(Error::ErrorResponse(refusal)) = &answer
        && let CreateSiteInvitationError::UnprocessableEntity(body) = &**refusal
    {
        for error in &body.data {
            eprintln!("{}: {:?}", error.attributes.code, error.attributes.details);
        }
    }

    let invitation = answer?.into_inner().data.ok_or("the answer has no invitation in it")?;
    println!("invitation {}", invitation.id.unwrap_or_default());
    if let Some(link) = invitation.attributes.unwrap_or_default().invitation_link.value() {
        println!("{link}"); // it is shown now, and never again
    }
    Ok(())
}
