//! What callers give for a security scheme: a secret, a provider, or a refresh token.
//!
//! They share one trait, so that a program contains only the code of the kinds that it gives.

use std::sync::Arc;

use reqwest::header::HeaderValue;

use crate::http::credential::{
    AppliedCredential, Credential, applied, client_pair, escapable, header, secrets_of, sendable,
};
use crate::http::parameter::escape::escaped;
use crate::http::refresh_token::RefreshToken;
use crate::http::secret::Secret;
use crate::http::security::{SchemeType, SecurityScheme};
use crate::http::setup_error::SetupError;
use crate::http::token::TokenSource;
use crate::http::token_provider::TokenProvider;
use crate::http::token_setup::{TokenOptions, TokenSetup};

/// What the caller gave for a security scheme.
pub(crate) trait Given: Send + Sync {
    fn scheme(&self) -> &SecurityScheme;

    /// What is not shown of it.
    fn secrets(&self) -> Vec<Secret>;

    /// As requests carry it.
    ///
    /// # Errors
    ///
    /// When it is empty, or cannot be sent.
    fn applied(&self, setup: &TokenSetup<'_>) -> Result<AppliedCredential, SetupError>;
}

impl Given for Credential {
    fn scheme(&self) -> &SecurityScheme {
        &self.scheme
    }

    fn secrets(&self) -> Vec<Secret> {
        secrets_of(self)
    }

    fn applied(&self, setup: &TokenSetup<'_>) -> Result<AppliedCredential, SetupError> {
        match self.scheme.scheme_type {
            SchemeType::ClientCredentials { url, scopes } if self.id.is_some() => {
                let (mut form, basic) = client_form("client_credentials", self, setup.options)?;
                add_scopes(&mut form, scopes_of(setup.options).unwrap_or_else(|| scopes.join(" ")));
                let (url, secrets) = (setup.endpoint(url)?, setup.secrets.clone());
                let source = TokenSource::new(url, form.into(), basic, secrets);
                Ok(AppliedCredential::Token(Arc::new(source)))
            }
            scheme_type => applied(scheme_type, self),
        }
    }
}

/// What gives the credential of a scheme. What that is becomes known when it gives it.
pub(crate) struct GivenProvider(pub(crate) SecurityScheme, pub(crate) Arc<dyn TokenProvider>);

impl Given for GivenProvider {
    fn scheme(&self) -> &SecurityScheme {
        &self.0
    }

    fn secrets(&self) -> Vec<Secret> {
        Vec::new()
    }

    fn applied(&self, _: &TokenSetup<'_>) -> Result<AppliedCredential, SetupError> {
        Ok(AppliedCredential::Provided(self.0, self.1.clone()))
    }
}

/// A refresh token, and the endpoint of the description that exchanges it.
pub(crate) struct GivenRefresh {
    pub(crate) scheme: SecurityScheme,
    pub(crate) token: RefreshToken,
    pub(crate) url: &'static str,
}

impl GivenRefresh {
    /// The application, as one that has a secret.
    fn client(&self) -> Option<Credential> {
        let id = Some(self.token.client_id.clone());
        let secret = self.token.client_secret.clone()?;
        Some(Credential { scheme: self.scheme, id, secret })
    }

    /// The form of the exchange without the token, and the header where the application is said in one.
    fn form(&self, options: &TokenOptions) -> Result<(String, Option<HeaderValue>), SetupError> {
        match self.client() {
            Some(client) => client_form("refresh_token", &client, options),
            // One without a secret says only who it is.
            None => {
                let id = escaped(sendable(self.scheme, &self.token.client_id)?);
                Ok((format!("grant_type=refresh_token&client_id={id}"), None))
            }
        }
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

    /// The scopes are those of the consent, unless said otherwise.
    fn applied(&self, setup: &TokenSetup<'_>) -> Result<AppliedCredential, SetupError> {
        escapable(self.scheme, self.token.token.expose())?;
        let (mut form, basic) = self.form(setup.options)?;
        add_scopes(&mut form, scopes_of(setup.options).unwrap_or_default());
        let (url, secrets) = (setup.endpoint(self.url)?, setup.secrets.clone());
        let source = TokenSource::new(url, form.into(), basic, secrets);
        let source = source.with_refresh(self.token.token.clone(), self.token.heard.clone());
        Ok(AppliedCredential::Token(Arc::new(source)))
    }
}

/// The form of an exchange by a client with a secret, and the header where that is sent in one.
fn client_form(
    grant: &str,
    client: &Credential,
    options: &TokenOptions,
) -> Result<(String, Option<HeaderValue>), SetupError> {
    let secret = sendable(client.scheme, client.secret.expose())?;
    let id = sendable(client.scheme, client.id())?;
    let form = format!("grant_type={grant}");
    if options.is_basic {
        let basic = header(client.scheme, format!("Basic {}", client_pair(id, secret)))?;
        return Ok((form, Some(basic)));
    }
    let (id, secret) = (escaped(id), escaped(secret));
    Ok((format!("{form}&client_id={id}&client_secret={secret}"), None))
}

/// The scopes that the caller wants, in one text.
fn scopes_of(options: &TokenOptions) -> Option<String> {
    Some(options.scopes.as_ref()?.join(" "))
}

fn add_scopes(form: &mut String, scopes: String) {
    if !scopes.is_empty() {
        *form += "&scope=";
        *form += &escaped(&scopes);
    }
}
