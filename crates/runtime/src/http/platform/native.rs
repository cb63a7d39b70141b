//! An operating system: reqwest's HTTP client, and tokio's timers and tasks.

mod connections;

pub(crate) use std::hash::RandomState as Keys;

use reqwest::{ResponseBuilderExt, Url};

pub(crate) use connections::{Connections, Make};
pub use reqwest::Body;
pub(crate) use reqwest::{Error, Request, Response};
pub(crate) use tokio::time::{Instant, sleep, sleep_until, timeout, timeout_at};

/// Sends a request once.
pub(crate) fn execute(
    http: &reqwest::Client,
    request: Request,
) -> impl Future<Output = Result<Response, Error>> + use<> {
    http.execute(request)
}

/// The bytes of a body, read to its end through a reqwest response.
#[cfg(feature = "mock")]
pub(crate) async fn read(body: Body) -> Result<bytes::Bytes, Error> {
    Response::from(http::Response::new(body)).bytes().await
}

/// Whether no connection was made.
pub(crate) fn is_connect(error: &Error) -> bool {
    error.is_connect()
}

/// Runs a future that continues even if nobody waits for it any more; `None` if it was aborted.
pub(crate) async fn spawn<F>(future: F) -> Option<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    tokio::spawn(future).await.ok()
}

/// The host of a transport's response that does not say where it came from.
const NOWHERE: &str = "no.url.provided.local";

/// A response of a transport as a reqwest response. If it has no URL, that of the request is used.
pub(crate) fn received(response: http::Response<Body>, url: Url) -> Response {
    let received = Response::from(response);
    if received.url().host_str() != Some(NOWHERE) {
        return received;
    }
    let (parts, body) = http::Response::from(received).into_parts();
    let with_url = ResponseBuilderExt::url(http::Response::builder(), url).body(body);
    let Ok(mut response) = with_url else {
        return http::Response::from_parts(parts, Body::default()).into();
    };
    *response.status_mut() = parts.status;
    *response.headers_mut() = parts.headers;
    *response.version_mut() = parts.version;
    response.into()
}
