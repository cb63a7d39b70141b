//! The builder of a client's session: its server, its credentials, and its time limits.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::ground::bounds::BODY_LIMIT;
use crate::http::base_url::BaseUrl;
use crate::http::credential::Credential;
use crate::http::given::{Given, GivenProvider, GivenRefresh};
use crate::http::http_service::HttpService;
use crate::http::masking::Secrets;
use crate::http::platform::{Connections, Make};
use crate::http::rate_limit::RateLimitHeaders;
use crate::http::refresh_token::RefreshToken;
use crate::http::retry::Retry;
use crate::http::secret::Secret;
use crate::http::security::SecurityScheme;
use crate::http::sender::Exchange;
use crate::http::server_url::{ServerVariable, fill};
use crate::http::service::Transport;
use crate::http::session::hold::Hold;
use crate::http::session::{Session, Shared};
use crate::http::setup_error::{HttpClientError, SetupError};
use crate::http::token_provider::TokenProvider;
use crate::http::token_setup::{TokenOptions, TokenSetup};

/// An operation, and the sets of credentials that it accepts, if any.
#[doc(hidden)]
pub type OwnAlternatives = (&'static str, &'static [&'static [SecurityScheme]]);

/// The facts in a description about its API as a whole.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ApiInfo {
    /// The default URL of the API; empty if the caller has to set one.
    pub base_url: &'static str,
    /// The variables in the base URL.
    pub variables: &'static [ServerVariable],
    /// The sets of credentials, one of which is enough for a client.
    pub alternatives: &'static [&'static [SecurityScheme]],
    /// The sets that operations accept by default. Of the complete ones, the largest is sent; of several, the
    /// first.
    pub usual_alternatives: &'static [&'static [SecurityScheme]],
    /// The operations that accept other sets than the usual ones, with those sets.
    pub own_alternatives: &'static [OwnAlternatives],
    /// The headers in which the API reports its rate limits.
    pub rate_limit: RateLimitHeaders,
    /// The name and the version of the client.
    pub user_agent: &'static str,
}

/// The common part of the builders of generated clients.
#[doc(hidden)]
#[derive(Clone)]
pub struct ClientBuilder {
    api: ApiInfo,
    /// The URL that the caller has set.
    base_url: Option<BaseUrl>,
    /// Whether the URL is one of the description.
    is_described: bool,
    /// The token endpoint that the caller has set.
    token_url: Option<BaseUrl>,
    tokens: TokenOptions,
    variables: Vec<(&'static str, String)>,
    credentials: Vec<Arc<dyn Given>>,
    timeout: Duration,
    connect_timeout: Duration,
    body_limit: usize,
    retry: Retry,
    follows_elsewhere: bool,
    http: Option<reqwest::Client>,
    transport: Option<MakeTransport>,
}

/// The function that makes a transport around the HTTP client of a session.
type MakeTransport = Arc<dyn Fn(HttpService) -> Arc<dyn Exchange> + Send + Sync>;

impl ClientBuilder {
    /// A builder for an API.
    pub fn new(api: ApiInfo) -> Self {
        Self {
            api,
            base_url: None,
            is_described: false,
            token_url: None,
            tokens: TokenOptions::default(),
            variables: Vec::new(),
            credentials: Vec::new(),
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            body_limit: BODY_LIMIT,
            retry: Retry::default(),
            follows_elsewhere: false,
            http: None,
            transport: None,
        }
    }

    /// Calls another server.
    pub fn set_base_url(&mut self, url: impl Into<String>) {
        self.base_url = Some(BaseUrl(url.into()));
        self.is_described = false;
    }

    /// Calls another server of the description.
    pub fn set_described_url(&mut self, url: &'static str) {
        self.base_url = Some(BaseUrl(url.to_owned()));
        self.is_described = true;
    }

    /// Sets the endpoint that exchanges client credentials.
    pub fn set_token_url(&mut self, url: impl Into<String>) {
        self.token_url = Some(BaseUrl(url.into()));
    }

    /// Requests tokens with these scopes, instead of those that operations require.
    pub fn set_token_scopes(&mut self, scopes: impl IntoIterator<Item: Into<String>>) {
        self.tokens.scopes = Some(scopes.into_iter().map(Into::into).collect());
    }

    /// Sends id and secret to the token endpoint with HTTP Basic, not in the form.
    pub fn set_token_basic(&mut self) {
        self.tokens.is_basic = true;
    }

    /// Sets a variable of the base URL, instead of its default.
    pub fn set_variable(&mut self, name: &'static str, value: impl Into<String>) {
        self.variables.retain(|(given, _)| *given != name);
        self.variables.push((name, value.into()));
    }

    /// The base URL: the caller's, or the description's with the values of its variables.
    fn url(&self) -> Result<BaseUrl, SetupError> {
        match &self.base_url {
            Some(given) => Ok(given.clone()),
            None => fill(self.api.base_url, self.api.variables, &self.variables).map(BaseUrl),
        }
    }

    /// Sets a credential; a second one for the same scheme replaces the first.
    pub fn set_credential(&mut self, scheme: SecurityScheme, secret: Secret) {
        self.give(Arc::new(Credential { scheme, id: None, secret }));
    }

    /// Sets a name and a password, or a client id and its secret.
    pub fn set_pair(&mut self, scheme: SecurityScheme, id: String, secret: Secret) {
        self.give(Arc::new(Credential { scheme, id: Some(id), secret }));
    }

    /// Sets a provider, which is called whenever a request needs a credential.
    pub fn set_provider(&mut self, scheme: SecurityScheme, provider: impl TokenProvider) {
        self.give(Arc::new(GivenProvider(scheme, Arc::new(provider))));
    }

    /// Sets a refresh token, and the endpoint in the description that exchanges it unless the caller sets
    /// another.
    pub fn set_refresh(&mut self, scheme: SecurityScheme, url: &'static str, token: RefreshToken) {
        self.give(Arc::new(GivenRefresh { scheme, token, url }));
    }

    fn give(&mut self, credential: Arc<dyn Given>) {
        self.credentials.retain(|given| given.scheme() != credential.scheme());
        self.credentials.push(credential);
    }

    /// Reads the first set of credentials that is complete in the environment.
    ///
    /// # Errors
    ///
    /// If no set is complete, or a variable is empty or not Unicode; the error names the variables.
    pub fn read_env(&mut self) -> Result<(), SetupError> {
        let is_set = |scheme: &SecurityScheme| {
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
                    let may_be_empty = scheme.scheme_type.may_be_empty();
                    let read = |name| match std::env::var(name) {
                        Ok(text) if may_be_empty => Ok(text),
                        _ => variable(name).map(Option::unwrap_or_default),
                    };
                    let (id, secret) = (read(id)?, read(secret)?);
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

    /// Sets the time limit of a whole call, until its response has been read; 60 seconds by default.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// Sets the time limit for making a connection; 10 seconds by default.
    pub fn set_connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    /// Sets the maximum size of a response body in bytes; 64 MiB by default.
    ///
    /// The limit also bounds the memory of models: decoded values may use 16 times as many bytes in arrays,
    /// boxes and maps, or 16 MiB if that is more, and decoding fails beyond that. With the body itself and
    /// the overhead of the allocator for short strings, the total is at most 32 times as many.
    pub fn set_body_limit(&mut self, bytes: usize) {
        self.body_limit = bytes;
    }

    /// Sets when calls are sent again.
    pub fn set_retry(&mut self, retry: Retry) {
        self.retry = retry;
    }

    /// Sets whether a `GET` or `HEAD` follows a redirect to another origin, without any credential.
    pub fn set_follow_cross_origin(&mut self, follow: bool) {
        self.follows_elsewhere = follow;
    }

    /// Sends with the caller's own HTTP client, with the caller's settings. Its connections live in the
    /// runtime that made them.
    pub fn set_http(&mut self, http: reqwest::Client) {
        self.http = Some(http);
    }

    /// Sends with a transport instead of an HTTP client.
    pub fn set_transport(&mut self, transport: impl Transport) {
        let transport: Arc<dyn Exchange> = Arc::new(transport);
        self.transport = Some(Arc::new(move |_| transport.clone()));
    }

    /// Sends with a transport that is made around the HTTP client.
    pub fn set_layers<T: Transport>(
        &mut self,
        layers: impl Fn(HttpService) -> T + Send + Sync + 'static,
    ) {
        self.transport = Some(Arc::new(move |http| Arc::new(layers(http))));
    }

    /// Makes the session.
    ///
    /// # Errors
    ///
    /// If a credential is missing, empty or contains a character that is not allowed in headers, if the base
    /// URL is invalid, or if TLS cannot be set up.
    pub fn session(self) -> Result<Session, SetupError> {
        let base_url = self.url()?.checked()?;
        let is_given =
            |scheme: &SecurityScheme| self.credentials.iter().any(|given| given.scheme() == scheme);
        let is_whole = |set: &&[SecurityScheme]| set.iter().all(is_given);
        if !self.api.alternatives.is_empty() && !self.api.alternatives.iter().any(is_whole) {
            return Err(SetupError::MissingCredentials(self.api.alternatives));
        }
        let sent: Vec<SecurityScheme> =
            self.credentials.iter().map(|given| *given.scheme()).collect();
        let secrets = self.credentials.iter().flat_map(|given| given.secrets()).collect();
        let secrets = Secrets::new(secrets);
        let setup = TokenSetup {
            base_url: &base_url,
            is_own_url: self.base_url.is_some() && !self.is_described,
            token_url: self.token_url.as_ref(),
            options: &self.tokens,
            secrets: &secrets,
        };
        let mut credentials = Vec::new();
        for given in &self.credentials {
            credentials.push(given.session_credential(&setup)?);
        }
        let choose = |sets: &[&[SecurityScheme]]| {
            let is_there = |set: &&&[SecurityScheme]| set.iter().all(|one| sent.contains(one));
            // The largest set, and the first of several: `max_by_key` would return the last.
            let set = sets.iter().filter(is_there).rev().max_by_key(|set| set.len());
            let set = set.into_iter().flat_map(|set| set.iter());
            set.filter_map(|one| sent.iter().position(|other| other == one)).collect()
        };
        let own = self.api.own_alternatives.iter();
        let mut own: Vec<_> = own.map(|(operation, sets)| (*operation, choose(sets))).collect();
        own.sort_unstable();
        let usual = choose(self.api.usual_alternatives);
        let make = Make { user_agent: self.api.user_agent, connect_timeout: self.connect_timeout };
        let connections = match self.http {
            Some(http) => Connections::own(http),
            None => Connections::made(make)
                .map_err(|error| SetupError::Http(HttpClientError(Arc::new(error))))?,
        };
        let connections = Arc::new(connections);
        let transport = self.transport.map(|make| make(HttpService(connections.clone())));
        Ok(Session::new(Shared {
            connections,
            transport,
            base_url,
            is_own_url: self.base_url.is_some(),
            follows_elsewhere: self.follows_elsewhere,
            credentials,
            secrets,
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

/// Shows the base URL and the names of the credentials, but not their values.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given: Vec<&str> = self.credentials.iter().map(|given| given.scheme().name).collect();
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.url().unwrap_or_else(|_| BaseUrl(String::new())))
            .field("credentials", &given)
            .finish_non_exhaustive()
    }
}

/// The value of an environment variable; `None` if it is not set.
///
/// # Errors
///
/// If it is empty or not Unicode.
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
