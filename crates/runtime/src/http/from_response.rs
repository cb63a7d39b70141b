//! Decoding of responses.

use bytes::Bytes;

use crate::http::charset::media_type;
use crate::http::error::Error;
use crate::http::response::{Response, ResponseValue};
use crate::json::codec::Decode;
use crate::json::decode::{MARK, decode_within};
use crate::json::error::DecodeError;

impl<T: FromResponse> ResponseValue<T> {
    /// Decodes a response.
    ///
    /// # Errors
    ///
    /// When the body does not fit. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn from_response<E>(response: Response) -> Result<Self, Error<E>> {
        match T::from_response(&response) {
            Ok(mut value) => {
                let Some(error) = value.invalid_body() else {
                    return Ok(Self::new(value, response));
                };
                response.secrets().mask_error(error, || response.text());
                let response = response.with_invalid_body(error.clone());
                Ok(Self::new(value, response))
            }
            Err(error) => Err(invalid_body(response, error)),
        }
    }
}

impl<T: Decode> ResponseValue<T> {
    /// Decodes a response whose body is JSON.
    ///
    /// # Errors
    ///
    /// When the body does not fit. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn json<E>(response: Response) -> Result<Self, Error<E>> {
        match decode(&response) {
            Ok(value) => Ok(Self::new(value, response)),
            Err(error) => Err(invalid_body(response, error)),
        }
    }
}

impl<T: Decode> ResponseValue<Option<T>> {
    /// Decodes a response whose body is JSON, or missing.
    ///
    /// # Errors
    ///
    /// When the body does not fit. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn json_or_nothing<E>(response: Response) -> Result<Self, Error<E>> {
        if is_empty(&response) {
            return Ok(Self::new(None, response));
        }
        match decode(&response) {
            Ok(value) => Ok(Self::new(Some(value), response)),
            Err(error) => Err(invalid_body(response, error)),
        }
    }

    /// Decodes a response whose body is JSON, `null`, or missing.
    ///
    /// # Errors
    ///
    /// When the body does not fit. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn nullable_or_nothing<E>(response: Response) -> Result<Self, Error<E>> {
        match is_empty(&response) {
            true => Ok(Self::new(None, response)),
            false => Self::json(response),
        }
    }
}

fn is_empty(response: &Response) -> bool {
    response.body().trim_ascii().is_empty()
}

impl ResponseValue<String> {
    /// Returns the body of a response as text, decoded with the charset in its content type.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8 and names no other charset. The error keeps status, headers and body.
    #[doc(hidden)]
    pub fn text<E>(response: Response) -> Result<Self, Error<E>> {
        match text(&response) {
            Ok(value) => Ok(Self::new(value, response)),
            Err(error) => Err(invalid_body(response, error)),
        }
    }
}

impl ResponseValue<Bytes> {
    /// Returns the body of a response unchanged.
    ///
    /// # Errors
    ///
    /// Never; the type is that of the functions beside it.
    #[doc(hidden)]
    pub fn bytes<E>(response: Response) -> Result<Self, Error<E>> {
        Ok(Self::new(response.body().clone(), response))
    }
}

impl ResponseValue<()> {
    /// A response without a described body. If it has a body anyway, the body is kept.
    ///
    /// # Errors
    ///
    /// Never; the type is that of the functions beside it.
    #[doc(hidden)]
    pub fn empty<E>(response: Response) -> Result<Self, Error<E>> {
        Ok(Self::new((), response))
    }
}

/// The error for a body that does not fit. Secrets that the body repeats are masked in it.
fn invalid_body<E>(response: Response, mut error: DecodeError) -> Error<E> {
    response.secrets().mask_error(&mut error, || response.text());
    Error::InvalidResponsePayload(response, error)
}

/// The model of a body that is JSON.
///
/// # Errors
///
/// When the body does not fit.
#[doc(hidden)]
#[inline]
pub fn decode<T: Decode>(response: &Response) -> Result<T, DecodeError> {
    decode_within(&response.text(), response.body_limit())
}

/// The value of a JSON body, or of a missing one.
///
/// # Errors
///
/// When the body does not fit.
#[doc(hidden)]
#[inline]
pub fn decode_or<T: Decode, V>(
    response: &Response,
    value: impl FnOnce(T) -> V,
    nothing: V,
) -> Result<V, DecodeError> {
    if is_empty(response) { Ok(nothing) } else { decode(response).map(value) }
}

/// The text of a body.
///
/// # Errors
///
/// When the body is not UTF-8, and its content type names no other charset.
#[doc(hidden)]
pub fn text(response: &Response) -> Result<String, DecodeError> {
    let body = response.text();
    // The byte order mark is not a part of the text.
    let text = body.strip_prefix(MARK).unwrap_or(&body);
    match std::str::from_utf8(text) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            Err(DecodeError::of_bytes(&body, body.len() - text.len() + error.valid_up_to()))
        }
    }
}

/// Whether a response has one of these media types, in lower case; they may be ranges such as `text/*`.
#[doc(hidden)]
pub fn is_of(response: &Response, media_types: &[&str]) -> bool {
    let Some(name) = media_type(response.headers()) else { return false };
    media_types.iter().any(|known| match known.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => name.starts_with(start),
        None => name == *known,
    })
}

/// A type that is decoded from a response by its status, its content type and its body.
pub trait FromResponse: Sized {
    /// Decodes a response.
    ///
    /// # Errors
    ///
    /// When the body does not fit.
    fn from_response(response: &Response) -> Result<Self, DecodeError>;

    /// The decoding error that it has in place of a body that does not fit.
    fn invalid_body(&mut self) -> Option<&mut DecodeError> {
        None
    }
}

/// Checks that a response is a success, or a redirect that the description lists.
///
/// # Errors
///
/// When the status is not one of a success.
pub(crate) fn successful<E: FromResponse>(response: Response) -> Result<Response, Error<E>> {
    match response.status().as_u16() {
        200..=299 => Ok(response),
        300..=399 if response.is_listed() => Ok(response),
        400..=599 => Err(Error::ErrorResponse(ResponseValue::from_response(response)?)),
        _ => Err(Error::UnexpectedResponse(response)),
    }
}
