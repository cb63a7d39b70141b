//! A request, with the methods that `reqwest::Request` has on other platforms.

use reqwest::header::HeaderMap;
use reqwest::{Method, Url};

use super::body::{Body, Error};

/// A request to be sent.
pub(crate) struct Request {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Body>,
}

impl Request {
    pub(crate) fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: HeaderMap::new(), body: None }
    }

    pub(crate) fn method(&self) -> &Method {
        &self.method
    }

    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    pub(crate) fn url_mut(&mut self) -> &mut Url {
        &mut self.url
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    pub(crate) fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    pub(crate) fn body_mut(&mut self) -> &mut Option<Body> {
        &mut self.body
    }

    /// A copy; none if its body is a stream.
    pub(crate) fn try_clone(&self) -> Option<Self> {
        let body = match &self.body {
            Some(body) => Some(body.try_clone()?),
            None => None,
        };
        let (method, url) = (self.method.clone(), self.url.clone());
        Some(Self { method, url, headers: self.headers.clone(), body })
    }

    /// The request for `fetch`. A stream is read to its end.
    pub(super) async fn whole(self) -> Result<reqwest::Request, Error> {
        let mut whole = reqwest::Request::new(self.method, self.url);
        *whole.headers_mut() = self.headers;
        if let Some(body) = self.body {
            *whole.body_mut() = Some(body.bytes().await?.into());
        }
        Ok(whole)
    }
}

impl TryFrom<Request> for http::Request<Body> {
    type Error = Error;

    fn try_from(request: Request) -> Result<Self, Error> {
        let body = request.body.unwrap_or_default();
        let builder = http::Request::builder().method(request.method).uri(request.url.as_str());
        let mut whole = builder.body(body)?;
        *whole.headers_mut() = request.headers;
        Ok(whole)
    }
}

impl TryFrom<http::Request<Body>> for Request {
    type Error = Error;

    fn try_from(request: http::Request<Body>) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let url = Url::parse(&parts.uri.to_string())?;
        Ok(Self { method: parts.method, url, headers: parts.headers, body: Some(body) })
    }
}
