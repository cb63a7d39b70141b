//! What the server answered.

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use crate::decode::start_of;
use crate::masking::Secrets;
use crate::shown::visible;
use crate::wire::{BODY_LIMIT, Memory};
use crate::{DecodeError, Error, RateLimit, RateLimitHeaders, decode};

/// An answer as it came: status, headers, and the whole body.
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
}

impl Response {
    /// An answer made of its parts, for instance in a test.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        let (body, rate_limit) = (body.into(), RateLimitHeaders::default());
        let body_limit = BODY_LIMIT.max(body.len());
        let secrets = Secrets::default();
        let parts = Parts { status, headers, body, attempts: 1, rate_limit, body_limit, secrets };
        Self(Box::new(parts))
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

    /// How many times the request was sent until this answer came.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How often the API may be called, as far as the answer says it.
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

    /// Bounds the memory of what is decoded of it, until that is dropped.
    fn memory(&self) -> Memory {
        Memory::of_body(self.0.body_limit)
    }

    pub(crate) fn with_secrets(mut self, secrets: Secrets) -> Self {
        self.0.secrets = secrets;
        self
    }

    /// The secrets that are masked wherever text of the response is shown.
    pub(crate) fn secrets(&self) -> &Secrets {
        &self.0.secrets
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
        match start_of(self.body(), self.secrets()) {
            start if start.is_empty() => Ok(()),
            start => write!(f, ": {}", visible(&start)),
        }
    }
}

/// A decoded answer, with the answer that it was decoded from.
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

    /// How many times the request was sent until this answer came.
    pub fn attempts(&self) -> u32 {
        self.response.attempts()
    }

    /// How often the API may be called, as far as the answer says it.
    pub fn rate_limit(&self) -> RateLimit {
        self.response.rate_limit()
    }

    /// The id that the server gave the request, where it gave one.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// The whole answer.
    pub fn response(&self) -> &Response {
        &self.response
    }
}

impl<T: FromResponse> ResponseValue<T> {
    /// Decodes an answer.
    ///
    /// # Errors
    ///
    /// When the body does not fit. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn from_response<E>(response: Response) -> Result<Self, Error<E>> {
        let _memory = response.memory();
        match T::from_parts(response.status(), response.body()) {
            Ok(mut value) => {
                if let Some(error) = value.misfit() {
                    error.mask(&response);
                }
                Ok(Self { value, response })
            }
            Err(error) => Err(misfit(response, error)),
        }
    }
}

impl<T: DeserializeOwned> ResponseValue<T> {
    /// Decodes an answer whose body is JSON.
    ///
    /// # Errors
    ///
    /// When the body does not fit. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn json<E>(response: Response) -> Result<Self, Error<E>> {
        let _memory = response.memory();
        match decode(response.body()) {
            Ok(value) => Ok(Self { value, response }),
            Err(error) => Err(misfit(response, error)),
        }
    }
}

impl<T: DeserializeOwned> ResponseValue<Option<T>> {
    /// Decodes an answer whose body is JSON, or missing.
    ///
    /// # Errors
    ///
    /// When the body does not fit. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn json_or_nothing<E>(response: Response) -> Result<Self, Error<E>> {
        if response.body().trim_ascii().is_empty() {
            return Ok(Self { value: None, response });
        }
        let _memory = response.memory();
        match decode(response.body()) {
            Ok(value) => Ok(Self { value: Some(value), response }),
            Err(error) => Err(misfit(response, error)),
        }
    }
}

impl ResponseValue<String> {
    /// Takes the body of an answer as text.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn text<E>(response: Response) -> Result<Self, Error<E>> {
        match text(response.body()) {
            Ok(value) => Ok(Self { value, response }),
            Err(error) => Err(misfit(response, error)),
        }
    }
}

impl ResponseValue<Bytes> {
    /// Takes the body of an answer as it is.
    #[doc(hidden)]
    pub fn bytes(response: Response) -> Self {
        Self { value: response.body().clone(), response }
    }
}

impl ResponseValue<()> {
    /// An answer that promises no body. A body that came all the same is kept.
    #[doc(hidden)]
    pub fn empty(response: Response) -> Self {
        Self { value: (), response }
    }
}

/// The error of a body that does not fit. Secrets that the body repeats are masked in it.
fn misfit<E>(response: Response, mut error: DecodeError) -> Error<E> {
    error.mask(&response);
    Error::InvalidResponsePayload(response, error)
}

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

/// The text of a body.
///
/// # Errors
///
/// When the body is not UTF-8.
#[doc(hidden)]
pub fn text(body: &[u8]) -> Result<String, DecodeError> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(DecodeError::of_text(body, error.valid_up_to())),
    }
}

/// What an answer is decoded as, by its status and body.
pub trait FromResponse: Sized {
    /// Decodes the body of an answer with this status.
    ///
    /// # Errors
    ///
    /// When the body does not fit.
    fn from_parts(status: StatusCode, body: &[u8]) -> Result<Self, DecodeError>;

    /// The error that it holds in place of a body that does not fit.
    fn misfit(&mut self) -> Option<&mut DecodeError> {
        None
    }
}

/// An answer that is a success; any other is an error.
///
/// # Errors
///
/// When the status is none of a success.
pub fn successful<E: FromResponse>(response: Response) -> Result<Response, Error<E>> {
    match response.status().as_u16() {
        200..=299 => Ok(response),
        400..=599 => Err(Error::ErrorResponse(ResponseValue::from_response(response)?)),
        _ => Err(Error::UnexpectedResponse(response)),
    }
}
