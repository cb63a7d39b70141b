//! Calls of every API and every method, so that a promise can be tested for all of them.

use std::fmt::Debug;
use std::time::{Duration, Instant};

// The clients that stand for all others: one has two versions, pages by number and all methods, one
// pages by token and fetches tokens, one has a media type of its own.
pub(crate) use guestlist_datadog::{v1, v2};
pub(crate) use guestlist_datatrails as invites;
pub(crate) use guestlist_datocms as sites;
use guestlist_runtime::{Error, ResponseValue, Retry};
use guestlist_tests::catalogue::root;
pub(crate) use guestlist_tests::secrets::printed;

use crate::SECRET;

/// How the client of a test is set up.
#[derive(Clone)]
pub(crate) struct Setup {
    pub(crate) url: String,
    pub(crate) retry: Retry,
    pub(crate) timeout: Duration,
    pub(crate) body_limit: usize,
    pub(crate) http: Option<reqwest::Client>,
}

impl Setup {
    /// At most two retries, soon.
    pub(crate) fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            retry: soon(),
            timeout: Duration::from_secs(10),
            body_limit: 64 * 1024,
            http: None,
        }
    }
}

/// An HTTP client for many calls of one test: each of its own would read the system's certificates.
pub(crate) fn shared_http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The default policy with waits for tests.
pub(crate) fn soon() -> Retry {
    soon_at_most(2)
}

/// So many retries, with waits for tests.
pub(crate) fn soon_at_most(times: u32) -> Retry {
    Retry::at_most(times).backoff(Duration::from_millis(10), Duration::from_millis(20))
}

macro_rules! build {
    ($builder:expr, $setup:expr) => {{
        let setup: &Setup = $setup;
        let builder = $builder.base_url(&setup.url).retry(setup.retry).timeout(setup.timeout);
        let builder = builder.body_limit(setup.body_limit);
        match &setup.http {
            Some(http) => builder.http(http.clone()),
            None => builder,
        }
        .build()
        .unwrap()
    }};
}

pub(crate) fn v1(setup: &Setup) -> v1::Client {
    build!(v1::Client::builder().api_key("hush-api").application_key("hush-app"), setup)
}

pub(crate) fn v2(setup: &Setup) -> v2::Client {
    build!(v2::Client::builder().api_key("hush-api").application_key("hush-app"), setup)
}

pub(crate) fn sites(setup: &Setup) -> sites::Client {
    build!(sites::Client::builder().api_token("hush-token"), setup)
}

pub(crate) fn invites(setup: &Setup) -> invites::Client {
    build!(invites::Client::builder().bearer_token("hush-token"), setup)
}

/// A client that fetches its tokens.
pub(crate) fn registered(setup: &Setup) -> invites::Client {
    build!(invites::Client::builder().app_registration("app-id", "hush-app"), setup)
}

/// A call, by its API and its method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    V1Get,
    V1Post,
    V1Put,
    V2Get,
    V2Post,
    V2Patch,
    V2Delete,
    SitesPost,
    InvitesGet,
    InvitesPost,
}

impl Call {
    pub(crate) const ALL: [Self; 10] = [
        Self::V1Get,
        Self::V1Post,
        Self::V1Put,
        Self::V2Get,
        Self::V2Post,
        Self::V2Patch,
        Self::V2Delete,
        Self::SitesPost,
        Self::InvitesGet,
        Self::InvitesPost,
    ];

    pub(crate) fn is_get(self) -> bool {
        matches!(self, Self::V1Get | Self::V2Get | Self::InvitesGet)
    }

    /// Whether sending it twice is the same as sending it once.
    pub(crate) fn is_idempotent(self) -> bool {
        self.is_get() || matches!(self, Self::V1Put | Self::V2Delete)
    }

    /// A body that is a success of it.
    pub(crate) fn success(self) -> Vec<u8> {
        match self {
            Self::SitesPost => {
                let file = "spec/datocms/examples/CreateSiteInvitation.200.corrected.json";
                std::fs::read(root().join(file)).expect(file)
            }
            _ => b"{}".to_vec(),
        }
    }

    pub(crate) async fn send(self, setup: &Setup) -> Outcome {
        let begin = Instant::now();
        let outcome = match self {
            Self::V1Get => outcome(v1(setup).list_users().send().await),
            Self::V1Post => {
                outcome(v1(setup).create_user().body(v1::models::User::new()).send().await)
            }
            Self::V1Put => {
                let client = v1(setup);
                let call = client.update_user().user_handle("id").body(v1::models::User::new());
                outcome(call.send().await)
            }
            Self::V2Get => outcome(v2(setup).list_users().send().await),
            Self::V2Post => outcome(v2(setup).create_user().body(new_user("a")).send().await),
            Self::V2Patch => {
                let client = v2(setup);
                outcome(client.update_user().user_id("id").body(user_update()).send().await)
            }
            Self::V2Delete => outcome(v2(setup).disable_user().user_id("id").send().await),
            Self::SitesPost => {
                let client = sites(setup);
                outcome(client.create_site_invitation().body(site_invitation()).send().await)
            }
            Self::InvitesGet => outcome(invites(setup).list_invites().send().await),
            Self::InvitesPost => {
                outcome(invites(setup).create_invite().body(invite()).send().await)
            }
        };
        Outcome { took: begin.elapsed(), ..outcome }
    }
}

/// What a call came to, whatever its types.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) kind: Kind,
    pub(crate) status: Option<u16>,
    pub(crate) attempts: u32,
    pub(crate) is_retryable: bool,
    pub(crate) took: Duration,
    /// All that can be printed of it.
    pub(crate) printed: String,
}

/// The kinds of results that a caller can tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Success,
    /// An error status.
    Refused,
    /// A success whose body is not what was promised.
    InvalidBody,
    /// A status that is neither.
    Unexpected,
    NoConnection,
    BrokeOff,
    Timeout,
    TooLarge,
    Held,
    NoToken,
    NotSent,
}

impl Kind {
    pub(crate) fn of<E>(error: &Error<E>) -> Self {
        match error {
            Error::InvalidRequest(_) => Self::NotSent,
            Error::ErrorResponse(_) => Self::Refused,
            Error::InvalidResponsePayload(..) => Self::InvalidBody,
            Error::UnexpectedResponse(_) => Self::Unexpected,
            Error::CommunicationError(error) if error.is_token() => Self::NoToken,
            Error::CommunicationError(error) if error.is_connect() => Self::NoConnection,
            Error::CommunicationError(error) if error.is_timeout() => Self::Timeout,
            Error::CommunicationError(error) if error.is_too_large() => Self::TooLarge,
            Error::CommunicationError(error) if error.is_held() => Self::Held,
            _ => Self::BrokeOff,
        }
    }
}

/// Takes a result apart. No credential is in anything that can be printed of it.
#[track_caller]
pub(crate) fn outcome<T: Debug, E: Debug + 'static>(
    result: Result<ResponseValue<T>, Error<E>>,
) -> Outcome {
    let outcome = match &result {
        Ok(value) => Outcome {
            kind: Kind::Success,
            status: Some(value.status().as_u16()),
            attempts: value.attempts(),
            is_retryable: false,
            took: Duration::ZERO,
            printed: format!("{value:?} {value:#?} {:?} {}", value.response(), value.response()),
        },
        Err(error) => Outcome {
            kind: Kind::of(error),
            status: error.status().map(|status| status.as_u16()),
            attempts: error.attempts(),
            is_retryable: error.is_retryable(),
            took: Duration::ZERO,
            printed: printed(error),
        },
    };
    assert!(!outcome.printed.contains(SECRET), "{}", outcome.printed);
    outcome
}

pub(crate) fn new_user(name: &str) -> v2::models::UserCreateRequest {
    let attributes = v2::models::UserCreateAttributes::new(format!("{name}@example.com"));
    v2::models::UserCreateRequest::new(v2::models::UserCreateData::new(attributes))
}

pub(crate) fn user_update() -> v2::models::UserUpdateRequest {
    let attributes = v2::models::UserUpdateAttributes::new();
    v2::models::UserUpdateRequest::new(v2::models::UserUpdateData::new(attributes, "id"))
}

pub(crate) fn invite() -> invites::models::CreateInviteRequest {
    invites::models::CreateInviteRequest::new("a@example.com")
}

pub(crate) fn site_invitation() -> sites::models::SiteInvitationCreateRequest {
    use sites::models::{
        RoleData, RoleRelationship, SiteInvitationCreateAttributes, SiteInvitationCreateData,
        SiteInvitationCreateRelationships, SiteInvitationCreateRequest,
    };
    SiteInvitationCreateRequest::new(SiteInvitationCreateData::new(
        SiteInvitationCreateAttributes::new("a@example.com"),
        SiteInvitationCreateRelationships::new(RoleRelationship::new(RoleData::new("34"))),
    ))
}
