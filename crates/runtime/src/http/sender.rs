//! What sends the requests of an attempt: an HTTP client, or the caller's transport.

use std::sync::Arc;

use crate::http::masking::Secrets;
use crate::http::service::{Attempt, BoxError, Transport, received};

/// What sends the requests of an attempt.
#[derive(Clone)]
pub(crate) enum Sender {
    Http(reqwest::Client),
    Other(Arc<dyn Transport>),
}

/// Why no response was received, or only a part of one.
#[derive(Debug)]
pub(crate) enum ExchangeError {
    Http(reqwest::Error),
    Other(BoxError),
}

impl Sender {
    /// Sends a request once.
    pub(crate) async fn send(
        &self,
        request: reqwest::Request,
        attempt: Option<(Attempt, &Secrets)>,
    ) -> Result<reqwest::Response, ExchangeError> {
        match self {
            Self::Http(http) => http.execute(request).await.map_err(ExchangeError::Http),
            Self::Other(transport) => {
                let url = request.url().clone();
                let mut request = http::Request::try_from(request).map_err(ExchangeError::Http)?;
                if let Some((attempt, secrets)) = attempt {
                    request.extensions_mut().insert(attempt);
                    // For what writes it down: nobody else can name them.
                    request.extensions_mut().insert(secrets.clone());
                }
                let response = transport.send(request).await.map_err(ExchangeError::of)?;
                Ok(received(response, url))
            }
        }
    }
}

impl ExchangeError {
    /// A layer passes on the errors of the HTTP client that it is around.
    fn of(error: BoxError) -> Self {
        match error.downcast() {
            Ok(error) => Self::Http(*error),
            Err(error) => Self::Other(error),
        }
    }

    /// The error itself.
    pub(crate) fn error(&self) -> &(dyn std::error::Error + 'static) {
        match self {
            Self::Http(error) => error,
            Self::Other(error) => &**error,
        }
    }

    /// Without the URL, which may hold what is nobody's business.
    pub(crate) fn without_url(self) -> Self {
        match self {
            Self::Http(error) => Self::Http(error.without_url()),
            other => other,
        }
    }
}

impl From<reqwest::Error> for ExchangeError {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error)
    }
}
