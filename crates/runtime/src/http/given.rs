//! The values that callers pass for a security scheme: a secret, a provider, or a refresh token.
//!
//! They share one trait, so that a program contains only the code for those that it uses.

use std::sync::Arc;

use reqwest::header::HeaderValue;

use crate::http::credential::{Credential, SessionCredential, unsendable};
use crate::http::parameter::escape::escaped;
use crate::http::refresh_token::RefreshToken;
use crate::http::secret::Secret;
use crate::http::security::{SchemeType, SecurityScheme, client_pair, escapable, header, sendable};
use crate::http::setup_error::SetupError;
use crate::http::token::TokenSource;
use crate::http::token_provider::TokenProvider;
use crate::http::token_setup::{TokenOptions, TokenSetup};

/// The value that the caller passed for a security scheme.
pub(crate) trait Given: Send + Sync {
    fn scheme(&self) -> &SecurityScheme;

    /// The strings that are never shown.
    fn secrets(&self) -> Vec<Secret>;

    /// The credential of a session.
    ///
    /// # Errors
    ///
    /// If it is empty, or cannot be sent.
    fn session_credential(&self, setup: &TokenSetup<'_>) -> Result<SessionCredential, SetupError>;
}

impl Given for Credential {
    fn scheme(&self) -> &SecurityScheme {
        &self.scheme
    }

    fn secrets(&self) -> Vec<Secret> {
        self.scheme.scheme_type.secrets(self.id(), &self.secret)
    }

    fn session_credential(&self, setup: &TokenSetup<'_>) -> Result<SessionCredential, SetupError> {
        if let SchemeType::ClientCredentials { url, scopes } = self.scheme.scheme_type
            && self.id.is_some()
        {
            let exchange = Exchange::of_client("client_credentials", self, setup.options)?;
            let source = exchange.source(url, scopes, setup)?;
            return Ok(SessionCredential::Token(Arc::new(source)));
        }
        self.apply().map(SessionCredential::Applied)
    }
}

/// The provider of a scheme's credential, which is unknown until the provider is called.
pub(crate) struct GivenProvider(pub(crate) SecurityScheme, pub(crate) Arc<dyn TokenProvider>);

impl Given for GivenProvider {
    fn scheme(&self) -> &SecurityScheme {
        &self.0
    }

    fn secrets(&self) -> Vec<Secret> {
        Vec::new()
    }

    fn session_credential(&self, _: &TokenSetup<'_>) -> Result<SessionCredential, SetupError> {
        Ok(SessionCredential::Provided(self.0, self.1.clone()))
    }
}

/// A refresh token, and the endpoint in the description that exchanges it.
pub(crate) struct GivenRefresh {
    pub(crate) scheme: SecurityScheme,
    pub(crate) token: RefreshToken,
    pub(crate) url: &'static str,
}

impl GivenRefresh {
    /// The application, if it has a secret.
    fn client(&self) -> Option<Credential> {
        let id = Some(self.token.client_id.clone());
        let secret = self.token.client_secret.clone()?;
        Some(Credential { scheme: self.scheme, id, secret })
    }

    /// The exchange, without the token.
    fn exchange(&self, options: &TokenOptions) -> Result<Exchange, SetupError> {
        if let Some(client) = self.client() {
            return Exchange::of_client("refresh_token", &client, options);
        }
        // An application without a secret only sends its id.
        let id = sendable(&self.token.client_id).map_err(unsendable(self.scheme))?;
        let form = format!("grant_type=refresh_token&client_id={}", escaped(id));
        Ok(Exchange { form, basic: None })
    }
}

impl Given for GivenRefresh {
    fn scheme(&self) -> &SecurityScheme {
        &self.scheme
    }

    fn secrets(&self) -> Vec<Secret> {
        let pair = |secret: &Secret| client_pair(&self.token.client_id, secret.expose()).into();
        let client_secret = self.token.client_secret.iter();
        let pairs = client_secret.clone().map(pair);
        client_secret.cloned().chain(pairs).chain([self.token.token.clone()]).collect()
    }

    /// The scopes are those of the consent, unless the caller sets others.
    fn session_credential(&self, setup: &TokenSetup<'_>) -> Result<SessionCredential, SetupError> {
        escapable(self.token.token.expose()).map_err(unsendable(self.scheme))?;
        let source = self.exchange(setup.options)?.source(self.url, &[], setup)?;
        let source = source.with_refresh(self.token.token.clone(), self.token.heard.clone());
        Ok(SessionCredential::Token(Arc::new(source)))
    }
}

/// A request to a token endpoint.
struct Exchange {
    /// The form, without the scopes.
    form: String,
    /// The header, if the client id and its secret are sent in it.
    basic: Option<HeaderValue>,
}

impl Exchange {
    /// The request of a client with a secret.
    fn of_client(
        grant: &str,
        client: &Credential,
        options: &TokenOptions,
    ) -> Result<Self, SetupError> {
        let checked = |text| sendable(text).map_err(unsendable(client.scheme));
        let (secret, id) = (checked(client.secret.expose())?, checked(client.id())?);
        let form = format!("grant_type={grant}");
        if options.is_basic {
            let basic = header(format!("Basic {}", client_pair(id, secret)));
            let basic = basic.map_err(unsendable(client.scheme))?;
            return Ok(Self { form, basic: Some(basic) });
        }
        let (id, secret) = (escaped(id), escaped(secret));
        Ok(Self { form: format!("{form}&client_id={id}&client_secret={secret}"), basic: None })
    }

    /// The tokens of an endpoint in the description, with the scopes that the caller has set, or else these.
    fn source(
        self,
        url: &str,
        scopes: &[&str],
        setup: &TokenSetup<'_>,
    ) -> Result<TokenSource, SetupError> {
        let Self { mut form, basic } = self;
        let own = setup.options.scopes.as_ref();
        let scopes = own.map_or_else(|| scopes.join(" "), |own| own.join(" "));
        if !scopes.is_empty() {
            form += "&scope=";
            form += &escaped(&scopes);
        }
        Ok(TokenSource::new(setup.endpoint(url)?, form.into(), basic, setup.secrets.clone()))
    }
}
