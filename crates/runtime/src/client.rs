//! Building the session of a client: where it calls, as whom, and how patiently.

use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use reqwest::redirect::Policy;

use crate::base_url::BaseUrl;
use crate::session::Shared;
use crate::token::TokenSource;
use crate::{RateLimitHeaders, Retry, Secret, Session, SetupError};

/// How a credential travels: an OpenAPI security scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// What the builder's method is called.
    pub name: &'static str,

    /// Where the credential goes.
    pub carrier: Carrier,

    /// The environment variables that the vendor's tools read it from: one, or for client
    /// credentials two, the id and the secret.
    pub variables: &'static [&'static str],
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// In a header of this name, in lower case.
    Header(&'static str),

    /// In `Authorization`, after `Bearer`.
    Bearer,

    /// To the token endpoint at this path or URL, which gives bearer tokens for it.
    ClientCredentials(&'static str),
}

/// What a description says about its API as a whole.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ApiInfo {
    /// Where the API is unless told otherwise.
    pub base_url: &'static str,
    /// The sets of credentials, of which one is enough.
    pub alternatives: &'static [&'static [Scheme]],
    /// The headers in which the API tells its limits.
    pub rate_limit: RateLimitHeaders,
    /// The name and the version of the client.
    pub user_agent: &'static str,
}

/// What the builders of generated clients have in common.
#[doc(hidden)]
#[derive(Clone)]
pub struct ClientBuilder {
    api: ApiInfo,
    base_url: BaseUrl,
    credentials: Vec<Credential>,
    timeout: Duration,
    connect_timeout: Duration,
    body_limit: usize,
    retry: Retry,
    http: Option<reqwest::Client>,
}

#[derive(Clone)]
struct Credential {
    scheme: Scheme,
    id: String,
    secret: Secret,
}

impl ClientBuilder {
    /// A builder for an API.
    pub fn new(api: ApiInfo) -> Self {
        Self {
            api,
            base_url: BaseUrl(api.base_url.to_owned()),
            credentials: Vec::new(),
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            body_limit: 64 * 1024 * 1024,
            retry: Retry::default(),
            http: None,
        }
    }

    /// Calls another server.
    pub fn set_base_url(&mut self, url: impl Into<String>) {
        self.base_url = BaseUrl(url.into());
    }

    /// Gives a credential; a second one for the same scheme takes the first one's place.
    pub fn set_credential(&mut self, scheme: Scheme, secret: Secret) {
        self.set_pair(scheme, String::new(), secret);
    }

    /// Gives a client id and its secret.
    pub fn set_pair(&mut self, scheme: Scheme, id: String, secret: Secret) {
        self.credentials.retain(|given| given.scheme != scheme);
        self.credentials.push(Credential { scheme, id, secret });
    }

    /// Takes the first set of credentials that the environment has whole.
    ///
    /// # Errors
    ///
    /// When it has none, or one of the variables is empty or not Unicode; the error names them.
    pub fn read_environment(&mut self) -> Result<(), SetupError> {
        let is_set = |scheme: &Scheme| {
            !scheme.variables.is_empty()
                && scheme.variables.iter().all(|name| std::env::var_os(name).is_some())
        };
        let found = self.api.alternatives.iter().find(|set| set.iter().all(is_set));
        let Some(set) = found else {
            return Err(SetupError::MissingVariables(self.api.alternatives));
        };
        for scheme in *set {
            match scheme.variables {
                [id, secret] => {
                    let id = variable(id)?.unwrap_or_default();
                    let secret = variable(secret)?.unwrap_or_default();
                    self.set_pair(*scheme, id, secret.into());
                }
                [name, ..] => {
                    let secret = variable(name)?.unwrap_or_default();
                    self.set_credential(*scheme, secret.into());
                }
                [] => {}
            }
        }
        Ok(())
    }

    /// The time that a whole call may take, 60 seconds unless set.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// The time that a connection may take to be made, 10 seconds unless set.
    pub fn set_connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    /// The most bytes that the body of an answer may have, 64 MiB unless set.
    pub fn set_body_limit(&mut self, bytes: usize) {
        self.body_limit = bytes;
    }

    /// When calls are sent again.
    pub fn set_retry(&mut self, retry: Retry) {
        self.retry = retry;
    }

    /// Sends with the caller's own HTTP client, whose settings are then the caller's.
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
        let is_given =
            |scheme: &Scheme| self.credentials.iter().any(|given| given.scheme == *scheme);
        let is_whole = |set: &&[Scheme]| set.iter().all(is_given);
        if !self.api.alternatives.is_empty() && !self.api.alternatives.iter().any(is_whole) {
            return Err(SetupError::MissingCredentials(self.api.alternatives));
        }
        let mut credentials = Vec::new();
        let mut token = None;
        for credential in self.credentials {
            match credential.scheme.carrier {
                Carrier::ClientCredentials(endpoint) => {
                    token = Some(token_source(&base_url, endpoint, credential)?);
                }
                Carrier::Header(name) => {
                    credentials.push((HeaderName::from_static(name), header(&credential, "")?))
                }
                Carrier::Bearer => {
                    credentials.push((AUTHORIZATION, header(&credential, "Bearer ")?))
                }
            }
        }
        let http = match self.http {
            Some(http) => http,
            None => reqwest::Client::builder()
                .user_agent(self.api.user_agent)
                .connect_timeout(self.connect_timeout)
                .redirect(Policy::none()) // the session follows those that it trusts
                .retry(reqwest::retry::never()) // the session counts its attempts
                .build()
                .map_err(|error| SetupError::Http(crate::session::causes(&error)))?,
        };
        Ok(Session::new(Shared {
            http,
            base_url,
            credentials,
            token,
            body_limit: self.body_limit,
            timeout: self.timeout,
            retry: self.retry,
            rate_limit: self.api.rate_limit,
            held_until: Mutex::new(None),
        }))
    }
}

/// Shows where calls will go and which credentials are there, and not what they are.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given: Vec<&str> = self.credentials.iter().map(|given| given.scheme.name).collect();
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base_url)
            .field("credentials", &given)
            .finish_non_exhaustive()
    }
}

/// The value of an environment variable; `None` where it is not set.
///
/// # Errors
///
/// When it is empty or not Unicode.
#[doc(hidden)]
pub fn variable(name: &'static str) -> Result<Option<String>, SetupError> {
    let wrong = |reason| SetupError::Variable { name, reason };
    match std::env::var(name) {
        Ok(value) if value.trim().is_empty() => Err(wrong("it is empty")),
        Ok(value) => Ok(Some(value)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(wrong("it is not Unicode")),
    }
}

fn header(credential: &Credential, prefix: &str) -> Result<HeaderValue, SetupError> {
    let text = sendable(credential, credential.secret.expose())?;
    let wrong = |_| unprintable(credential);
    let mut value = HeaderValue::from_str(&format!("{prefix}{text}")).map_err(wrong)?;
    value.set_sensitive(true);
    Ok(value)
}

fn token_source(
    base_url: &str,
    endpoint: &str,
    credential: Credential,
) -> Result<TokenSource, SetupError> {
    sendable(&credential, &credential.id)?;
    sendable(&credential, credential.secret.expose())?;
    let url = if endpoint.starts_with('/') {
        format!("{base_url}{endpoint}")
    } else {
        endpoint.to_owned()
    };
    Ok(TokenSource::new(url, credential.id, credential.secret))
}

fn sendable<'a>(credential: &Credential, text: &'a str) -> Result<&'a str, SetupError> {
    if text.trim().is_empty() {
        return Err(SetupError::Credential { scheme: credential.scheme, reason: "it is empty" });
    }
    if !text.chars().all(|c| matches!(c, ' '..='~')) {
        return Err(unprintable(credential));
    }
    Ok(text)
}

fn unprintable(credential: &Credential) -> SetupError {
    let reason = "it holds a character that is not printable ASCII, such as a line break";
    SetupError::Credential { scheme: credential.scheme, reason }
}
