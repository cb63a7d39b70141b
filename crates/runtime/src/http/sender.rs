//! The sender of an attempt's requests: an HTTP client, or the caller's transport.

use std::sync::Arc;

use reqwest::Url;

use crate::http::masking::Secrets;
use crate::http::platform::{self, Body, received};
use crate::http::service::{Attempt, BoxError, Responding, Transport};

/// The sender of an attempt's requests.
#[derive(Clone)]
pub(crate) enum Sender {
    Http(reqwest::Client),
    Other(Arc<dyn Exchange>),
}

/// A transport with the request and response types of the HTTP client. Only a program that sets a transport
/// contains the code.
pub(crate) trait Exchange: Send + Sync {
    /// Sends a request.
    fn send(
        &self,
        request: platform::Request,
        attempt: Option<(Attempt, &Secrets)>,
    ) -> Result<Responding, ExchangeError>;

    /// Converts the response of a request to this URL.
    fn received(&self, response: http::Response<Body>, url: Url) -> platform::Response;
}

impl<T: Transport> Exchange for T {
    fn send(
        &self,
        request: platform::Request,
        attempt: Option<(Attempt, &Secrets)>,
    ) -> Result<Responding, ExchangeError> {
        let mut request = http::Request::try_from(request)?;
        if let Some((attempt, secrets)) = attempt {
            request.extensions_mut().insert(attempt);
            // For recordings; no other code can name the type.
            request.extensions_mut().insert(secrets.clone());
        }
        Ok(Transport::send(self, request))
    }

    fn received(&self, response: http::Response<Body>, url: Url) -> platform::Response {
        received(response, url)
    }
}

/// The reason why no response was received, or only a part of one.
#[derive(Debug)]
pub(crate) enum ExchangeError {
    Http(reqwest::Error),
    Other(BoxError),
}

impl Sender {
    /// Sends a request once.
    pub(crate) async fn send(
        &self,
        request: platform::Request,
        attempt: Option<(Attempt, &Secrets)>,
    ) -> Result<platform::Response, ExchangeError> {
        match self {
            Self::Http(http) => platform::execute(http, request).await.map_err(Into::into),
            Self::Other(exchange) => {
                let url = request.url().clone();
                let response = exchange.send(request, attempt)?.await?;
                Ok(exchange.received(response, url))
            }
        }
    }
}

impl ExchangeError {
    /// The error itself.
    pub(crate) fn error(&self) -> &(dyn std::error::Error + 'static) {
        match self {
            Self::Http(error) => error,
            Self::Other(error) => &**error,
        }
    }

    /// The same error without the URL, which may contain private data.
    pub(crate) fn without_url(self) -> Self {
        match self {
            Self::Http(error) => Self::Http(error.without_url()),
            other => other,
        }
    }
}

/// A layer passes on the errors of the HTTP client that it wraps.
impl From<BoxError> for ExchangeError {
    fn from(error: BoxError) -> Self {
        match error.downcast() {
            Ok(error) => Self::Http(*error),
            Err(error) => Self::Other(error),
        }
    }
}

impl From<reqwest::Error> for ExchangeError {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error)
    }
}
