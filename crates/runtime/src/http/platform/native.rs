//! An operating system: the HTTP client of reqwest, and the timers and tasks of tokio.

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

/// The bytes of a body. A response of reqwest's reads it to its end.
#[cfg(feature = "mock")]
pub(crate) async fn read(body: Body) -> Result<bytes::Bytes, Error> {
    Response::from(http::Response::new(body)).bytes().await
}

/// Whether an error is that no connection was made.
pub(crate) fn is_connect(error: &Error) -> bool {
    error.is_connect()
}

/// Runs a future that goes on where nobody waits for it any more; `None` where it was ended.
pub(crate) async fn spawn<F>(future: F) -> Option<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    tokio::spawn(future).await.ok()
}

/// Where the response of a transport came from that does not say it.
const NOWHERE: &str = "no.url.provided.local";

/// A response of a transport as reqwest has it. One that does not say where it came from is of the request's URL.
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
