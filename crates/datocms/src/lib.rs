//! A client of DatoCMS site invitations: inviting people to a project, seeing who has not answered,
//! and inviting them again or no longer.
//!
//! # Install
//!
//! ```toml
//! [dependencies]
//! guestlist-datocms = "0.1"
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```
//!
//! On by default are `rustls` for TLS, `charset` for texts that are not UTF-8, `gzip`, `http2`, and
//! `system-proxy` for a proxy that the environment names. With the TLS of the operating system and none
//! of the others, it builds in half the time:
//!
//! ```toml
//! guestlist-datocms = { version = "0.1", default-features = false, features = ["native-tls"] }
//! ```
//!
//! The feature `tracing` has a span for each call and each attempt, `mock` is for tests: see below.
//!
//! # Credentials
//!
//! [`Client::from_env`] reads `DATOCMS_API_TOKEN`. The builder takes the token by hand:
//!
//! ```no_run
//! use guestlist_datocms::Client;
//!
//! # fn run(token: String) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().api_token(token).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! A token that is missing, empty or unprintable is an error that names the variable, before
//! anything is sent. Clients are cheap to clone, and clones share their connections.
//!
//! # First call
//!
//! ```no_run
//! use guestlist_datocms::Client;
//! use guestlist_datocms::models::{
//!     RoleData, RoleRelationship, SiteInvitationCreateAttributes, SiteInvitationCreateData,
//!     SiteInvitationCreateRelationships, SiteInvitationCreateRequest,
//! };
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::from_env()?;
//!
//!     let role = RoleRelationship::new(RoleData::new("34"));
//!     let request = SiteInvitationCreateRequest::new(SiteInvitationCreateData::new(
//!         SiteInvitationCreateAttributes::new("mark.smith@example.com"),
//!         SiteInvitationCreateRelationships::new(role),
//!     ));
//!     let created = client.create_site_invitation().body(request).send().await?;
//!
//!     let invitation = created.into_inner().data.ok_or("no invitation")?;
//!     let attributes = invitation.attributes.unwrap_or_default();
//!     println!("{:?}", attributes.invitation_link.value());
//!     Ok(())
//! }
//! ```
//!
//! The link is shown in the answer to the creation, and in that to
//! [`resend_site_invitation`](Client::resend_site_invitation), and in no other. Another environment
//! of the project than the primary one is named with `x_environment` on the call. The header
//! `X-Api-Version` is sent with each request. Each operation has an example that runs, in
//! [`examples/`]. Three more do a whole job: `datocms_pending` lists who has not answered,
//! `datocms_resend` invites again whose link has expired, `datocms_revoke` takes an invitation back.
//!
//! # Errors
//!
//! A call fails with a [`runtime::Error`]. Its `ErrorResponse` holds an enum with a
//! variant for each status that the description lists, and status, headers and body in any case.
//! `status`, `request_id`, `attempts` and `is_retryable` are there for all kinds of errors, and
//! printing one gives one line without secrets.
//!
//! ```no_run
//! use guestlist_datocms::Client;
//! use guestlist_datocms::models::SiteInvitationCreateRequest;
//! use guestlist_datocms::site_invitations::CreateSiteInvitationError;
//! use guestlist_datocms::runtime::Error;
//!
//! # type Failure = Box<dyn std::error::Error>;
//! # async fn run(client: Client, request: SiteInvitationCreateRequest) -> Result<(), Failure> {
//! match client.create_site_invitation().body(request).send().await {
//!     Ok(created) => println!("{:?}", created.data),
//!     Err(Error::ErrorResponse(answer)) => match &*answer {
//!         CreateSiteInvitationError::UnprocessableEntity(body) => {
//!             for error in &body.data {
//!                 println!("{}: {:?}", error.attributes.code, error.attributes.details);
//!             }
//!         }
//!         _ => println!("{}", answer.response()),
//!     },
//!     Err(other) => return Err(other.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Retries and limits
//!
//! A call is sent again, at most twice, after 429, 502, 503 and 504 and when no connection was made.
//! To create an invitation or to mail it again is repeated only where the server has done nothing:
//! after 429, when no connection was made, and when the server says over HTTP/2 that it did not
//! process the request. Nobody is invited twice. The wait is what the server asks for, in
//! `Retry-After` or `X-RateLimit-Reset`. While one call waits for that, the other calls of its client
//! wait too, but no longer than the timeout of that call. All attempts and waits together take no
//! longer than the timeout of the call, 60 seconds unless set.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use guestlist_datocms::Client;
//! use guestlist_datocms::models::SiteInvitationCreateRequest;
//! use guestlist_datocms::runtime::{CallOptions, Retry};
//!
//! # async fn run(request: SiteInvitationCreateRequest) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder()
//!     .read_env()?
//!     .timeout(Duration::from_secs(20))
//!     .retry(Retry::at_most(5))
//!     .build()?;
//!
//! let hurry = CallOptions::new().timeout(Duration::from_secs(2)).retry(Retry::never());
//! let created = client.create_site_invitation().body(request).options(hurry).send().await?;
//! println!("{:?} calls are left", created.rate_limit().remaining);
//! # Ok(())
//! # }
//! ```
//!
//! # Testing
//!
//! With the feature `mock`, each operation can be answered by a server in your own test, with models
//! in place of JSON (the module `mock`). Without it, give `base_url` the address of any server of
//! yours.
//!
//! ```
//! # #[cfg(feature = "mock")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use guestlist_datocms::models::{
//! #     RoleData, RoleRelationship, SiteInvitationCreateAttributes, SiteInvitationCreateData,
//! #     SiteInvitationCreateRelationships, SiteInvitationCreateRequest,
//! # };
//! # let role = SiteInvitationCreateRelationships::new(RoleRelationship::new(RoleData::new("34")));
//! # let who = SiteInvitationCreateAttributes::new("mark.smith@example.com");
//! # let request = SiteInvitationCreateRequest::new(SiteInvitationCreateData::new(who, role));
//! use guestlist_datocms::models::{SiteInvitation, SiteInvitationResponse};
//! use guestlist_datocms::{Client, mock};
//! use guestlist_datocms::runtime::mock::Mocks;
//!
//! let mocks = Mocks::new();
//! let answer = SiteInvitationResponse::new().data(SiteInvitation::new().id("312"));
//! let mocked = mock::create_site_invitation(&mocks).body(&request).responds(201, &answer);
//!
//! let client = Client::builder().api_token("token").transport(mocks).build()?;
//! assert_eq!(*client.create_site_invitation().body(request).send().await?, answer);
//! mocked.assert();
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "mock"))]
//! # fn main() {}
//! ```
//!
//! # What is kept
//!
//! Nothing that the server says is lost: members that the description does not name are in `extra`,
//! values that it does not list in `Unknown`, and `null` and absence stay two things. What was read
//! can be written back as it came. Status, headers and the body as it was sent stand beside the
//! value in each answer.
//!
//! [`examples/`]: https://github.com/guestlist-rs/guestlist/tree/main/crates/datocms/examples

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use guestlist_runtime as runtime;

/// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
