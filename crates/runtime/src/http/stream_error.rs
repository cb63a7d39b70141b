//! Errors of streams of items.

use std::fmt;

use crate::ground::shown::visible;
use crate::http::invalid_item::InvalidItem;
use crate::http::response::Response;
use crate::http::transport::TransportError;

/// The reason why a stream of events or JSON lines did not return an item.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// An item does not fit the description. The stream goes on with the next.
    InvalidItem(InvalidItem),

    /// The stream broke off, made no progress, or has an item that is larger than the client accepts. Nothing
    /// comes after it.
    BrokeOff(TransportError),

    /// The stream was requested again, and the response is not such a stream. Nothing comes after it.
    Refused(Response),
}

impl StreamError {
    /// Returns `true` if more items may follow.
    pub fn is_item(&self) -> bool {
        matches!(self, Self::InvalidItem(_))
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidItem(item) => item.fmt(f),
            Self::BrokeOff(error) => error.fmt(f),
            Self::Refused(response) => {
                write!(
                    f,
                    "asked for again, the stream was refused with {}",
                    visible(&response.to_string())
                )
            }
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidItem(item) => Some(item.error()),
            Self::BrokeOff(error) => Some(error),
            Self::Refused(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use reqwest::StatusCode;
    use reqwest::header::HeaderMap;

    use super::*;
    use crate::http::transport::Reason;
    use crate::json::error::DecodeError;

    fn response() -> Response {
        Response::new(StatusCode::FORBIDDEN, HeaderMap::new(), "no")
    }

    #[test]
    fn an_item_that_does_not_fit_is_shown_with_its_number_and_without_its_text() {
        let error = crate::decode::<Vec<bool>>(b"[1]").unwrap_err();
        let item = InvalidItem::new(3, "[1]".to_owned(), error, response().secrets());
        assert_eq!((item.number(), item.raw(), item.error().path()), (3, "[1]", "[0]"));
        assert!(format!("{item:?}").starts_with("InvalidItem { number: 3, error: "), "{item:?}");
        assert!(!format!("{item:?}").contains("raw"), "{item:?}");
        assert!(item.source().unwrap().is::<DecodeError>());
        let error = StreamError::InvalidItem(item.clone());
        assert!(error.is_item() && error.source().unwrap().is::<DecodeError>());
        assert_eq!(error.to_string(), item.to_string());
        assert!(error.to_string().starts_with("item 3 does not fit: [0]: "), "{error}");
    }

    #[test]
    fn what_ends_a_stream_is_told_with_its_source() {
        let error = StreamError::BrokeOff(TransportError::new(Reason::Timeout, 2));
        assert_eq!(error.to_string(), "the time of the call was up (after 2 attempts)");
        assert!(!error.is_item() && error.source().unwrap().is::<TransportError>());
        let error = StreamError::Refused(response());
        let told = "asked for again, the stream was refused with 403 Forbidden: no";
        assert_eq!(error.to_string(), told);
        assert!(!error.is_item() && error.source().is_none());
    }
}
