//! The interface between a session and the sender of its requests.
//!
//! Above it are credentials, retries, rate limits, redirects and decoding; below it is one HTTP exchange. A
//! transport never sends anything twice by itself.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tower_service::Service;

use crate::http::platform::Body;

/// An error of any type, as in `tower`.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A future response.
pub type Responding =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, BoxError>> + Send + 'static>>;

/// A sender of a client's requests, one HTTP exchange at a time.
///
/// Every `tower` service that takes an [`http::Request`] is a transport, whatever the body of its responses
/// is, so layers for timeouts, tracing, caching and recording fit in. It gets each attempt of a call with its
/// credentials, and the exchange for a token. The session handles the response: it retries, waits, follows a
/// redirect and decodes. So a transport should follow no redirects and retry nothing.
///
/// The [extensions](http::Request::extensions) of a request contain an [`Attempt`], except for the exchange
/// of client credentials for a token, which belongs to no operation.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request; the body of the response may still be arriving when it returns.
    fn send(&self, request: http::Request<Body>) -> Responding;
}

impl<S, B> Transport for S
where
    S: Service<
            http::Request<Body>,
            Response = http::Response<B>,
            Error: Into<BoxError>,
            Future: Send,
        > + Clone
        + Send
        + Sync
        + 'static,
    B: http_body::Body<Data: Into<Bytes>, Error: Into<BoxError>> + Send + 'static,
{
    fn send(&self, request: http::Request<Body>) -> Responding {
        let mut service = self.clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context)).await.map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(|body| Body::wrap(Shared::new(body))))
        })
    }
}

/// The call of a request, and the number of its attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub(crate) operation: &'static str,
    pub(crate) route: &'static str,
    pub(crate) number: u32,
}

impl Attempt {
    /// The name of the operation: that of the client's method.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The path of the operation in the description, such as `/guests/{id}`.
    pub fn route(&self) -> &'static str {
        self.route
    }

    /// The number of the attempt in its call, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }
}

/// A body that can be shared between threads, because only one of them reads it.
pub(crate) struct Shared<B>(Mutex<Pin<Box<B>>>);

impl<B> Shared<B> {
    pub(crate) fn new(body: B) -> Self {
        Self(Mutex::new(Box::pin(body)))
    }
}

impl<B: http_body::Body<Data: Into<Bytes>>> http_body::Body for Shared<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let body = self.0.get_mut().unwrap_or_else(|error| error.into_inner());
        let frame = body.as_mut().poll_frame(context);
        frame.map_ok(|frame| frame.map_data(Into::into))
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().is_ok_and(|body| body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().map(|body| body.size_hint()).unwrap_or_default()
    }
}
