//! The error of a call that returned no value.

use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::ground::shown::visible;
use crate::http::invalid_item::InvalidItem;
use crate::http::invalid_request::InvalidRequest;
use crate::http::link::LinkError;
use crate::http::paging::progress::EndlessList;
use crate::http::response::{Response, ResponseValue};
use crate::http::retry::may_pass;
use crate::http::send_error::SendError;
use crate::http::transport::TransportError;
use crate::json::error::DecodeError;

/// The error of a call that returned no value. `E` is the type that the API documents for its errors.
///
/// `Display` is one line with at most a short excerpt of a body. In `Display` and in `Debug`, `***`
/// stands in place of each secret that the server repeated: a key, password or token of at least four bytes,
/// from the session or from a header of the call whose name says so. Parts that are taken out of an error,
/// such as its body or a model, are unchanged.
#[non_exhaustive]
pub enum Error<E = ()> {
    /// The arguments of the call do not make a valid request. Nothing was sent.
    InvalidRequest(InvalidRequest),

    /// The request or its response did not get through.
    CommunicationError(TransportError),

    /// The API responded with an error status. If the body does not fit the description, `source` is the
    /// reason.
    ErrorResponse(ResponseValue<E>),

    /// The API responded, but the body does not fit the description of the status.
    InvalidResponsePayload(Response, DecodeError),

    /// An item of a page does not fit the description. The other items are still returned.
    InvalidItem(Response, InvalidItem),

    /// A paged list has no end. The pages before have been returned.
    EndlessList(EndlessList),

    /// A page links to a next page that must not be requested. The pages before have been returned.
    UnfollowedLink(LinkError),

    /// The API responded with a status that is neither a success nor an error, such as 304.
    UnexpectedResponse(Response),
}

impl<E> Error<E> {
    /// The documented error for the status of the response, if that was an error.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::ErrorResponse(value) => Some(value),
            _ => None,
        }
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(Response::status)
    }

    /// The headers of the response, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(Response::headers)
    }

    /// The id that the server gave the request, if any.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.request_id()
    }

    /// The whole response, if there was one.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Self::InvalidRequest(_)
            | Self::CommunicationError(_)
            | Self::EndlessList(_)
            | Self::UnfollowedLink(_) => None,
            Self::ErrorResponse(value) => Some(value.response()),
            Self::InvalidResponsePayload(response, _)
            | Self::InvalidItem(response, _)
            | Self::UnexpectedResponse(response) => Some(response),
        }
    }

    /// The number of attempts to send the request.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::InvalidRequest(_) | Self::EndlessList(_) | Self::UnfollowedLink(_) => 0,
            Self::CommunicationError(error) => error.attempts(),
            _ => self.response().map_or(0, Response::attempts),
        }
    }

    /// Returns `true` if the same call may succeed later: after 408, 429, 502, 503 and 504, of the API or of
    /// its token endpoint, when no connection was made, and when the server says that it did not process the
    /// request.
    ///
    /// A lost response does not count, because the server may have acted.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::CommunicationError(error) => error.is_retryable(),
            _ => self.status().is_some_and(may_pass),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(error) => {
                write!(f, "the request was not sent: {}", visible(error.reason()))
            }
            Self::CommunicationError(error) => write!(f, "{error}"),
            Self::EndlessList(error) => write!(f, "{error}"),
            Self::UnfollowedLink(error) => write!(f, "{}", visible(&error.to_string())),
            Self::InvalidItem(_, item) => write!(f, "{item}"),
            Self::ErrorResponse(value) => write!(f, "the API responded with {}", value.response()),
            Self::UnexpectedResponse(response) => write!(f, "the API responded with {response}"),
            Self::InvalidResponsePayload(response, error) => write!(
                f,
                "the API responded with {} and a body that does not fit: {error}; it begins {:?}",
                response.status(),
                response.start_of_body(),
            ),
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(error) => f.debug_tuple("InvalidRequest").field(error).finish(),
            Self::CommunicationError(error) => {
                f.debug_tuple("CommunicationError").field(error).finish()
            }
            Self::EndlessList(error) => f.debug_tuple("EndlessList").field(error).finish(),
            Self::UnfollowedLink(error) => f.debug_tuple("UnfollowedLink").field(error).finish(),
            Self::InvalidItem(response, item) => {
                f.debug_tuple("InvalidItem").field(response).field(item).finish()
            }
            Self::ErrorResponse(value) => f.debug_tuple("ErrorResponse").field(value).finish(),
            Self::InvalidResponsePayload(response, error) => {
                f.debug_tuple("InvalidResponsePayload").field(response).field(error).finish()
            }
            Self::UnexpectedResponse(response) => {
                f.debug_tuple("UnexpectedResponse").field(response).finish()
            }
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidRequest(error) => Some(error),
            Self::CommunicationError(error) => Some(error),
            Self::EndlessList(error) => Some(error),
            Self::UnfollowedLink(error) => Some(error),
            Self::InvalidItem(_, item) => Some(item),
            Self::InvalidResponsePayload(_, error) => Some(error),
            Self::ErrorResponse(value) => {
                let error = value.response().invalid_body()?;
                Some(error)
            }
            Self::UnexpectedResponse(_) => None,
        }
    }
}

impl<E> From<TransportError> for Error<E> {
    fn from(error: TransportError) -> Self {
        Self::CommunicationError(error)
    }
}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}

impl<E> From<SendError> for Error<E> {
    fn from(error: SendError) -> Self {
        match error {
            SendError::InvalidRequest(error) => error.into(),
            SendError::Transport(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_the_id_that_the_server_gave_the_request() {
        let error = |headers: HeaderMap| {
            Error::<()>::UnexpectedResponse(Response::new(StatusCode::NOT_MODIFIED, headers, ""))
        };
        assert_eq!(error(HeaderMap::new()).request_id(), None);
        let named = |value: &'static [u8]| {
            let value = reqwest::header::HeaderValue::from_bytes(value).unwrap();
            error(HeaderMap::from_iter([("x-request-id".parse().unwrap(), value)]))
        };
        assert_eq!(named(b"4dee724d").request_id(), Some("4dee724d"));
        assert_eq!(named(b"\xff").request_id(), None);
        assert_eq!(Error::<()>::EndlessList(EndlessList::EmptyPages).request_id(), None);
    }
}
