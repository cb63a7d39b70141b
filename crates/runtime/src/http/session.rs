//! Sending requests, with one connection pool, base URL, set of credentials and rate-limit state.

mod body;
pub(crate) mod call;
mod copy;
mod deadline;
mod fetch;
mod fetched;
mod follow;
#[cfg(feature = "gzip")]
mod gzip;
pub(crate) mod hold;
pub(crate) mod open;
pub(crate) mod open_body;
mod place;
mod prepare;
mod sign;

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};

use crate::http::base_url::BaseUrl;
use crate::http::credential::AppliedCredential;
use crate::http::invalid_request::InvalidRequest;
use crate::http::link::LinkBase;
use crate::http::masking::Secrets;
use crate::http::platform::{self, Connections, sleep_until, timeout_at};
use crate::http::rate_limit::{RateLimitHeaders, asked_wait};
use crate::http::request::Request;
use crate::http::response::Response;
use crate::http::response_future::{Read, ResponseFuture};
use crate::http::retry::{Retry, may_follow, may_repeat};
use crate::http::send_error::{AttemptError, SendError};
use crate::http::sender::{Exchange, ExchangeError, Sender};
use crate::http::service::Attempt;
use crate::http::trace::{self, Span};
use crate::http::transport::Reason;
use body::Body;
use call::Call;
use copy::{copy, location};
use deadline::after;
use fetched::Fetched;
use hold::Hold;

/// The state that the calls of a client share. It is cheap to clone; clones use the same connections, tokens
/// and rate-limit state.
#[derive(Clone)]
pub struct Session(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) connections: Arc<Connections>,
    /// The transport that replaces the connections.
    pub(crate) transport: Option<Arc<dyn Exchange>>,
    pub(crate) base_url: String,
    /// Whether the caller set the base URL, so that all calls go there.
    pub(crate) is_own_url: bool,
    pub(crate) credentials: Vec<AppliedCredential>,
    /// Whether a redirect to another origin is followed, without credentials.
    pub(crate) follows_elsewhere: bool,
    /// The secrets that are masked in responses.
    pub(crate) secrets: Secrets,
    /// The indices of the credentials that calls have by default.
    pub(crate) usual: Vec<usize>,
    /// The operations with other credentials, by name.
    pub(crate) own: Vec<(&'static str, Vec<usize>)>,
    pub(crate) body_limit: usize,
    pub(crate) timeout: Duration,
    pub(crate) retry: Retry,
    pub(crate) rate_limit: RateLimitHeaders,
    /// Holds calls after the server has asked one to wait.
    pub(crate) hold: Hold,
}

/// How long the body of a response is read before another attempt.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long it is read if the response is returned.
const LONG_PATIENCE: Duration = Duration::from_secs(5);

/// The result of an attempt.
pub(crate) struct Sent {
    pub(crate) response: Response,
    /// The credentials that were fetched for the request.
    fetched: Fetched,
    /// The rest of the response, if the caller reads it.
    pub(crate) open: Option<platform::Response>,
}

type Outcome = Result<Sent, AttemptError>;

impl Session {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// The URL to which requests go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// The URL of an operation with its own server: that URL, or that path of the API's host. A base URL set
    /// by the caller applies to all operations.
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

    /// The HTTP client that sends requests: the caller's own, or else that of the first async runtime in use.
    /// Other runtimes have their own, because connections stand still while their runtime does.
    pub fn http(&self) -> &reqwest::Client {
        self.0.connections.first()
    }

    /// Ends the hold on calls after a 429, also for calls that are waiting.
    ///
    /// A 429 holds all calls of the session for as long as the server asks, but no longer than the timeout of
    /// its own call. A call that starts meanwhile waits, or fails unsent if it would have to wait beyond its
    /// deadline.
    pub fn clear_rate_limit_hold(&self) {
        self.0.hold.clear();
    }

    /// A request that is sent when it is awaited, with retries. The whole response is read, and a value is
    /// made from a success.
    #[doc(hidden)]
    pub fn send<T, E>(&self, request: Request, read: Read<T, E>) -> ResponseFuture<'_, T, E> {
        ResponseFuture::of_whole(self.response(request), read)
    }

    /// The response, whatever its status.
    ///
    /// The future is boxed, or each client's crate would compile all the code behind it again.
    #[doc(hidden)]
    pub fn response(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, SendError>> + Send + '_>> {
        Box::pin(async move {
            let call = self.prepare(request, false)?;
            let sent = self.call(&call).await;
            sent.map(|sent| sent.response).map_err(|error| error.with_secrets(&call.secrets))
        })
    }

    async fn call(&self, call: &Call) -> Result<Sent, SendError> {
        let span = Span::of_call(call);
        let outcome = span.around(self.attempts(call)).await;
        span.call_ends(outcome.as_ref().map(|sent| &sent.response));
        outcome
    }

    async fn attempts(&self, call: &Call) -> Result<Sent, SendError> {
        let (retry, deadline) = (&call.retry, call.deadline);
        let mut renewed = false;
        let mut attempts = 0;
        let mut known = None;
        loop {
            let held = self.0.hold.pass(deadline).await;
            held.map_err(|reason| AttemptError::from(reason).after(attempts))?;
            attempts += 1;
            let is_last = !retry.allows(attempts);
            // Boxed separately, because two small boxes cost less than a large one.
            let span = Span::of_attempt(call, attempts);
            let attempt = Box::pin(span.around(self.attempt(call, attempts, known, is_last)));
            let outcome = call.in_time(attempt).await.unwrap_or(Err(Reason::Timeout.into()));
            let is_begun = call.has_begun_upload();
            span.attempt_ends(outcome.as_ref().map(|sent| &sent.response));
            if let Some(Reason::Token(error)) =
                outcome.as_ref().err().and_then(AttemptError::reason)
            {
                known = Some(error.number);
            }
            if let (Ok(Sent { response, fetched, .. }), false) = (&outcome, renewed)
                && response.status().as_u16() == 401
                && !fetched.is_empty()
            {
                self.refuse(fetched).await;
                renewed = true;
                if call.idempotent && !is_begun {
                    continue;
                }
            }
            let wait = match is_last || is_begun {
                true => None,
                false => self.wait_after(&outcome, call, attempts),
            };
            match wait {
                Some(wait) if after(wait) < deadline => {
                    trace::wait(wait);
                    sleep_until(after(wait)).await;
                }
                _ => return finish(outcome, attempts, is_begun),
            }
        }
    }

    /// Adds fetched credentials to a copy of a request, sends it once, and reads the whole response.
    async fn attempt(
        &self,
        call: &Call,
        number: u32,
        known: Option<u64>,
        is_last: bool,
    ) -> Outcome {
        let sender = self.sender()?;
        let fetched = self.fetch(&sender, call, known).await?;
        let attempt = Attempt { operation: call.operation, route: call.route, number };
        // The copy is made only now, because it would make the future larger.
        let mut copy = copy(&call.request, call.upload.as_ref())?;
        fetched.sign(&mut copy)?;
        let sent = sender.send(copy, Some((attempt, &call.secrets)));
        let mut response = sent.await.map_err(|error| self.failed(error))?;
        self.0.connections.has_responded(&response);
        if let Some(target) = self.target(call, &response) {
            response = Box::pin(self.follow(&sender, call, attempt, target)).await?;
        }
        let status = response.status();
        let listed = call.redirects.list(status).then(|| location(&response));
        if may_follow(status, call.idempotent) {
            let response = Box::pin(self.read_in_part(call, response, is_last)).await;
            return Ok(Sent { response, fetched, open: None });
        }
        if call.is_open && status.is_success() {
            let headers = response.headers().clone();
            let whole = self.known(call, Response::new(status, headers, Bytes::new()));
            return Ok(Sent { response: whole, fetched, open: Some(response) });
        }
        let base =
            call.root.and_then(|root| LinkBase::of(call.request.url(), root, response.url()));
        let mut headers = std::mem::take(response.headers_mut());
        let mut body = Body::of(&mut headers, self.0.body_limit);
        body.check(&response)?;
        body.read(&mut response).await?;
        let response = Response::new(status, headers, body.into_bytes());
        let mut response = response.with_link_base(base);
        if let Some(location) = listed {
            response = response.with_listed(location);
        }
        Ok(Sent { response: self.known(call, response), fetched, open: None })
    }

    /// The sender of an attempt's requests.
    fn sender(&self) -> Result<Sender, Reason> {
        match &self.0.transport {
            Some(transport) => Ok(Sender::Other(transport.clone())),
            None => self.0.connections.here().map(Sender::Http).map_err(Reason::NoClient),
        }
    }

    /// Reads a response after which the call may be sent again. Its status and headers count, whatever its
    /// body is. If the body is too large, breaks off or does not end, the part that arrives within a second
    /// is kept, or within five seconds if the response is returned.
    async fn read_in_part(
        &self,
        call: &Call,
        mut response: platform::Response,
        is_last: bool,
    ) -> Response {
        let (status, mut headers) = (response.status(), std::mem::take(response.headers_mut()));
        let asked = asked_wait(status, &headers, &self.0.rate_limit);
        if let (429, Some(wait)) = (status.as_u16(), asked) {
            self.0.hold.begin(wait, call.timeout);
        }
        let is_followed = !is_last && asked.is_none_or(|wait| after(wait) < call.deadline);
        let patience = if is_followed { PATIENCE } else { LONG_PATIENCE };
        let mut body = Body::of(&mut headers, self.0.body_limit);
        // Shortly before the deadline of the call, at which the response would be lost.
        let last = call.deadline.checked_sub(Duration::from_millis(10)).unwrap_or(call.deadline);
        let until = after(patience).min(last);
        // It does not matter how it ended.
        let _ = timeout_at(until, body.read(&mut response)).await;
        self.known(call, Response::new(status, headers, body.into_bytes()))
    }

    /// Adds the rate-limit headers, the limit of the body and the secrets to a response.
    fn known(&self, call: &Call, response: Response) -> Response {
        let response = response.with_secrets(call.secrets.clone());
        let response = response.with_salvage(call.salvage);
        response.with_rate_limit(self.0.rate_limit).with_body_limit(self.0.body_limit)
    }

    /// The error of a request that got no response.
    fn failed(&self, error: ExchangeError) -> AttemptError {
        match error {
            ExchangeError::Http(error) if error.is_builder() => {
                let fault = InvalidRequest::new("its URL is too long, or cannot be called");
                AttemptError::InvalidRequest(fault.with_source(error.without_url()))
            }
            error => self.broke_off(error).into(),
        }
    }

    /// The reason why there is no response.
    fn broke_off(&self, error: ExchangeError) -> Reason {
        Reason::of_request(error, |connection| self.0.connections.was_kept(connection))
    }

    /// The wait before another attempt; `None` if there is none.
    fn wait_after(&self, outcome: &Outcome, call: &Call, attempts: u32) -> Option<Duration> {
        match outcome {
            Err(AttemptError::Transport(Reason::Token(error))) if error.busy().is_some() => {
                let (status, headers) = error.busy()?;
                Some(self.wait_of(status, headers, call, attempts))
            }
            Ok(Sent { response, .. }) if may_follow(response.status(), call.idempotent) => {
                Some(self.wait_of(response.status(), response.headers(), call, attempts))
            }
            Err(AttemptError::Transport(reason))
                if may_repeat(reason.progress(), call.idempotent) =>
            {
                Some(call.retry.jitter(attempts))
            }
            _ => None,
        }
    }

    /// The wait after a response that asks for it. A 429 without a time holds the other calls as well.
    fn wait_of(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        call: &Call,
        attempts: u32,
    ) -> Duration {
        let asked = asked_wait(status, headers, &self.0.rate_limit);
        let wait = asked.unwrap_or_else(|| call.retry.jitter(attempts));
        if status.as_u16() == 429 && asked.is_none() {
            self.0.hold.begin(wait, call.timeout);
        }
        wait
    }
}

fn finish(outcome: Outcome, attempts: u32, is_begun: bool) -> Result<Sent, SendError> {
    match outcome {
        Ok(sent) => Ok(Sent { response: sent.response.with_attempts(attempts), ..sent }),
        Err(error) => Err(error.after(attempts).with_begun_upload(is_begun)),
    }
}

/// Shows the base URL, but no credentials.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("base_url", &BaseUrl(self.0.base_url.clone()))
            .finish_non_exhaustive()
    }
}
