//! Sending requests: one connection pool, one base URL, one set of credentials, one patience.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue, LOCATION};
use reqwest::{Method, Url};
use tokio::time::{sleep_until, timeout_at};

use crate::parameter::{add_cookie, add_to_query};
use crate::rate_limit::asked_wait;
use crate::request::Request;
use crate::retry::{is_idempotent, may_follow};
use crate::token::TokenSource;
use crate::transport::{Reason, TransportError};
use crate::{RateLimitHeaders, Response, Retry, Secret, trace};

/// What the calls of a client share. Cheap to clone; clones use the same connections, tokens and
/// patience.
#[derive(Clone)]
pub struct Session(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) base_url: String,
    /// Whether the caller gave the base URL, so that all calls go there.
    pub(crate) is_own_url: bool,
    pub(crate) credentials: Vec<Carried>,
    /// Which of the credentials calls carry, by index.
    pub(crate) usual: Vec<usize>,
    /// The operations that carry others.
    pub(crate) own: HashMap<&'static str, Vec<usize>>,
    pub(crate) body_limit: usize,
    pub(crate) timeout: Duration,
    pub(crate) retry: Retry,
    pub(crate) rate_limit: RateLimitHeaders,
    /// Until when no call is sent, because the server has asked one to wait.
    pub(crate) held_until: Mutex<Option<Instant>>,
}

/// A credential as requests carry it.
pub(crate) enum Carried {
    Header(HeaderName, HeaderValue),
    /// A name and a value that are escaped already.
    Query(String, String),
    Cookie(Secret),
    Token(TokenSource),
}

/// A call under way: what is the same for all its attempts.
struct Call {
    request: reqwest::Request,
    operation: &'static str,
    idempotent: bool,
    retry: Retry,
    deadline: Instant,
}

impl Session {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// Where requests go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// Where an operation is that has a server of its own: at that URL, or at that path of the
    /// host of the API. A base URL of the caller's is for all operations.
    #[doc(hidden)]
    pub fn server<'a>(&'a self, own: &'a str) -> Cow<'a, str> {
        if self.0.is_own_url {
            return Cow::Borrowed(self.base_url());
        }
        let joined = Url::parse(self.base_url()).and_then(|base| base.join(own));
        match joined {
            Ok(url) if !own.contains("://") => {
                Cow::Owned(url.as_str().trim_end_matches('/').to_owned())
            }
            _ => Cow::Borrowed(own),
        }
    }

    /// The HTTP client that sends them.
    pub fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    /// Sends a request, again if need be, and reads the whole answer.
    ///
    /// In a box, or the crate of each client would compile all that happens on the way anew.
    #[doc(hidden)]
    pub fn send(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + '_>> {
        let Request { mut http, operation, is_idempotent: says_so, options } = request;
        if let Some(fault) = options.fault {
            let error = TransportError::new(Reason::BadRequest(fault), 0);
            return Box::pin(std::future::ready(Err(error)));
        }
        for (name, value) in &options.headers {
            http.headers_mut().insert(name.clone(), value.clone());
        }
        if let Err(reason) = self.sign(&mut http, operation) {
            return Box::pin(std::future::ready(Err(TransportError::new(reason, 0))));
        }
        let call = Call {
            idempotent: says_so || is_idempotent(http.method()),
            request: http,
            operation,
            retry: options.retry.unwrap_or(self.0.retry),
            deadline: after(options.timeout.unwrap_or(self.0.timeout)),
        };
        Box::pin(async move { self.call(&call).await })
    }

    async fn call(&self, call: &Call) -> Result<Response, TransportError> {
        let Call { request, operation, idempotent, retry, deadline } = call;
        let (operation, idempotent, deadline) = (*operation, *idempotent, *deadline);
        let mut renewed = false;
        let mut attempts = 0;
        loop {
            self.hold(deadline).await.map_err(|reason| TransportError::new(reason, attempts))?;
            attempts += 1;
            // In a box of its own: two small ones cost less than one that is large.
            let attempt = Box::pin(self.attempt(request, operation));
            let sent = timeout_at(deadline.into(), attempt).await;
            let outcome = sent.unwrap_or(Err(Reason::Timeout));
            trace::attempt(operation, attempts, &outcome);
            if let (Ok((answer, Some(token))), false) = (&outcome, renewed)
                && answer.status().as_u16() == 401
            {
                self.forget(token).await;
                renewed = true;
                if idempotent {
                    continue;
                }
            }
            let wait = if retry.allows(attempts) {
                self.wait_after(&outcome, idempotent, retry, attempts)
            } else {
                self.note_limit(&outcome);
                None
            };
            match wait {
                Some(wait) if after(wait) < deadline => {
                    trace::wait(operation, wait);
                    sleep_until(after(wait).into()).await;
                }
                _ => return finish(outcome, attempts),
            }
        }
    }

    /// Gives a copy of a request its token, sends it once, and reads the whole answer; with it comes
    /// that token.
    async fn attempt(
        &self,
        request: &reqwest::Request,
        operation: &'static str,
    ) -> Result<(Response, Option<HeaderValue>), Reason> {
        let token = self.token(operation).await?;
        // The copy is made when it is sent: it would make the future larger.
        let sent = self.0.http.execute(copy(request, token.as_ref())?);
        let mut answer = sent.await.map_err(Reason::http)?;
        if let Some(url) = redirect(request, &answer) {
            answer = Box::pin(self.follow(request, url, operation)).await?;
        }
        let body = read(&mut answer, self.0.body_limit).await?;
        let headers = std::mem::take(answer.headers_mut());
        let response = Response::new(answer.status(), headers, body);
        Ok((response.with_rate_limit(self.0.rate_limit), token))
    }

    /// Gives a request those of the operation's credentials that are the same in each attempt.
    fn sign(&self, request: &mut reqwest::Request, operation: &'static str) -> Result<(), Reason> {
        for credential in self.carried_by(operation) {
            match credential {
                Carried::Header(name, value) => {
                    request.headers_mut().insert(name.clone(), value.clone());
                }
                Carried::Query(name, value) => {
                    add_to_query(request, vec![(name.clone(), value.clone())]);
                }
                Carried::Cookie(cookie) => {
                    let wrong = |_| Reason::BadRequest("a cookie cannot be sent".to_owned());
                    add_cookie(request.headers_mut(), cookie.expose()).map_err(wrong)?;
                }
                Carried::Token(_) => {}
            }
        }
        Ok(())
    }

    /// The token that an operation's requests carry, where there is one.
    async fn token(&self, operation: &'static str) -> Result<Option<HeaderValue>, Reason> {
        let mut token = None;
        for credential in self.carried_by(operation) {
            if let Carried::Token(source) = credential {
                // In a box, because most calls need none.
                let header = Box::pin(source.header(&self.0.http)).await;
                token = Some(header.map_err(Reason::Token)?);
            }
        }
        Ok(token)
    }

    /// Sends a request to where it was redirected to, up to ten times.
    async fn follow(
        &self,
        request: &reqwest::Request,
        mut url: Url,
        operation: &'static str,
    ) -> Result<reqwest::Response, Reason> {
        let mut redirects = 1;
        loop {
            let token = self.token(operation).await?;
            let mut copy = copy(request, token.as_ref())?;
            *copy.url_mut() = url;
            let answer = self.0.http.execute(copy).await.map_err(Reason::http)?;
            match redirect(request, &answer) {
                Some(next) if redirects < 10 => url = next,
                _ => return Ok(answer),
            }
            redirects += 1;
        }
    }

    /// How long to wait before another attempt; `None` when there is to be none.
    fn wait_after(
        &self,
        outcome: &Result<(Response, Option<HeaderValue>), Reason>,
        idempotent: bool,
        retry: &Retry,
        attempts: u32,
    ) -> Option<Duration> {
        match outcome {
            Ok((answer, _)) if may_follow(answer.status(), idempotent) => {
                let asked = asked_wait(answer, &self.0.rate_limit);
                let wait = asked.unwrap_or_else(|| retry.jitter(attempts));
                if answer.status().as_u16() == 429 {
                    self.hold_for(wait);
                }
                Some(wait)
            }
            Err(reason) if reason.is_connect() => Some(retry.jitter(attempts)),
            _ => None,
        }
    }

    /// Lets the other calls know of a limit that this one gives up at.
    fn note_limit(&self, outcome: &Result<(Response, Option<HeaderValue>), Reason>) {
        if let Ok((answer, _)) = outcome
            && answer.status().as_u16() == 429
            && let Some(wait) = asked_wait(answer, &self.0.rate_limit)
        {
            self.hold_for(wait);
        }
    }

    fn hold_for(&self, wait: Duration) {
        let until = after(wait);
        let mut held = self.0.held_until.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_none_or(|held| held < until) {
            *held = Some(until);
        }
    }

    /// Waits while the server wants no calls. When that is longer than the call may take, the call
    /// ends here, and nothing is sent.
    async fn hold(&self, deadline: Instant) -> Result<(), Reason> {
        let mut spread = Duration::from_millis(250);
        loop {
            let held = *self.0.held_until.lock().unwrap_or_else(PoisonError::into_inner);
            match held.filter(|until| Instant::now() < *until) {
                None => return Ok(()),
                Some(until) if until >= deadline => {
                    return Err(Reason::Held { wait: until - Instant::now() });
                }
                // Not all at the same moment: the server has just said that it was too much. But
                // who has been held before goes first, so that nobody waits for ever.
                Some(until) => {
                    let until = until + spread.mul_f64(fastrand::f64());
                    sleep_until(until.min(deadline).into()).await;
                    spread /= 4;
                }
            }
        }
    }

    async fn forget(&self, token: &HeaderValue) {
        for credential in &self.0.credentials {
            if let Carried::Token(source) = credential {
                source.forget(token).await;
            }
        }
    }

    /// The credentials that an operation's requests carry.
    fn carried_by(&self, operation: &'static str) -> impl Iterator<Item = &Carried> {
        let chosen = self.0.own.get(operation).unwrap_or(&self.0.usual);
        chosen.iter().filter_map(|index| self.0.credentials.get(*index))
    }
}

/// A copy of a request with a token.
fn copy(
    request: &reqwest::Request,
    token: Option<&HeaderValue>,
) -> Result<reqwest::Request, Reason> {
    let mut copy = request.try_clone().ok_or(Reason::NotSent("its body is a stream"))?;
    if let Some(token) = token {
        copy.headers_mut().insert(AUTHORIZATION, token.clone());
    }
    Ok(copy)
}

/// The moment when a time from now on is over; for a time without end, one that nobody waits for.
fn after(time: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(time).unwrap_or_else(|| now + Duration::from_secs(60 * 60 * 24 * 365 * 30))
}

/// The whole body of an answer. What came in one piece is not copied.
async fn read(answer: &mut reqwest::Response, limit: usize) -> Result<Bytes, Reason> {
    if answer.content_length().is_some_and(|length| length > limit as u64) {
        return Err(Reason::TooLarge { limit });
    }
    let mut body = Bytes::new();
    let mut pieces = BytesMut::new();
    while let Some(piece) = answer.chunk().await.map_err(Reason::http)? {
        if body.len() + pieces.len() + piece.len() > limit {
            return Err(Reason::TooLarge { limit });
        }
        if body.is_empty() && pieces.is_empty() {
            body = piece;
        } else {
            pieces.extend_from_slice(&std::mem::take(&mut body));
            pieces.extend_from_slice(&piece);
        }
    }
    Ok(if pieces.is_empty() { body } else { pieces.freeze() })
}

/// Where the redirect of a `GET` or `HEAD` leads, if it stays at the scheme, host and port that the
/// request was for: credentials are for the server that they were given for, and what changes
/// something is sent once. Any other redirect is an answer as it is.
fn redirect(request: &reqwest::Request, answer: &reqwest::Response) -> Option<Url> {
    let is_redirect = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    if !is_redirect || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let target = answer.headers().get(LOCATION)?.to_str().ok()?;
    let url = answer.url().join(target).ok()?;
    (url.origin() == request.url().origin()).then_some(url)
}

fn finish(
    outcome: Result<(Response, Option<HeaderValue>), Reason>,
    attempts: u32,
) -> Result<Response, TransportError> {
    match outcome {
        Ok((answer, _)) => Ok(answer.with_attempts(attempts)),
        Err(reason) => Err(TransportError::new(reason, attempts)),
    }
}

/// Shows where requests go, and no credentials.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

/// The innermost cause that an error names, which is the one that tells what happened.
pub(crate) fn causes(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
