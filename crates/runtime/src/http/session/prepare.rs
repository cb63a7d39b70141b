//! Turning the request of an operation into a call with the caller's headers, credentials and timeouts.

use std::borrow::Cow;

use reqwest::header::{AUTHORIZATION, COOKIE};

use crate::http::caller_secrets::secrets_in;
use crate::http::invalid_request::InvalidRequest;
use crate::http::link::root;
use crate::http::request::Request;
use crate::http::retry::is_idempotent;
use crate::http::session::Session;
use crate::http::session::call::Call;
use crate::http::session::copy::{accept_gzip, tell_length};
use crate::http::session::deadline::after;

impl Session {
    /// Turns a request into a call. If it is open, the caller reads the body of a success.
    pub(super) fn prepare(
        &self,
        mut request: Request,
        is_open: bool,
    ) -> Result<Call, InvalidRequest> {
        let mut http = request.build(|own| match own {
            Some(own) => self.server(own),
            None => Cow::Borrowed(self.base_url()),
        })?;
        let Request { operation, is_idempotent: says_so, redirects, options, .. } = request;
        let root = request.has_links.then(|| root(http.url(), request.route));
        if let Some(link) = options.link {
            // This comes before the credentials, because some are in the query.
            *http.url_mut() = link.into_url();
        }
        for (name, value) in &options.headers {
            http.headers_mut().insert(name.clone(), value.clone());
        }
        let secrets = self.0.secrets.and(secrets_in(http.headers()));
        let has_authorization = http.headers().contains_key(AUTHORIZATION);
        let has_cookies = options.headers.contains_key(COOKIE);
        self.sign(&mut http, operation, has_cookies)?;
        accept_gzip(http.headers_mut(), is_open);
        if request.upload.is_none() {
            tell_length(&mut http);
        }
        let timeout = options.timeout.unwrap_or(self.0.timeout);
        Ok(Call {
            idempotent: says_so || is_idempotent(http.method()),
            request: http,
            upload: request.upload,
            operation,
            route: request.route,
            root,
            is_open,
            redirects,
            has_authorization,
            has_cookies,
            retry: options.retry.unwrap_or(self.0.retry),
            timeout,
            deadline: after(timeout),
            salvage: options.salvage,
            resumes: options.resumes,
            reconnects: options.reconnects,
            idle_timeout: options.idle_timeout.unwrap_or(timeout),
            secrets,
        })
    }
}
