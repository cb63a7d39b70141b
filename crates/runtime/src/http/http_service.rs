//! The HTTP client of a session as a `tower` service.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tower_service::Service;

use crate::http::platform::{self, Body, Connections};

/// An HTTP client as a `tower` service, which layers can wrap.
#[derive(Clone)]
pub struct HttpService(pub(crate) Arc<Connections>);

impl HttpService {
    /// Wraps an HTTP client, which should follow no redirects and retry nothing.
    pub fn new(http: reqwest::Client) -> Self {
        Self(Arc::new(Connections::own(http)))
    }
}

impl fmt::Debug for HttpService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpService").finish_non_exhaustive()
    }
}

impl Service<http::Request<Body>> for HttpService {
    type Response = http::Response<Body>;
    type Error = platform::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let connections = self.0.clone();
        Box::pin(async move {
            let request = platform::Request::try_from(request)?;
            platform::execute(&connections.here()?, request).await.map(http::Response::from)
        })
    }
}
