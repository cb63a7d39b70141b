//! Building the session of a client: where it calls, and as whom.

use std::fmt;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use reqwest::redirect::Policy;

use crate::session::Shared;
use crate::{Secret, Session};

/// How a credential travels: an OpenAPI security scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The name of the scheme in the description.
    pub name: &'static str,

    /// Where the credential goes.
    pub carrier: Carrier,
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// In a header of this name, in lower case.
    Header(&'static str),

    /// In `Authorization`, after `Bearer`.
    Bearer,
}

/// What the builders of generated clients have in common.
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    base_url: BaseUrl,
    alternatives: &'static [&'static [Scheme]],
    credentials: Vec<(Scheme, Secret)>,
    user_agent: &'static str,
    timeout: Duration,
    connect_timeout: Duration,
    body_limit: usize,
    http: Option<reqwest::Client>,
}

impl ClientBuilder {
    /// A builder for an API at a base URL, with the sets of credentials that it takes.
    #[doc(hidden)]
    pub fn new(
        base_url: impl Into<String>,
        alternatives: &'static [&'static [Scheme]],
        user_agent: &'static str,
    ) -> Self {
        Self {
            base_url: BaseUrl(base_url.into()),
            alternatives,
            credentials: Vec::new(),
            user_agent,
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            body_limit: 64 * 1024 * 1024,
            http: None,
        }
    }

    /// Calls another server: a proxy, a test. A path in the URL is kept as a prefix.
    pub fn set_base_url(&mut self, url: impl Into<String>) {
        self.base_url = BaseUrl(url.into());
    }

    /// Gives a credential; a second one for the same scheme takes the first one's place.
    pub fn set_credential(&mut self, scheme: Scheme, secret: Secret) {
        self.credentials.retain(|(given, _)| *given != scheme);
        self.credentials.push((scheme, secret));
    }

    /// The time that a whole call may take, 60 seconds unless set.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// Sends with the caller's own HTTP client, whose timeouts and redirects are then the caller's.
    pub fn set_http(&mut self, http: reqwest::Client) {
        self.http = Some(http);
    }

    /// Makes the session.
    ///
    /// # Errors
    ///
    /// When a credential is missing, empty or holds a character that no header may, when the base
    /// URL is none, or when TLS cannot be set up.
    pub fn session(self) -> Result<Session, SetupError> {
        let base_url = self.base_url.checked()?;
        let is_given = |scheme: &Scheme| self.credentials.iter().any(|(given, _)| given == scheme);
        let enough = |set: &&&[Scheme]| set.iter().all(is_given);
        if !self.alternatives.is_empty() && self.alternatives.iter().find(enough).is_none() {
            return Err(SetupError::MissingCredentials(self.alternatives));
        }
        let credentials = self.credentials.iter().map(header).collect::<Result<_, _>>()?;
        let http = match self.http {
            Some(http) => http,
            None => reqwest::Client::builder()
                .user_agent(self.user_agent)
                .timeout(self.timeout)
                .connect_timeout(self.connect_timeout)
                .redirect(same_origin())
                .build()
                .map_err(|error| SetupError::Http(crate::session::causes(&error)))?,
        };
        Ok(Session::new(Shared { http, base_url, credentials, body_limit: self.body_limit }))
    }
}

/// A base URL as the caller gave it. `Debug` leaves out what may be secret in it.
#[derive(Clone)]
struct BaseUrl(String);

impl BaseUrl {
    /// The URL without a slash at the end, if it can be called.
    fn checked(&self) -> Result<String, SetupError> {
        let wrong =
            |reason: &str| SetupError::BaseUrl { url: self.printable(), reason: reason.to_owned() };
        let url = Url::parse(&self.0).map_err(|error| wrong(&error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("it begins with neither https:// nor http://"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("it has a query or a fragment"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("it has a user name or a password in it"));
        }
        Ok(url.as_str().trim_end_matches('/').to_owned())
    }

    /// The text without user name, password, query and fragment. It may be no URL at all, so it is
    /// cut as text; where a password may hold the `?`, nothing is left.
    fn printable(&self) -> String {
        let (before, after) = match self.0.find(['?', '#']) {
            Some(at) => self.0.split_at(at),
            None => (self.0.as_str(), ""),
        };
        match before.rsplit_once('@') {
            _ if after.contains('@') => "…".to_owned(),
            Some((_, host)) => format!("…@{host}"),
            None => before.to_owned(),
        }
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.printable(), f)
    }
}

fn header((scheme, secret): &(Scheme, Secret)) -> Result<(HeaderName, HeaderValue), SetupError> {
    let wrong = |reason| SetupError::Credential { scheme: scheme.name, reason };
    let text = secret.expose();
    if text.trim().is_empty() {
        return Err(wrong("it is empty"));
    }
    let unprintable =
        wrong("it holds a character that is not printable ASCII, such as a line break");
    if !text.chars().all(|c| matches!(c, ' '..='~')) {
        return Err(unprintable);
    }
    let (name, text) = match scheme.carrier {
        Carrier::Header(name) => (HeaderName::from_static(name), text.to_owned()),
        Carrier::Bearer => (AUTHORIZATION, format!("Bearer {text}")),
    };
    let mut value = HeaderValue::from_str(&text).map_err(|_| unprintable)?;
    value.set_sensitive(true);
    Ok((name, value))
}

/// Follows up to ten redirects that stay at the same scheme, host and port: credentials are for
/// the server they were given for.
fn same_origin() -> Policy {
    Policy::custom(|attempt| {
        let stays = attempt.previous().iter().all(|url| url.origin() == attempt.url().origin());
        if stays && attempt.previous().len() <= 10 { attempt.follow() } else { attempt.stop() }
    })
}

/// Why no client could be built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetupError {
    /// No complete set of credentials was given; these are the sets that the API takes.
    MissingCredentials(&'static [&'static [Scheme]]),

    /// A credential cannot be sent.
    Credential {
        /// The scheme that it is for.
        scheme: &'static str,

        /// What is wrong with it.
        reason: &'static str,
    },

    /// The base URL cannot be called.
    BaseUrl {
        /// The URL, without what may be secret in it.
        url: String,

        /// What is wrong with it.
        reason: String,
    },

    /// The HTTP client could not be set up.
    Http(String),
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingCredentials(alternatives) => {
                let sets: Vec<String> = alternatives
                    .iter()
                    .map(|set| set.iter().map(|one| one.name).collect::<Vec<_>>().join(" and "))
                    .collect();
                write!(f, "credentials are missing: give {}", sets.join(", or "))
            }
            Self::Credential { scheme, reason } => {
                write!(f, "the credential {scheme} cannot be sent: {reason}")
            }
            Self::BaseUrl { url, reason } => write!(f, "{url:?} is no base URL: {reason}"),
            Self::Http(reason) => write!(f, "the HTTP client could not be set up: {reason}"),
        }
    }
}

impl std::error::Error for SetupError {}
