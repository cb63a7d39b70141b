//! Fetching tokens with a client id and its secret (RFC 6749, section 4.4) or with a refresh token (section
//! 6).

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode, Url};
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;

use crate::ground::error_chain::innermost;
use crate::http::masking::Secrets;
use crate::http::parameter::escape::escaped;
use crate::http::platform::{self, Instant, timeout};
use crate::http::refresh_token::Heard;
use crate::http::retry::may_follow;
use crate::http::secret::Secret;
use crate::http::sender::{ExchangeError, Sender};
use crate::json::decode::decode;
use crate::value::map::JsonObject;

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// The longest time of an exchange that continues without its call. Other exchanges end at the deadline of
/// their call.
const LONGEST: Duration = Duration::from_secs(60);

/// The limit in bytes of a response of the token endpoint.
const LARGEST: usize = 1024 * 1024;

/// A source of bearer tokens: fetched when needed, kept, and renewed before they expire.
///
/// One call at a time exchanges the credentials, and calls that start meanwhile wait for it. They share the
/// result, including a failure. If that call is dropped, the next one that waits takes its place.
pub(crate) struct TokenSource {
    url: String,
    /// The form for the endpoint, with the client's secret unless that is in the header.
    form: Secret,
    /// How an exchange continues without its call, if it sends a refresh token, which may be renewed.
    apart: Option<Apart>,
    /// The callback for a new refresh token.
    heard: Option<Heard>,
    /// The value of `Authorization`, if id and secret are sent in it.
    basic: Option<HeaderValue>,
    /// The secrets to which tokens are added, so that they are masked.
    secrets: Secrets,
    state: Mutex<State>,
    /// The number of failed exchanges.
    failures: AtomicU64,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// The newest refresh token, if the form needs one.
    refresh: Option<Secret>,
    /// The last failed exchange.
    failure: Option<Arc<TokenError>>,
}

#[derive(Clone)]
struct Token {
    header: HeaderValue,
    renew_at: Instant,
}

/// The result of an exchange.
struct Fetched {
    token: Token,
    /// The refresh token for the next exchange, if the server issues one.
    refresh: Option<Secret>,
}

/// The reason why there is no token. It never shows the secret or the server's text.
pub(crate) struct TokenError {
    /// The number of the failure in its source, from 1.
    pub(crate) number: u64,
    pub(crate) fault: Fault,
}

/// The fault of an exchange.
pub(crate) enum Fault {
    /// The token endpoint could not be reached, or its response did not get through.
    Transport(ExchangeError),
    /// It responded with a status other than a success: status and headers, without the body, and the error
    /// code, if any.
    Status(StatusCode, HeaderMap, &'static str),
    /// It responded with something other than a token.
    Response(&'static str),
}

impl TokenSource {
    pub(crate) fn new(
        url: String,
        form: Secret,
        basic: Option<HeaderValue>,
        secrets: Secrets,
    ) -> Self {
        let (state, failures) = (Mutex::default(), AtomicU64::new(0));
        Self { url, form, apart: None, heard: None, basic, secrets, state, failures }
    }

    /// Sends this refresh token with the form.
    pub(crate) fn with_refresh(self, token: Secret, heard: Option<Heard>) -> Self {
        let state = Mutex::new(State { refresh: Some(token), ..State::default() });
        Self { state, heard, apart: Some(apart), ..self }
    }

    /// The value of `Authorization`. Calls that start while another fetches a token wait for it.
    ///
    /// `known` is the number of the last failure that the caller knows. A later failure is also returned to
    /// the caller, and so, if it knows of none, is a failure while it waits.
    pub(crate) async fn header(self: &Arc<Self>, sender: &Sender, known: Option<u64>) -> Header {
        let known = known.unwrap_or_else(|| self.failures.load(Ordering::Acquire));
        match self.apart {
            Some(apart) => apart(self.clone(), sender.clone(), known).await,
            None => self.kept_or_fetched(sender, known).await,
        }
    }

    async fn kept_or_fetched(&self, sender: &Sender, known: u64) -> Header {
        let mut state = self.state.lock().await;
        if let Some(token) = state.token.as_ref().filter(|token| Instant::now() < token.renew_at) {
            return Ok(token.header.clone());
        }
        if let Some(failure) = state.failure.as_ref().filter(|failure| failure.number > known) {
            return Err(failure.clone());
        }
        let longest = if self.apart.is_some() { LONGEST } else { Duration::MAX };
        let exchange = timeout(longest, self.fetch(sender, state.refresh.as_ref())).await;
        let late = Err(Fault::Response("it did not respond in time"));
        match exchange.unwrap_or(late) {
            Ok(Fetched { token, refresh }) => {
                let header = token.header.clone();
                (state.token, state.failure) = (Some(token), None);
                if let Some(refresh) = refresh.filter(|new| state.refresh.as_ref() != Some(new)) {
                    if let Some(heard) = &self.heard {
                        heard(&refresh);
                    }
                    state.refresh = Some(refresh);
                }
                Ok(header)
            }
            Err(fault) => {
                let number = self.failures.fetch_add(1, Ordering::AcqRel) + 1;
                let failure = Arc::new(TokenError { number, fault });
                state.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }

    /// Forgets a token that the server refused, unless another call has renewed it since.
    pub(crate) async fn forget(&self, refused: &HeaderValue) {
        let mut state = self.state.lock().await;
        if state.token.as_ref().is_some_and(|token| token.header == *refused) {
            state.token = None;
        }
    }

    async fn fetch(&self, sender: &Sender, refresh: Option<&Secret>) -> Result<Fetched, Fault> {
        let mut form = self.form.expose().to_owned();
        if let Some(refresh) = refresh {
            form += &format!("&refresh_token={}", escaped(refresh.expose()));
        }
        let asked = Instant::now();
        let url = Url::parse(&self.url).map_err(|_| Fault::Response("its URL cannot be called"))?;
        let mut request = platform::Request::new(Method::POST, url);
        request.headers_mut().insert(CONTENT_TYPE, FORM);
        if let Some(basic) = &self.basic {
            request.headers_mut().insert(AUTHORIZATION, basic.clone());
        }
        *request.body_mut() = Some(form.into());
        let mut response = sender.send(request, None).await.map_err(transport)?;
        let status = response.status();
        if !status.is_success() {
            // A busy server may never finish its response, which then has no code.
            let is_busy = may_follow(status, true);
            let body = if is_busy { None } else { read(&mut response).await.ok() };
            let code = body.and_then(|body| error_code(&body)).unwrap_or_default();
            let headers = std::mem::take(response.headers_mut());
            return Err(Fault::Status(status, headers, code));
        }
        let body = read(&mut response).await?;
        let response: JsonObject = decode(&body)
            .map_err(|_| Fault::Response("it responded with something else than JSON"))?;
        let text = property::<String>(&response, "access_token").filter(|text| !text.is_empty());
        let text = text.ok_or(Fault::Response("its response has no access_token"))?;
        let mut header = HeaderValue::from_str(&format!("Bearer {text}"))
            .map_err(|_| Fault::Response("its token cannot be sent in a header"))?;
        header.set_sensitive(true);
        self.secrets.add(text.into());
        let new = refresh.and_then(|_| property::<String>(&response, "refresh_token"));
        let new = new.filter(|text| !text.is_empty()).map(Secret::from);
        if let Some(new) = &new {
            self.secrets.add(new.clone());
        }
        let lifetime = property(&response, "expires_in").unwrap_or(300);
        Ok(Fetched { token: Token { header, renew_at: asked + usable(lifetime) }, refresh: new })
    }
}

/// An exchange for a token that continues even if nobody waits for it any more. Otherwise a call that is
/// dropped in the middle would lose the new refresh token, and with it the consent.
type Apart = fn(Arc<TokenSource>, Sender, u64) -> Pin<Box<dyn Future<Output = Header> + Send>>;

/// The value of `Authorization`, or the reason why there is none.
type Header = Result<HeaderValue, Arc<TokenError>>;

fn apart(
    source: Arc<TokenSource>,
    sender: Sender,
    known: u64,
) -> Pin<Box<dyn Future<Output = Header> + Send>> {
    let exchange = async move { source.kept_or_fetched(&sender, known).await };
    Box::pin(async move {
        platform::spawn(exchange).await.unwrap_or_else(|| {
            let fault = Fault::Response("its exchange was given up");
            Err(Arc::new(TokenError { number: known, fault }))
        })
    })
}

impl TokenError {
    /// The response of a busy token endpoint: 429, 502, 503 or 504. An exchange creates nothing, so it may be
    /// repeated whatever its call does.
    pub(crate) fn busy(&self) -> Option<(StatusCode, &HeaderMap)> {
        match &self.fault {
            Fault::Status(status, headers, _) if may_follow(*status, true) => {
                Some((*status, headers))
            }
            _ => None,
        }
    }

    /// The status with which the token endpoint refused.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match &self.fault {
            Fault::Status(status, ..) => Some(*status),
            _ => None,
        }
    }

    /// The reason why the token endpoint sent no response, or only a part of one.
    pub(crate) fn exchange(&self) -> Option<&ExchangeError> {
        match &self.fault {
            Fault::Transport(error) => Some(error),
            _ => None,
        }
    }
}

/// The body of a response.
async fn read(response: &mut platform::Response) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| transport(error.into()))? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST {
            return Err(Fault::Response("its response is too large"));
        }
    }
    Ok(body)
}

/// How long a token is used: a tenth less than its lifetime, but at most a minute less, so that it does not
/// expire on its way.
fn usable(lifetime: u64) -> Duration {
    let lifetime = Duration::from_secs(lifetime.min(60 * 60 * 24 * 30));
    lifetime - (lifetime / 10).min(Duration::from_secs(60))
}

/// The code of an error (RFC 6749, section 5.2), such as `invalid_client`. Nothing else of the response is
/// shown, because it may repeat the secret.
fn error_code(body: &[u8]) -> Option<&'static str> {
    match property::<String>(&decode(body).ok()?, "error")?.as_str() {
        "invalid_request" => Some(": invalid_request"),
        "invalid_client" => Some(": invalid_client"),
        "invalid_grant" => Some(": invalid_grant"),
        "unauthorized_client" => Some(": unauthorized_client"),
        "unsupported_grant_type" => Some(": unsupported_grant_type"),
        "invalid_scope" => Some(": invalid_scope"),
        _ => None,
    }
}

fn property<T: DeserializeOwned>(response: &JsonObject, name: &str) -> Option<T> {
    response.get(name)?.parse().ok()
}

fn transport(error: ExchangeError) -> Fault {
    Fault::Transport(error.without_url())
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no token from the token endpoint: ")?;
        match &self.fault {
            Fault::Transport(error) => f.write_str(&innermost(error.error())),
            Fault::Status(status, _, code) => write!(f, "it responded with {status}{code}"),
            Fault::Response(reason) => f.write_str(reason),
        }
    }
}

/// The line of `Display`, and the error of the HTTP client; no headers.
impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TokenError").field(&self.to_string()).field(&self.exchange()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_a_tenth_of_its_lifetime_before_it_ends_or_a_minute() {
        const MONTH: u64 = 2_592_000;
        for (lifetime, seconds) in [
            (0, 0),
            (10, 9),
            (600, 540),
            (3_600, 3_540),
            (MONTH - 1, MONTH - 61),
            (MONTH, MONTH - 60),
            (MONTH + 1, MONTH - 60),
            (u64::MAX, MONTH - 60),
        ] {
            assert_eq!(usable(lifetime), Duration::from_secs(seconds), "{lifetime}");
        }
    }

    #[test]
    fn only_the_codes_of_the_specification_are_repeated() {
        // RFC 6749, section 5.2.
        for code in [
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
        ] {
            let body = format!(r#"{{"error":"{code}","error_description":"hush"}}"#);
            assert_eq!(error_code(body.as_bytes()), Some(format!(": {code}")).as_deref());
        }
        for body in [r#"{"error":"hush"}"#, r#"{"error":1}"#, "{}", "hush", ""] {
            assert_eq!(error_code(body.as_bytes()), None, "{body}");
        }
    }
}
