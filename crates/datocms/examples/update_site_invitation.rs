//! Changes the role that somebody who is invited will have.
//!
//! Usage: `update_site_invitation <invitation id> <role id>`.
//! For example `update_site_invitation 312 35`.
//! Reads `DATOCMS_API_TOKEN`; `GUESTLIST_BASE_URL` where it is set.

use std::env;

use guestlist_datocms::Client;
use guestlist_datocms::models::{
    RoleData, RoleRelationship, SiteInvitationRelationships, SiteInvitationUpdateData,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(id), Some(role)) = (arguments.next(), arguments.next()) else {
        return Err("usage: update_site_invitation <invitation id> <role id>".into());
    };
    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let role = RoleRelationship::new(RoleData::new(role));
    let change = SiteInvitationUpdateData::new(&id)
        .relationships(SiteInvitationRelationships::new().role(role));
    let answer = client.update_site_invitation().id(&id).body(change).send().await?.into_inner();

    let relationships = answer.data.and_then(|invitation| invitation.relationships);
    let role = relationships.and_then(|all| all.role).ok_or("the answer names no role")?;
    println!("invitation {id} is for the role {}", role.data.id);
    Ok(())
}
