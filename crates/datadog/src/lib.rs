//! A client of Datadog for inviting people: shared dashboard invitations, users, user invitations
//! and roles, of the APIs [`v1`] and [`v2`].
//!
//! # Install
//!
//! ```toml
//! [dependencies]
//! guestlist-datadog = "0.1"
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```
//!
//! On by default are `rustls` for TLS, `charset` for texts that are not UTF-8, `gzip`, `http2`, and
//! `system-proxy` for a proxy that the environment names. With the TLS of the operating system and none
//! of the others, it builds in half the time:
//!
//! ```toml
//! guestlist-datadog = { version = "0.1", default-features = false, features = ["native-tls"] }
//! ```
//!
//! The feature `tracing` has a span for each call and each attempt, `mock` is for tests: see below.
//!
//! # Credentials
//!
//! [`v2::Client::from_env`] reads `DD_API_KEY` and `DD_APP_KEY`, as all Datadog tools do, and the
//! site from `DD_SITE` where it is set. The builder takes the same by hand, or an OAuth token in
//! place of the keys:
//!
//! ```no_run
//! use guestlist_datadog::v2::{Client, Site};
//!
//! # fn run(api_key: String, application_key: String) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder()
//!     .api_key(api_key)
//!     .application_key(application_key)
//!     .site(Site::DatadoghqEu)
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! What is missing, empty or unprintable is an error that names the variable, before anything is
//! sent. Clients are cheap to clone. One session, with its connections, serves both APIs:
//!
//! ```no_run
//! use guestlist_datadog::{v1, v2};
//!
//! # fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let users = v2::Client::from_env()?;
//! let dashboards = v1::Client::with_session(users.session().clone());
//! # Ok(())
//! # }
//! ```
//!
//! # First call
//!
//! A user is made first, which mails nothing; then comes the invitation:
//!
//! ```no_run
//! use guestlist_datadog::v2::Client;
//! use guestlist_datadog::v2::models::{
//!     RelationshipToUser, RelationshipToUserData, UserCreateAttributes, UserCreateData,
//!     UserInvitationData, UserInvitationsRequest,
//! };
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::from_env()?;
//!
//!     let person = UserCreateAttributes::new("ada@example.com").name("Ada");
//!     let created = client.create_user().body(UserCreateData::new(person)).send().await?;
//!     let id = created.into_inner().data.and_then(|user| user.id).ok_or("no id")?;
//!
//!     let user = RelationshipToUser::new(RelationshipToUserData::new(id));
//!     let invitation = UserInvitationData::new(user);
//!     client.send_invitations().body(UserInvitationsRequest::new([invitation])).send().await?;
//!     Ok(())
//! }
//! ```
//!
//! Each operation has an example that runs, in [`examples/`]. Three more do a whole job: `invite` is
//! the above for people who may be users already, disabled ones too, with roles by their names;
//! `datadog_pending` lists who has not answered; `datadog_revoke` takes an invitation back.
//!
//! # Paging
//!
//! [`list_users`](v2::Client::list_users), [`list_roles`](v2::Client::list_roles) and
//! [`list_role_users`](v2::Client::list_role_users) of `v2` and
//! [`get_public_dashboard_invitations`](v1::Client::get_public_dashboard_invitations) of `v1` come in
//! pages. `stream` gives the users one by one and asks for a page when the one before is used up;
//! `pages` gives whole pages; `send` is one page.
//!
//! ```no_run
//! # use guestlist_datadog::v2::Client;
//! # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
//! let mut users = client.list_users().filter("example.com").page_size(100).stream();
//! while let Some(user) = users.next().await {
//!     println!("{:?}", user?.id);
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
//! use guestlist_datadog::v2;
//! use guestlist_datadog::v2::users::GetUserError;
//! use guestlist_datadog::runtime::Error;
//!
//! # async fn run(client: v2::Client) -> Result<(), Box<dyn std::error::Error>> {
//! match client.get_user().user_id("00000000-0000-9999-0000-000000000000").send().await {
//!     Ok(user) => println!("{:?}", user.data),
//!     Err(Error::ErrorResponse(answer)) => match &*answer {
//!         GetUserError::NotFound(_) => println!("there is no such user"),
//!         GetUserError::Forbidden(body) => println!("not permitted: {:?}", body.errors),
//!         _ => println!("{}, request {:?}", answer.status(), answer.request_id()),
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
//! A call that creates or changes something (`POST`, `PATCH`; all but
//! [`add_user_to_role`](v2::Client::add_user_to_role), which may be repeated) is sent again only
//! where the server has done nothing: after 429, when no connection was made, and when the server
//! says over HTTP/2 that it did not process the request. The wait is what the server asks for, in
//! `Retry-After` or `X-RateLimit-Reset`. While one call waits for that, the other calls of its client
//! wait too, but no longer than the timeout of that call. All attempts and waits together take no
//! longer than the timeout of the call, 60 seconds unless set.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use guestlist_datadog::v2::Client;
//! use guestlist_datadog::runtime::{CallOptions, Retry};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder()
//!     .read_env()?
//!     .timeout(Duration::from_secs(20))
//!     .retry(Retry::at_most(5))
//!     .build()?;
//!
//! let hurry = CallOptions::new().timeout(Duration::from_secs(2)).retry(Retry::never());
//! let page = client.list_users().options(hurry).send().await?;
//! println!("{:?} calls are left", page.rate_limit().remaining);
//! # Ok(())
//! # }
//! ```
//!
//! # Testing
//!
//! With the feature `mock`, each operation can be answered by a server in your own test, with
//! models in place of JSON (the modules `v1::mock` and `v2::mock`). Without it, give `base_url` the
//! address of any server of yours.
//!
//! ```
//! # #[cfg(feature = "mock")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use guestlist_datadog::v2::models::{User, UserResponse};
//! use guestlist_datadog::v2::{Client, mock};
//! use guestlist_datadog::runtime::mock::Mocks;
//!
//! let mocks = Mocks::new();
//! let ada = UserResponse::new().data(User::new().id("ada"));
//! let mocked = mock::get_user(&mocks, "ada").responds(200, &ada);
//!
//! let client = Client::builder().api_key("key").application_key("key");
//! let client = client.transport(mocks).build()?;
//! assert_eq!(*client.get_user().user_id("ada").send().await?, ada);
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
//! values that it does not list in `Unknown`, `null` and absence stay two things, and a time keeps
//! its spelling. What was read can be written back as it came. Status, headers and the body as it
//! was sent stand beside the value in each answer.
//!
//! [`examples/`]: https://github.com/guestlist-rs/guestlist/tree/main/crates/datadog/examples

pub use guestlist_runtime as runtime;

pub mod v1;
pub mod v2;

/// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
