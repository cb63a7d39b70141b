//! A client of DataTrails invites: create, list, look up and withdraw them.
//!
//! # Install
//!
//! ```toml
//! [dependencies]
//! guestlist-datatrails = "0.1"
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```
//!
//! On by default are `rustls` for TLS, `charset` for texts that are not UTF-8, `gzip`, `http2`, and
//! `system-proxy` for a proxy that the environment names. With the TLS of the operating system and none
//! of the others, it builds in half the time:
//!
//! ```toml
//! guestlist-datatrails = { version = "0.1", default-features = false, features = ["native-tls"] }
//! ```
//!
//! The feature `tracing` has a span for each call and each attempt, `mock` is for tests: see below.
//!
//! # Credentials
//!
//! [`Client::from_env`] reads a token from `DATATRAILS_AUTHTOKEN`, or else the credentials of an
//! app registration from `DATATRAILS_APPREG_CLIENT` and `DATATRAILS_APPREG_SECRET`, and where the
//! API is from `DATATRAILS_URL`, where it is set. The builder takes the same by hand:
//!
//! ```no_run
//! use guestlist_datatrails::Client;
//!
//! # fn run(id: String, secret: String) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().app_registration(id, secret).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! An app registration is exchanged for a token at the first call; the token is kept, and renewed
//! when it is about to end or the server refuses it. With a token of your own it is `bearer_token`.
//! What is missing, empty or unprintable is an error that names the variable, before anything is
//! sent. Clients are cheap to clone, and clones share their connections and their token.
//!
//! # First call
//!
//! ```no_run
//! use guestlist_datatrails::Client;
//! use guestlist_datatrails::models::CreateInviteRequest;
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::from_env()?;
//!
//!     let request = CreateInviteRequest::new("john.doe@example.com").message("Welcome!");
//!     let invite = client.create_invite().body(request).send().await?;
//!     println!("{:?} until {:?}", invite.identity, invite.expiry_time);
//!     Ok(())
//! }
//! ```
//!
//! The `identity` of an invite is `invites/` and a UUID; the other operations take the UUID alone.
//! Each operation has an example that runs, in [`examples/`]. Three more do a whole job:
//! `datatrails_pending` lists who has not answered, `datatrails_resend` invites again whose invite has
//! expired, `datatrails_revoke` takes an invite back.
//!
//! # Paging
//!
//! [`list_invites`](Client::list_invites) comes in pages. `stream` gives the invites one by one and
//! asks for a page when the one before is used up; `pages` gives whole pages; `send` is one page.
//!
//! ```no_run
//! # use guestlist_datatrails::Client;
//! # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
//! let mut invites = client.list_invites().page_size(50).stream();
//! while let Some(invite) = invites.next().await {
//!     println!("{:?}", invite?.email);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! A call fails with a [`runtime::Error`]. Its `ErrorResponse` holds an enum with a
//! variant for each status that the description lists, and status, headers and body in any case.
//! `status`, `request_id`, `attempts` and `is_retryable` are there for all kinds of errors, and
//! printing one gives one line without secrets.
//!
//! ```no_run
//! use guestlist_datatrails::Client;
//! use guestlist_datatrails::invites::GetInviteError;
//! use guestlist_datatrails::runtime::Error;
//!
//! # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
//! match client.get_invite().uuid("bbbaeab8-539d-4482-9a98-f1285e7f75cb").send().await {
//!     Ok(invite) => println!("{:?} has not answered yet", invite.email),
//!     Err(Error::ErrorResponse(answer)) => match &*answer {
//!         GetInviteError::NotFound(_) => println!("it was accepted or withdrawn"),
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
//! A call is sent again, at most twice, after 429, 502, 503 and 504 and when no connection was
//! made. A call that creates something (`POST`) is sent again only where the server has done
//! nothing: after 429, when no connection was made, and when the server says over HTTP/2 that it
//! did not process the request. The wait is what the server asks for, in `Retry-After` or
//! `Archivist-Rate-Limit-Reset`. While one call waits for that, the other calls of its client wait
//! too, but no longer than the timeout of that call. All attempts and waits together take no longer
//! than the timeout of the call, 60 seconds unless set.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use guestlist_datatrails::Client;
//! use guestlist_datatrails::runtime::{CallOptions, Retry};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder()
//!     .read_env()?
//!     .timeout(Duration::from_secs(20))
//!     .retry(Retry::at_most(5))
//!     .build()?;
//!
//! let hurry = CallOptions::new().timeout(Duration::from_secs(2)).retry(Retry::never());
//! let page = client.list_invites().options(hurry).send().await?;
//! println!("it took {} attempts", page.attempts());
//! # Ok(())
//! # }
//! ```
//!
//! # Testing
//!
//! With the feature `mock`, each operation can be answered by a server in your own test, with
//! models in place of JSON (the module `mock`). Without it, give `base_url` the address of any
//! server of yours.
//!
//! ```
//! # #[cfg(feature = "mock")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use guestlist_datatrails::models::Invite;
//! use guestlist_datatrails::{Client, mock};
//! use guestlist_datatrails::runtime::mock::Mocks;
//!
//! let mocks = Mocks::new();
//! let invite = Invite::new().email("john.doe@example.com");
//! let mocked = mock::get_invite(&mocks, "bbbaeab8").responds(200, &invite);
//!
//! let client = Client::builder().bearer_token("token").transport(mocks).build()?;
//! assert_eq!(*client.get_invite().uuid("bbbaeab8").send().await?, invite);
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
//! values that it does not list in `Unknown`, and an expiry time keeps its spelling. What was read
//! can be written back as it came. Status, headers and the body as it was sent stand beside the
//! value in each answer.
//!
//! [`examples/`]: https://github.com/guestlist-rs/guestlist/tree/main/crates/datatrails/examples

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use guestlist_runtime as runtime;

/// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
