//! Building the session of a client: where it calls, as whom, and how patiently.

use std::fmt;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::base_url::BaseUrl;
use crate::parameter::escaped;
use crate::session::{Carried, Connections, Hold, Make, Shared};
use crate::token::TokenSource;
use crate::wire::BODY_LIMIT;
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

    /// In the query, under this name.
    Query(&'static str),

    /// In a cookie of this name.
    Cookie(&'static str),

    /// In `Authorization`, after `Bearer`.
    Bearer,

    /// In `Authorization`, after `Basic`: a name and a password (RFC 7617).
    Basic,

    /// In `Authorization`, after the name of another scheme.
    Other(&'static str),

    /// To the token endpoint at this path or URL, which gives bearer tokens for it.
    ClientCredentials(&'static str),
}

/// An operation, and the sets of credentials that it takes: it may take none.
#[doc(hidden)]
pub type OwnAlternatives = (&'static str, &'static [&'static [Scheme]]);

/// What a description says about its API as a whole.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ApiInfo {
    /// Where the API is unless told otherwise; empty where the caller has to say it.
    pub base_url: &'static str,
    /// The variables in the base URL, and their defaults.
    pub variables: &'static [(&'static str, &'static str)],
    /// The sets of credentials, of which one is enough for a client.
    pub alternatives: &'static [&'static [Scheme]],
    /// The sets of which the first that is whole is sent.
    pub usual_alternatives: &'static [&'static [Scheme]],
    /// The operations that take other sets than the usual ones, and theirs.
    pub own_alternatives: &'static [OwnAlternatives],
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
    /// The one that the caller gave.
    base_url: Option<BaseUrl>,
    variables: Vec<(&'static str, String)>,
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
            base_url: None,
            variables: Vec::new(),
            credentials: Vec::new(),
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            body_limit: BODY_LIMIT,
            retry: Retry::default(),
            http: None,
        }
    }

    /// Calls another server.
    pub fn set_base_url(&mut self, url: impl Into<String>) {
        self.base_url = Some(BaseUrl(url.into()));
    }

    /// Gives a variable of the base URL another value than its default.
    pub fn set_variable(&mut self, name: &'static str, value: impl Into<String>) {
        self.variables.retain(|(given, _)| *given != name);
        self.variables.push((name, value.into()));
    }

    /// The base URL: the caller's, or that of the description with the values of its variables.
    fn url(&self) -> BaseUrl {
        if let Some(given) = &self.base_url {
            return given.clone();
        }
        let variables = self.api.variables.iter();
        BaseUrl(variables.fold(self.api.base_url.to_owned(), |url, (name, default)| {
            let given = self.variables.iter().find(|(given, _)| given == name);
            let value = given.map_or(*default, |(_, value)| value.as_str());
            url.replace(&format!("{{{name}}}"), value)
        }))
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

    /// The time that a whole call may take until its response has been read, 60 seconds unless set.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// The time that a connection may take to be made, 10 seconds unless set.
    pub fn set_connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    /// The most bytes that the body of an answer may have, 64 MiB unless set.
    ///
    /// It bounds the memory of models too: what is decoded may take 16 times as many bytes in arrays,
    /// boxes and maps, or 16 MiB where that is more, and is an error beyond. With the body itself and
    /// what the allocator adds to short texts, all of it takes at most 32 times as many.
    pub fn set_body_limit(&mut self, bytes: usize) {
        self.body_limit = bytes;
    }

    /// When calls are sent again.
    pub fn set_retry(&mut self, retry: Retry) {
        self.retry = retry;
    }

    /// Sends with the caller's own HTTP client, whose settings are then the caller's. Its connections
    /// live in the runtime that made them.
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
        let base_url = self.url().checked()?;
        let is_given =
            |scheme: &Scheme| self.credentials.iter().any(|given| given.scheme == *scheme);
        let is_whole = |set: &&[Scheme]| set.iter().all(is_given);
        if !self.api.alternatives.is_empty() && !self.api.alternatives.iter().any(is_whole) {
            return Err(SetupError::MissingCredentials(self.api.alternatives));
        }
        let sent: Vec<Scheme> = self.credentials.iter().map(|given| given.scheme).collect();
        let mut credentials = Vec::new();
        for credential in &self.credentials {
            credentials.push(carried(&base_url, credential)?);
        }
        let choose = |sets: &[&[Scheme]]| {
            let set = sets.iter().find(|set| set.iter().all(|one| sent.contains(one)));
            let set = set.into_iter().flat_map(|set| set.iter());
            set.filter_map(|one| sent.iter().position(|other| other == one)).collect()
        };
        let own = self.api.own_alternatives.iter();
        let own = own.map(|(operation, sets)| (*operation, choose(sets))).collect();
        let usual = choose(self.api.usual_alternatives);
        let make = Make { user_agent: self.api.user_agent, connect_timeout: self.connect_timeout };
        let connections = match self.http {
            Some(http) => Connections::own(http),
            None => Connections::made(make)
                .map_err(|error| SetupError::Http(crate::session::causes(&error)))?,
        };
        Ok(Session::new(Shared {
            connections,
            base_url,
            is_own_url: self.base_url.is_some(),
            credentials,
            usual,
            own,
            body_limit: self.body_limit,
            timeout: self.timeout,
            retry: self.retry,
            rate_limit: self.api.rate_limit,
            hold: Hold::default(),
        }))
    }
}

/// Shows where calls will go and which credentials are there, and not what they are.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given: Vec<&str> = self.credentials.iter().map(|given| given.scheme.name).collect();
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.url())
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

/// A credential as requests carry it.
fn carried(base_url: &str, credential: &Credential) -> Result<Carried, SetupError> {
    let text = sendable(credential, credential.secret.expose())?;
    Ok(match credential.scheme.carrier {
        Carrier::ClientCredentials(endpoint) => {
            Carried::Token(token_source(base_url, endpoint, credential)?)
        }
        Carrier::Header(name) => Carried::Header(
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| unprintable(credential))?,
            header(credential, text.to_owned())?,
        ),
        Carrier::Query(name) => Carried::Query(escaped(name), escaped(text)),
        Carrier::Cookie(name) => {
            let cookie = format!("{name}={}", escaped(text));
            header(credential, cookie.clone())?;
            Carried::Cookie(cookie.into())
        }
        Carrier::Bearer => {
            Carried::Header(AUTHORIZATION, header(credential, format!("Bearer {text}"))?)
        }
        Carrier::Basic => {
            if credential.id.contains(':') {
                let reason = "its user name holds a colon, which would end it";
                return Err(SetupError::Credential { scheme: credential.scheme, reason });
            }
            let pair = base64(format!("{}:{text}", credential.id).as_bytes());
            Carried::Header(AUTHORIZATION, header(credential, format!("Basic {pair}"))?)
        }
        Carrier::Other(name) => {
            Carried::Header(AUTHORIZATION, header(credential, format!("{name} {text}"))?)
        }
    })
}

fn header(credential: &Credential, text: String) -> Result<HeaderValue, SetupError> {
    let mut value = HeaderValue::try_from(text).map_err(|_| unprintable(credential))?;
    value.set_sensitive(true);
    Ok(value)
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let index = (group >> (18 - 6 * place)) & 63;
            text.push(if place <= chunk.len() { ALPHABET[index as usize] as char } else { '=' });
        }
    }
    text
}

fn token_source(
    base_url: &str,
    endpoint: &str,
    credential: &Credential,
) -> Result<TokenSource, SetupError> {
    sendable(credential, &credential.id)?;
    let url = if endpoint.starts_with('/') {
        format!("{base_url}{endpoint}")
    } else {
        endpoint.to_owned()
    };
    Ok(TokenSource::new(url, credential.id.clone(), credential.secret.clone()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_passwords_are_encoded() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("Aladdin:open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}
