//! A client of DatoCMS site invitations.
//!
//! ```no_run
//! use guestlist_datocms::Client;
//! use guestlist_datocms::models::{
//!     RoleData, RoleRelationship, SiteInvitationCreateAttributes, SiteInvitationCreateData,
//!     SiteInvitationCreateRelationships, SiteInvitationCreateRequest,
//! };
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().api_token(std::env::var("DATOCMS_API_TOKEN")?).build()?;
//!
//! let who = SiteInvitationCreateAttributes::new("mark.smith@example.com");
//! let role = RoleRelationship::new(RoleData::new("34"));
//! let role = SiteInvitationCreateRelationships::new(role);
//! let request = SiteInvitationCreateRequest::new(SiteInvitationCreateData::new(who, role));
//!
//! let created = client.create_site_invitation().body(request).send().await?;
//! let invitation = created.data.as_ref().and_then(|data| data.attributes.as_ref());
//! println!("{:?}", invitation.and_then(|attributes| attributes.invitation_link.value()));
//! # Ok(())
//! # }
//! ```
//!
//! The link of an invitation is shown once, in the answer to its creation. The header
//! `X-Api-Version` is sent with each request.
//!
//! Nothing that the server says is lost: members that the description does not name are in
//! `extra`, values that it does not list in `Unknown`, and `null` and absence stay two things.

#[rustfmt::skip]
mod generated;

pub use generated::*;
