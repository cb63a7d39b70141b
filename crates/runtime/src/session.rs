//! Sending requests: one connection pool, one base URL, one set of credentials.

use std::fmt;
use std::sync::Arc;

use bytes::BytesMut;
use progenitor_client::{ClientInfo, OperationInfo};
use reqwest::Request;
use reqwest::header::{HeaderName, HeaderValue};

use crate::Response;

/// What the calls of a client share. Cheap to clone; clones use the same connections.
#[derive(Clone)]
pub struct Session(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) base_url: String,
    pub(crate) credentials: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body_limit: usize,
}

impl Session {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// Where requests go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// The HTTP client that sends them.
    pub fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    /// Adds the credentials. Their values are marked sensitive, so that `Debug` hides them.
    fn sign(&self, request: &mut Request) {
        for (name, value) in &self.0.credentials {
            request.headers_mut().insert(name.clone(), value.clone());
        }
    }

    /// Sends a request and reads the whole answer.
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let mut answer = self.0.http.execute(request).await?;
        let mut body = BytesMut::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > self.0.body_limit {
                return Err(TransportError(Reason::TooLarge { limit: self.0.body_limit }));
            }
            body.extend_from_slice(&chunk);
        }
        let headers = std::mem::take(answer.headers_mut());
        Ok(Response::new(answer.status(), headers, body.freeze()))
    }
}

/// Shows where requests go, and no credentials.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

/// What happens around each call of a generated client.
#[allow(async_fn_in_trait, reason = "called on the generated clients only, whose futures are Send")]
pub trait ClientHooks<Inner = ()>: ClientInfo<Session> {
    /// Before the request is sent.
    async fn pre(&self, request: &mut Request, _: &OperationInfo) -> Result<(), TransportError> {
        self.inner().sign(request);
        Ok(())
    }

    /// Sends the request.
    async fn exec(&self, request: Request, _: &OperationInfo) -> Result<Response, TransportError> {
        self.inner().send(request).await
    }

    /// After the answer came, or did not.
    async fn post(
        &self,
        _: &Result<Response, TransportError>,
        _: &OperationInfo,
    ) -> Result<(), TransportError> {
        Ok(())
    }
}

/// A request or an answer that did not make it through.
#[derive(Debug)]
pub struct TransportError(Reason);

#[derive(Debug)]
enum Reason {
    Http(reqwest::Error),
    TooLarge { limit: usize },
}

impl TransportError {
    /// Whether no connection was made, so that the server has seen nothing.
    pub fn is_connect(&self) -> bool {
        matches!(&self.0, Reason::Http(error) if error.is_connect())
    }

    /// Whether the time was up.
    pub fn is_timeout(&self) -> bool {
        matches!(&self.0, Reason::Http(error) if error.is_timeout())
    }

    /// Whether the answer was larger than the client takes.
    pub fn is_too_large(&self) -> bool {
        matches!(&self.0, Reason::TooLarge { .. })
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Http(error) if error.is_timeout() => f.write_str("the server took too long"),
            Reason::Http(error) if error.is_connect() => {
                write!(f, "no connection was made: {}", causes(error))
            }
            Reason::Http(error) => write!(f, "the call broke off: {}", causes(error)),
            Reason::TooLarge { limit } => {
                write!(f, "the answer is larger than the {limit} bytes that the client takes")
            }
        }
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Reason::Http(error) => Some(error),
            Reason::TooLarge { .. } => None,
        }
    }
}

impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        Self(Reason::Http(error.without_url()))
    }
}

/// The innermost cause that an error names, which is the one that tells what happened.
pub(crate) fn causes(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
