//! A client of Datadog for inviting people: shared dashboard invitations, users and user
//! invitations, of the APIs [`v1`] and [`v2`].
//!
//! ```no_run
//! use guestlist_datadog::v2;
//! use guestlist_datadog::v2::models::{UserCreateAttributes, UserCreateData, UserCreateRequest};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = v2::Client::builder()
//!     .api_key(std::env::var("DD_API_KEY")?)
//!     .application_key(std::env::var("DD_APP_KEY")?)
//!     .build()?;
//!
//! let who = UserCreateAttributes::new("ada@example.com").name("Ada");
//! let user = UserCreateRequest::new(UserCreateData::new(who));
//! let created = client.create_user().body(user).send().await?;
//! println!("{}: {:?}", created.status(), created.data);
//! # Ok(())
//! # }
//! ```
//!
//! # What is kept
//!
//! Nothing that the server says is lost: members that the description does not name are in
//! `extra`, values that it does not list in `Unknown`, `null` and absence stay two things, and a
//! time keeps its spelling. What was read can be written back as it came.
//!
//! # Errors
//!
//! A call fails with a [`guestlist_runtime::Error`]. Its `ErrorResponse` holds an enum with a
//! variant for each status that the description lists, and status, headers and body in any case:
//!
//! ```no_run
//! use guestlist_datadog::v2;
//! use guestlist_datadog::v2::users::GetUserError;
//! use guestlist_runtime::Error;
//!
//! # async fn run(client: v2::Client) -> Result<(), Box<dyn std::error::Error>> {
//! match client.get_user().user_id("00000000-0000-9999-0000-000000000000").send().await {
//!     Ok(user) => println!("{:?}", user.data),
//!     Err(Error::ErrorResponse(answer)) => match &*answer {
//!         GetUserError::NotFound(_) => println!("there is no such user"),
//!         other => println!("{}: {other:?}", answer.status()),
//!     },
//!     Err(other) => return Err(other.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # One session for both APIs
//!
//! ```no_run
//! # fn run(users: guestlist_datadog::v2::Client) {
//! let dashboards = guestlist_datadog::v1::Client::with_session(users.session().clone());
//! # }
//! ```

pub mod v1;
pub mod v2;
