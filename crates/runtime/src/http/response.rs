//! What the server answered.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};

use crate::ground::bounds::BODY_LIMIT;
use crate::ground::shown::visible;
use crate::http::charset::text_of;
use crate::http::invalid_item::InvalidItem;
use crate::http::link::LinkBase;
use crate::http::masking::Secrets;
use crate::http::rate_limit::{RateLimit, RateLimitHeaders};
use crate::http::salvage::Salvage;
use crate::json::error::DecodeError;

/// A response as it came: status, headers, and the whole body.
#[derive(Clone)]
pub struct Response(Box<Parts>);

#[derive(Clone)]
struct Parts {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    rate_limit: RateLimitHeaders,
    /// The bytes that its body could have.
    body_limit: usize,
    /// What is not shown of it.
    secrets: Secrets,
    /// What is wrong with its body, where that is an error's that does not fit.
    invalid_body: Option<DecodeError>,
    /// Whether it is a redirect that the description lists.
    is_listed: bool,
    /// Where such a one leads.
    location: Option<Url>,
    /// How a page does without its items that do not fit, where it does.
    salvage: Option<Salvage>,
    /// The items that do not fit, where it did.
    invalid_items: Option<Arc<[InvalidItem]>>,
    /// What its links are relative to; none where it is not of a call, or nothing is trusted that comes from where it
    /// came from.
    link_base: Option<LinkBase>,
}

impl Response {
    /// A response made of its parts, for instance in a test.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        let (body, rate_limit) = (body.into(), RateLimitHeaders::default());
        let body_limit = BODY_LIMIT.max(body.len());
        let secrets = Secrets::default();
        let (attempts, invalid_body) = (1, None);
        Self(Box::new(Parts {
            status,
            headers,
            body,
            attempts,
            rate_limit,
            body_limit,
            secrets,
            invalid_body,
            is_listed: false,
            location: None,
            salvage: None,
            invalid_items: None,
            link_base: None,
        }))
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body, as it came.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// How many times the request was sent until this response came.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How often the API may be called, as far as the response says it.
    pub fn rate_limit(&self) -> RateLimit {
        RateLimit::read(self.headers(), &self.0.rate_limit)
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn with_rate_limit(mut self, names: RateLimitHeaders) -> Self {
        self.0.rate_limit = names;
        self
    }

    pub(crate) fn with_body_limit(mut self, bytes: usize) -> Self {
        self.0.body_limit = bytes;
        self
    }

    /// Says how a page does without its items that do not fit.
    pub(crate) fn with_salvage(mut self, salvage: Option<Salvage>) -> Self {
        self.0.salvage = salvage;
        self
    }

    pub(crate) fn with_invalid_items(mut self, items: Vec<InvalidItem>) -> Self {
        self.0.invalid_items = Some(items.into());
        self
    }

    /// The items that do not fit, of a page that was read without them: see
    /// [`CallOptions::keep_valid_items`](crate::CallOptions::keep_valid_items).
    pub fn invalid_items(&self) -> &[InvalidItem] {
        self.0.invalid_items.as_deref().unwrap_or_default()
    }

    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = body;
        self
    }

    /// Says that it is a redirect that the description lists, and where it leads.
    pub(crate) fn with_listed(mut self, location: Option<Url>) -> Self {
        self.0.is_listed = true;
        self.0.location = location;
        self
    }

    /// Whether it is a redirect that the description lists.
    pub(crate) fn is_listed(&self) -> bool {
        self.0.is_listed
    }

    /// Where a redirect leads that the description lists.
    pub(crate) fn location(&self) -> Option<&Url> {
        self.0.location.as_ref()
    }

    pub(crate) fn with_link_base(mut self, base: Option<LinkBase>) -> Self {
        self.0.link_base = base;
        self
    }

    /// What its links are relative to.
    pub(crate) fn link_base(&self) -> Option<&LinkBase> {
        self.0.link_base.as_ref()
    }

    /// The body as text in UTF-8, whatever charset it came in.
    pub(crate) fn text(&self) -> Cow<'_, [u8]> {
        text_of(self.headers(), self.body())
    }

    /// How a page does without its items that do not fit, where it does.
    pub(crate) fn salvage(&self) -> Option<Salvage> {
        self.0.salvage
    }

    /// The bytes that its body may have.
    pub(crate) fn body_limit(&self) -> usize {
        self.0.body_limit
    }

    pub(crate) fn with_secrets(mut self, secrets: Secrets) -> Self {
        self.0.secrets = secrets;
        self
    }

    pub(crate) fn with_invalid_body(mut self, error: DecodeError) -> Self {
        self.0.invalid_body = Some(error);
        self
    }

    /// What is wrong with its body, where that is an error's that does not fit.
    pub(crate) fn invalid_body(&self) -> Option<&DecodeError> {
        self.0.invalid_body.as_ref()
    }

    /// The secrets that are masked wherever text of the response is shown.
    pub(crate) fn secrets(&self) -> &Secrets {
        &self.0.secrets
    }

    /// Up to 60 characters of the body, as text, on one line, without secrets.
    pub(crate) fn start_of_body(&self) -> String {
        self.secrets().excerpt(self.body(), 0)
    }

    /// The id that the server gave the request, from `x-request-id`, where it gave one.
    pub fn request_id(&self) -> Option<&str> {
        self.headers().get("x-request-id")?.to_str().ok()
    }
}

/// Shows the status and the size of the body, and nothing of either's content.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("body_bytes", &self.body().len())
            .finish_non_exhaustive()
    }
}

/// The status and the beginning of the body, on one line. Secrets of the session are masked, and
/// control characters escaped.
impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status())?;
        match self.start_of_body() {
            start if start.is_empty() => Ok(()),
            start => write!(f, ": {}", visible(&start)),
        }
    }
}

/// A decoded response, with the response that it was decoded from.
///
/// It dereferences to the value.
#[derive(Clone)]
pub struct ResponseValue<T> {
    value: T,
    response: Response,
}

impl<T> ResponseValue<T> {
    /// A decoded answer made of its parts, for instance in a test.
    pub fn new(value: T, response: Response) -> Self {
        Self { value, response }
    }

    /// The same with what is made of the value; the response where nothing is.
    pub(crate) fn try_map<U>(
        self,
        make: impl FnOnce(T) -> Option<U>,
    ) -> Result<ResponseValue<U>, Response> {
        match make(self.value) {
            Some(value) => Ok(ResponseValue { value, response: self.response }),
            None => Err(self.response),
        }
    }

    /// The decoded value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The body that the value was decoded from.
    pub fn body(&self) -> &Bytes {
        self.response.body()
    }

    /// How many times the request was sent until this response came.
    pub fn attempts(&self) -> u32 {
        self.response.attempts()
    }

    /// How often the API may be called, as far as the response says it.
    pub fn rate_limit(&self) -> RateLimit {
        self.response.rate_limit()
    }

    /// The id that the server gave the request, where it gave one.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// The items that do not fit, of a page that was read without them: see
    /// [`CallOptions::keep_valid_items`](crate::CallOptions::keep_valid_items).
    pub fn invalid_items(&self) -> &[InvalidItem] {
        self.response.invalid_items()
    }

    /// The whole response.
    pub fn response(&self) -> &Response {
        &self.response
    }
}

impl<T> ResponseValue<T> {
    /// The same as one that may be missing.
    pub(crate) fn some(self) -> ResponseValue<Option<T>> {
        ResponseValue { value: Some(self.value), response: self.response }
    }
}

impl<T> ResponseValue<Option<T>> {
    /// The same where there is a body.
    ///
    /// A success stays one although the body is missing that the description promises: the server has
    /// done what it was asked. So the value of such a call is an `Option`.
    ///
    /// # Errors
    ///
    /// When no body came. The error keeps status and headers.
    pub fn present(self) -> Result<ResponseValue<T>, MissingBody> {
        match self.value {
            Some(value) => Ok(ResponseValue { value, response: self.response }),
            None => Err(MissingBody(self.response)),
        }
    }
}

/// A success without the body that the description promises.
#[derive(Clone, Debug)]
pub struct MissingBody(Response);

impl MissingBody {
    /// The whole response.
    pub fn response(&self) -> &Response {
        &self.0
    }
}

impl fmt::Display for MissingBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the API responded with {}, a success, without a body", self.0.status())
    }
}

impl std::error::Error for MissingBody {}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for ResponseValue<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// Shows the status and the value, in which secrets of the session are masked.
impl<T: fmt::Debug> fmt::Debug for ResponseValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseValue")
            .field("status", &self.status())
            .field("value", &self.response.secrets().debug(&self.value))
            .finish_non_exhaustive()
    }
}
