//! A client of DataTrails invites: create, list, look up and withdraw them.
//!
//! ```no_run
//! use guestlist_datatrails::Client;
//! use guestlist_datatrails::models::CreateInviteRequest;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().bearer_token(std::env::var("DATATRAILS_AUTHTOKEN")?).build()?;
//!
//! let request = CreateInviteRequest::new("john.doe@example.com").message("Welcome!");
//! let invite = client.create_invite().body(request).send().await?;
//! println!("{:?} until {:?}", invite.identity, invite.expiry_time);
//!
//! let pending = client.list_invites().page_size(50).send().await?;
//! println!("{} invites are pending", pending.invites.iter().flatten().count());
//! # Ok(())
//! # }
//! ```
//!
//! Nothing that the server says is lost: members that the description does not name are in
//! `extra`, and an expiry time keeps its spelling.

#[rustfmt::skip]
mod generated;

pub use generated::*;
