//! Calls whose response is read while it arrives.
//!
//! A response that is not a success is read whole, as usual. A call can be sent again to request the missing
//! part.

use std::sync::Arc;

use reqwest::header::{HeaderName, HeaderValue};

use crate::http::error::Error;
use crate::http::from_response::{FromResponse, successful};
use crate::http::request::Request;
use crate::http::response::Response;
use crate::http::send_error::{AttemptError, SendError};
use crate::http::session::call::Call;
use crate::http::session::open_body::OpenBody;
use crate::http::session::{Sent, Session};

/// A response whose body still has to be read if it is a success.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) response: Response,
    pub(crate) body: Option<OpenBody>,
    pub(crate) origin: Origin,
}

/// The call of a body.
#[derive(Clone)]
pub(crate) struct Origin {
    session: Session,
    call: Arc<Call>,
}

impl std::fmt::Debug for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Origin").field("operation", &self.call.operation).finish_non_exhaustive()
    }
}

/// A request whose response is read while it arrives. It is sent when the value made from it is awaited.
#[derive(Debug)]
pub struct Opening<'a> {
    session: &'a Session,
    request: Request,
}

impl Session {
    /// A request whose response is read while it comes.
    #[doc(hidden)]
    pub fn open(&self, request: Request) -> Opening<'_> {
        Opening { session: self, request }
    }
}

impl Opening<'_> {
    /// Sends the request, with retries, and returns the response as soon as it begins.
    pub(crate) async fn opened(self) -> Result<Opened, SendError> {
        let Self { session, request } = self;
        let call = Arc::new(session.prepare(request, true)?);
        let origin = Origin { session: session.clone(), call };
        let call = &origin.call;
        let sent = Box::pin(session.call(call)).await;
        let sent = sent.map_err(|error| error.with_secrets(&call.secrets))?;
        Ok(Opened::of(sent, origin))
    }
}

impl Opened {
    fn of(sent: Sent, origin: Origin) -> Self {
        let idle_timeout = origin.call.idle_timeout;
        let body = sent.open.map(|response| OpenBody::new(response, idle_timeout));
        Self { response: sent.response, body, origin }
    }

    /// The body of a success; any other response is an error.
    pub(crate) fn successful<E: FromResponse>(
        self,
    ) -> Result<(Response, Option<OpenBody>, Origin), Error<E>> {
        Ok((successful(self.response)?, self.body, self.origin))
    }
}

impl Origin {
    /// Whether sending the request twice has the same effect as sending it once.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.call.idempotent && self.call.upload.is_none()
    }

    /// The limit in bytes of a part of a body that is kept in memory.
    pub(crate) fn body_limit(&self) -> usize {
        self.session.0.body_limit
    }

    /// The retry policy for repeated requests.
    pub(crate) fn retry(&self) -> crate::http::retry::Retry {
        self.call.retry
    }

    /// How often the rest of an interrupted body is requested.
    pub(crate) fn resumes(&self) -> u32 {
        if self.is_idempotent() { self.call.resumes } else { 0 }
    }

    /// How often an event stream is requested again.
    pub(crate) fn reconnects(&self) -> u32 {
        if self.is_idempotent() { self.call.reconnects } else { 0 }
    }

    /// The time that a call may take until its response begins.
    pub(crate) fn timeout(&self) -> std::time::Duration {
        self.call.timeout
    }

    /// Whether the request has a header.
    pub(crate) fn has_header(&self, name: &HeaderName) -> bool {
        self.call.request.headers().contains_key(name)
    }

    /// Sends the request again, with these headers.
    pub(crate) async fn again(
        &self,
        headers: &[(HeaderName, HeaderValue)],
    ) -> Result<Opened, SendError> {
        let mut call = self.call.again().map_err(|reason| AttemptError::from(reason).after(0))?;
        for (name, value) in headers {
            call.request.headers_mut().insert(name.clone(), value.clone());
        }
        let sent = Box::pin(self.session.call(&call)).await;
        let sent = sent.map_err(|error| error.with_secrets(&call.secrets))?;
        Ok(Opened::of(sent, self.clone()))
    }
}
