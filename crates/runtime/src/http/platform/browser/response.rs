//! A response, with the methods that `reqwest::Response` has on other platforms.

use bytes::Bytes;
use reqwest::header::{CONTENT_LENGTH, HeaderMap};
use reqwest::{StatusCode, Url};

use super::body::{Body, Error};

/// A response whose body may still be arriving.
pub(crate) struct Response {
    http: http::Response<Body>,
    url: Url,
}

/// The URL of a response of the HTTP client, as an extension of it.
#[derive(Clone)]
struct Source(Url);

impl Response {
    pub(super) fn new(http: http::Response<Body>, url: Url) -> Self {
        Self { http, url }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.http.status()
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        self.http.headers()
    }

    pub(crate) fn headers_mut(&mut self) -> &mut HeaderMap {
        self.http.headers_mut()
    }

    /// The URL that it came from, which differs from the request's after redirects.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// The length of the body in bytes, if known.
    pub(crate) fn content_length(&self) -> Option<u64> {
        self.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// The next piece of the body; `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.http.body_mut().chunk().await
    }
}

impl From<Response> for http::Response<Body> {
    fn from(response: Response) -> Self {
        let mut http = response.http;
        http.extensions_mut().insert(Source(response.url));
        http
    }
}

/// A response of a transport. If it has no URL, that of the request is used.
pub(crate) fn received(response: http::Response<Body>, url: Url) -> Response {
    let source = response.extensions().get::<Source>().map(|source| source.0.clone());
    Response::new(response, source.unwrap_or(url))
}
