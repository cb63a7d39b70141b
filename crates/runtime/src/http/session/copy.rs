//! Copies of a request, one for each attempt, and the URL that a response names.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderValue, LOCATION, RANGE};

use crate::http::platform::{Request, Response};
use crate::http::transport::Reason;
use crate::http::upload::Streamed;

/// A copy of a request, with a body that is a stream.
pub(super) fn copy(
    request: &Request,
    upload: Option<&Arc<dyn Streamed>>,
) -> Result<Request, Reason> {
    let mut copy = request.try_clone().ok_or(Reason::NotSent("its body is a stream"))?;
    if let Some(upload) = upload {
        let body = upload
            .clone()
            .body()
            .ok_or(Reason::NotSent("its body is a stream that was sent before"))?;
        *copy.body_mut() = Some(body);
    }
    Ok(copy)
}

/// Accepts a gzip response, unless the request has its own `accept-encoding` or a range, or its body is read
/// while it arrives.
pub(super) fn accept_gzip(headers: &mut HeaderMap, is_open: bool) {
    let coding = match () {
        () if is_open || headers.contains_key(RANGE) => "identity",
        () if cfg!(feature = "gzip") => "gzip",
        () => return,
    };
    headers.entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static(coding));
}

/// Adds `content-length: 0` to a request without content if its method gives content a meaning (RFC 9110,
/// section 8.6), because some servers respond with 411 otherwise.
pub(super) fn tell_length(request: &mut Request) {
    let is_empty = request.body().is_none_or(|body| body.as_bytes().is_some_and(<[u8]>::is_empty));
    if is_empty && matches!(request.method().as_str(), "POST" | "PUT" | "PATCH" | "QUERY") {
        request.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from_static("0"));
    }
}

/// The URL in the header `Location`, resolved against that of the request.
pub(super) fn location(response: &Response) -> Option<Url> {
    let target = response.headers().get(LOCATION)?.to_str().ok()?;
    response.url().join(target).ok()
}
