//! Tokens that are fetched with a client id and a client secret (RFC 6749, section 4.4).

use std::fmt;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::parameter::escaped;
use crate::{JsonObject, Secret, decode};

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// The most bytes that an answer of the token endpoint may have.
const LARGEST: usize = 1024 * 1024;

/// A source of bearer tokens: fetched when needed, kept, and renewed before they expire.
pub(crate) struct TokenSource {
    url: String,
    id: String,
    secret: Secret,
    current: Mutex<Option<Token>>,
}

#[derive(Clone)]
struct Token {
    header: HeaderValue,
    renew_at: Instant,
}

/// Why there is no token. It never holds the secret or what the server said.
#[derive(Debug)]
pub(crate) enum TokenError {
    /// The token endpoint could not be reached, or its answer did not make it through.
    Transport(reqwest::Error),
    /// It answered something else than a token.
    Answer(String),
}

impl TokenSource {
    pub(crate) fn new(url: String, id: String, secret: Secret) -> Self {
        Self { url, id, secret, current: Mutex::new(None) }
    }

    /// The value of `Authorization`. Calls that come while one fetches a token wait for it.
    pub(crate) async fn header(&self, http: &reqwest::Client) -> Result<HeaderValue, TokenError> {
        let mut current = self.current.lock().await;
        if let Some(token) = current.as_ref().filter(|token| Instant::now() < token.renew_at) {
            return Ok(token.header.clone());
        }
        let token = self.fetch(http).await?;
        let header = token.header.clone();
        *current = Some(token);
        Ok(header)
    }

    /// Forgets a token that the server refused, unless another call has renewed it since.
    pub(crate) async fn forget(&self, refused: &HeaderValue) {
        let mut current = self.current.lock().await;
        if current.as_ref().is_some_and(|token| token.header == *refused) {
            *current = None;
        }
    }

    async fn fetch(&self, http: &reqwest::Client) -> Result<Token, TokenError> {
        let (id, secret) = (escaped(&self.id), escaped(self.secret.expose()));
        let form = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
        let asked = Instant::now();
        let request = http.post(&self.url).header(CONTENT_TYPE, FORM).body(form);
        let mut answer = request.send().await.map_err(transport)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(transport)? {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST {
                return Err(TokenError::Answer("its answer is too large".to_owned()));
            }
        }
        if !answer.status().is_success() {
            let code = error_code(&body).unwrap_or_default();
            return Err(TokenError::Answer(format!("it answered {}{code}", answer.status())));
        }
        let answer: JsonObject = decode(&body).map_err(|_| {
            TokenError::Answer("it answered with something else than JSON".to_owned())
        })?;
        let text = member::<String>(&answer, "access_token").filter(|text| !text.is_empty());
        let text =
            text.ok_or_else(|| TokenError::Answer("its answer has no access_token".to_owned()))?;
        let mut header = HeaderValue::from_str(&format!("Bearer {text}"))
            .map_err(|_| TokenError::Answer("its token cannot be sent in a header".to_owned()))?;
        header.set_sensitive(true);
        let lifetime = member(&answer, "expires_in").unwrap_or(300);
        Ok(Token { header, renew_at: asked + usable(lifetime) })
    }
}

/// How long a token is used: a tenth less than it lives, but at most a minute less, so that it does
/// not expire on its way.
fn usable(lifetime: u64) -> Duration {
    let lifetime = Duration::from_secs(lifetime.min(60 * 60 * 24 * 30));
    lifetime - (lifetime / 10).min(Duration::from_secs(60))
}

/// The code of an error (RFC 6749, section 5.2), such as `invalid_client`. Nothing else of such an
/// answer is shown: it may repeat the secret.
fn error_code(body: &[u8]) -> Option<&'static str> {
    match member::<String>(&decode(body).ok()?, "error")?.as_str() {
        "invalid_request" => Some(": invalid_request"),
        "invalid_client" => Some(": invalid_client"),
        "invalid_grant" => Some(": invalid_grant"),
        "unauthorized_client" => Some(": unauthorized_client"),
        "unsupported_grant_type" => Some(": unsupported_grant_type"),
        "invalid_scope" => Some(": invalid_scope"),
        _ => None,
    }
}

fn member<T: DeserializeOwned>(answer: &JsonObject, name: &str) -> Option<T> {
    answer.get(name)?.to().ok()
}

fn transport(error: reqwest::Error) -> TokenError {
    TokenError::Transport(error.without_url())
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no token from the token endpoint: ")?;
        match self {
            Self::Transport(error) => f.write_str(&crate::session::causes(error)),
            Self::Answer(reason) => f.write_str(reason),
        }
    }
}
