//! Responses of a server.

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

/// A raw response: status, headers, and the whole body.
#[derive(Clone)]
pub struct Response(Box<Parts>);

#[derive(Clone)]
struct Parts {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    rate_limit: RateLimitHeaders,
    /// The limit of its body in bytes.
    body_limit: usize,
    /// The secrets that are masked in it.
    secrets: Secrets,
    /// The decoding error of an error body that does not fit.
    invalid_body: Option<DecodeError>,
    /// Whether it is a listed redirect.
    is_listed: bool,
    /// The target of a listed redirect.
    location: Option<Url>,
    /// How to leave out invalid items of a page, if wanted.
    salvage: Option<Salvage>,
    /// The invalid items that were left out.
    invalid_items: Option<Arc<[InvalidItem]>>,
    /// The base of its links; none if it is not of a call, or came from an origin that is not trusted.
    link_base: Option<LinkBase>,
}

impl Response {
    /// Creates a response from its parts, for instance in a test.
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

    /// The body, unchanged.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// The number of times that the request was sent until this response arrived.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The rate limit of the API, as far as the response reports it.
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

    /// Sets how to leave out invalid items of a page.
    pub(crate) fn with_salvage(mut self, salvage: Option<Salvage>) -> Self {
        self.0.salvage = salvage;
        self
    }

    pub(crate) fn with_invalid_items(mut self, items: Vec<InvalidItem>) -> Self {
        self.0.invalid_items = Some(items.into());
        self
    }

    /// The invalid items of a page that was read without them: see
    /// [`CallOptions::keep_valid_items`](crate::CallOptions::keep_valid_items).
    pub fn invalid_items(&self) -> &[InvalidItem] {
        self.0.invalid_items.as_deref().unwrap_or_default()
    }

    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = body;
        self
    }

    /// Marks it as a listed redirect with this target.
    pub(crate) fn with_listed(mut self, location: Option<Url>) -> Self {
        self.0.is_listed = true;
        self.0.location = location;
        self
    }

    /// Whether it is a listed redirect.
    pub(crate) fn is_listed(&self) -> bool {
        self.0.is_listed
    }

    /// The target of a listed redirect.
    pub(crate) fn location(&self) -> Option<&Url> {
        self.0.location.as_ref()
    }

    pub(crate) fn with_link_base(mut self, base: Option<LinkBase>) -> Self {
        self.0.link_base = base;
        self
    }

    /// The base of its links.
    pub(crate) fn link_base(&self) -> Option<&LinkBase> {
        self.0.link_base.as_ref()
    }

    /// The body as text in UTF-8, whatever its charset is.
    pub(crate) fn text(&self) -> Cow<'_, [u8]> {
        text_of(self.headers(), self.body())
    }

    /// How to leave out invalid items of a page, if wanted.
    pub(crate) fn salvage(&self) -> Option<Salvage> {
        self.0.salvage
    }

    /// The limit of its body in bytes.
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

    /// The decoding error of an error body that does not fit.
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

    /// The id that the server gave the request in `x-request-id`, if any.
    pub fn request_id(&self) -> Option<&str> {
        self.headers().get("x-request-id")?.to_str().ok()
    }
}

/// Shows the status and the size of the body, but not the content.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("body_bytes", &self.body().len())
            .finish_non_exhaustive()
    }
}

/// Shows the status and the beginning of the body on one line, with masked secrets and escaped control
/// characters.
impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status())?;
        match self.start_of_body() {
            start if start.is_empty() => Ok(()),
            start => write!(f, ": {}", visible(&start)),
        }
    }
}

/// A decoded response, together with the raw response.
///
/// It dereferences to the value.
#[derive(Clone)]
pub struct ResponseValue<T> {
    value: T,
    response: Response,
}

impl<T> ResponseValue<T> {
    /// Creates a decoded response from its parts, for instance in a test.
    pub fn new(value: T, response: Response) -> Self {
        Self { value, response }
    }

    /// Converts the value; returns the raw response if that gives nothing.
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

    /// The number of times that the request was sent until this response arrived.
    pub fn attempts(&self) -> u32 {
        self.response.attempts()
    }

    /// The rate limit of the API, as far as the response reports it.
    pub fn rate_limit(&self) -> RateLimit {
        self.response.rate_limit()
    }

    /// The id that the server gave the request, if any.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// The invalid items of a page that was read without them: see
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
    /// Wraps the value in `Some`.
    pub(crate) fn some(self) -> ResponseValue<Option<T>> {
        ResponseValue { value: Some(self.value), response: self.response }
    }
}

impl<T> ResponseValue<Option<T>> {
    /// Requires the body.
    ///
    /// A success without the promised body is still a success, because the server has done its work. So the
    /// value of such a call is an `Option`.
    ///
    /// # Errors
    ///
    /// When there is no body. The error keeps status and headers.
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

/// Shows the status and the value, with masked secrets.
impl<T: fmt::Debug> fmt::Debug for ResponseValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseValue")
            .field("status", &self.status())
            .field("value", &self.response.secrets().debug(&self.value))
            .finish_non_exhaustive()
    }
}
