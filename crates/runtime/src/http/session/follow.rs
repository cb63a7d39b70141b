//! Following redirects of a `GET` or `HEAD`: within the origin of the request with the credentials of its
//! operation, and to another origin without any, if the caller or the description allows it.
//!
//! Requests that change something are sent only once, and credentials are only for the server that they were
//! given for. So any other redirect is returned as a response.

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderName, IF_MATCH, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, RANGE, USER_AGENT,
};
use reqwest::{Method, Url};

use crate::http::credential::AppliedCredential;
use crate::http::link::is_same_origin;
use crate::http::platform::{Request, Response};
use crate::http::send_error::AttemptError;
use crate::http::sender::Sender;
use crate::http::service::Attempt;
use crate::http::session::Session;
use crate::http::session::call::Call;
use crate::http::session::copy::{copy, location};

/// The greatest number of redirects that one call follows.
const MOST: usize = 10;

/// The headers that say what is wanted, but cannot identify the caller.
const PLAIN: [HeaderName; 10] = [
    ACCEPT,
    ACCEPT_ENCODING,
    ACCEPT_LANGUAGE,
    IF_MATCH,
    IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
    IF_RANGE,
    IF_UNMODIFIED_SINCE,
    RANGE,
    USER_AGENT,
];

/// The target of a redirect that is followed.
pub(super) enum Target {
    /// To the scheme, host and port of the request.
    Within(Url),
    /// To another origin.
    Elsewhere(Url),
}

impl Session {
    /// The target of a response that is a redirect to be followed.
    pub(super) fn target(&self, call: &Call, response: &Response) -> Option<Target> {
        let status = response.status();
        let is_redirect = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
        let is_safe = matches!(*call.request.method(), Method::GET | Method::HEAD);
        if !is_redirect || !is_safe || call.redirects.list(status) {
            return None;
        }
        let url = location(response)?;
        let from = call.request.url();
        // Once a redirect has left the origin, no later one is trusted.
        if is_same_origin(&url, from) && is_same_origin(response.url(), from) {
            return Some(Target::Within(url));
        }
        let is_weaker = from.scheme() == "https" && url.scheme() != "https";
        let follows = self.0.follows_elsewhere || call.redirects.elsewhere;
        let is_allowed = follows && !is_weaker && !self.has_key_in_url(call);
        is_allowed.then_some(Target::Elsewhere(url))
    }

    /// Whether the URL of a call contains a credential, which a server may repeat in the URL of its redirect.
    fn has_key_in_url(&self, call: &Call) -> bool {
        self.carried_by(call.operation).any(AppliedCredential::is_in_query)
    }

    /// Sends a request to the target of a redirect.
    pub(super) async fn follow(
        &self,
        sender: &Sender,
        call: &Call,
        attempt: Attempt,
        mut target: Target,
    ) -> Result<Response, AttemptError> {
        let mut redirects = 1;
        loop {
            let request = match target {
                Target::Within(url) => {
                    let fetched = self.fetch(sender, call, None).await?;
                    let mut copy = copy(&call.request, None)?;
                    *copy.url_mut() = url;
                    self.sign_query(&mut copy, call.operation)?;
                    fetched.sign(&mut copy)?;
                    copy
                }
                Target::Elsewhere(url) => plain(&call.request, url),
            };
            let response = sender.send(request, Some((attempt, &call.secrets))).await;
            let response = response.map_err(|error| self.broke_off(error))?;
            self.0.connections.has_responded(&response);
            match self.target(call, &response) {
                Some(next) if redirects < MOST => target = next,
                _ => return Ok(response),
            }
            redirects += 1;
        }
    }
}

/// A copy of a request to another URL, without anything that identifies the caller.
fn plain(request: &Request, url: Url) -> Request {
    let mut plain = Request::new(request.method().clone(), url);
    for name in PLAIN {
        if let Some(value) = request.headers().get(&name) {
            plain.headers_mut().insert(name, value.clone());
        }
    }
    plain
}
