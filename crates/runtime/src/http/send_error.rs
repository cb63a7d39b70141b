//! The reason why a request got no response: a mistake in the request, or a transport fault.

use std::fmt;

use crate::http::invalid_request::InvalidRequest;
use crate::http::masking::Secrets;
use crate::http::transport::{Reason, TransportError};

/// The reason why a request got no response.
#[derive(Debug)]
pub enum SendError {
    /// The caller's request cannot be sent.
    InvalidRequest(InvalidRequest),

    /// The request or its response did not get through.
    Transport(TransportError),
}

impl SendError {
    /// The same error, for a call whose upload stream has been read from.
    pub(crate) fn with_begun_upload(self, is_begun: bool) -> Self {
        match self {
            Self::Transport(error) => Self::Transport(error.with_begun_upload(is_begun)),
            error => error,
        }
    }

    /// The transport error, or the mistake in the request.
    pub(crate) fn into_transport(self) -> Result<TransportError, &'static str> {
        match self {
            Self::Transport(error) => Ok(error),
            Self::InvalidRequest(_) => Err("its request cannot be made again"),
        }
    }

    /// The same error, which masks these secrets.
    pub(crate) fn with_secrets(self, secrets: &Secrets) -> Self {
        match self {
            Self::Transport(error) => Self::Transport(error.with_secrets(secrets.clone())),
            error => error,
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SendError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidRequest(error) => error.source(),
            Self::Transport(error) => error.source(),
        }
    }
}

impl From<InvalidRequest> for SendError {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}

impl From<TransportError> for SendError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

/// The reason why one attempt got no response.
pub(crate) enum AttemptError {
    /// The HTTP client cannot build the request.
    InvalidRequest(InvalidRequest),
    Transport(Reason),
}

impl AttemptError {
    /// The reason why the request or its response did not get through, if that is what happened.
    pub(crate) fn reason(&self) -> Option<&Reason> {
        match self {
            Self::InvalidRequest(_) => None,
            Self::Transport(reason) => Some(reason),
        }
    }

    /// The error of a call that ends after this many attempts.
    pub(crate) fn after(self, attempts: u32) -> SendError {
        match self {
            Self::InvalidRequest(error) => SendError::InvalidRequest(error),
            Self::Transport(reason) => SendError::Transport(TransportError::new(reason, attempts)),
        }
    }
}

impl From<Reason> for AttemptError {
    fn from(reason: Reason) -> Self {
        Self::Transport(reason)
    }
}

impl From<InvalidRequest> for AttemptError {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}
