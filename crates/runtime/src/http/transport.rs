//! Errors of requests or responses that did not get through.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

#[cfg(not(target_arch = "wasm32"))]
mod progress;
#[cfg(target_arch = "wasm32")]
mod unknown_progress;

use crate::ground::error_chain::innermost;
use crate::ground::shown::visible;
use crate::http::masking::Secrets;
use crate::http::platform;
use crate::http::retry::{Progress, may_pass};
use crate::http::sender::ExchangeError;
use crate::http::service::BoxError;
use crate::http::token::TokenError;
#[cfg(target_arch = "wasm32")]
use unknown_progress as progress;

/// The error of a request or a response that did not get through.
pub struct TransportError(Box<Details>);

struct Details {
    reason: Reason,
    attempts: u32,
    /// Whether the body of the request is a stream that has been read from.
    is_upload_begun: bool,
    /// The secrets that are masked in it.
    secrets: Secrets,
}

/// What happened.
#[derive(Debug)]
pub(crate) enum Reason {
    Exchange(ExchangeError),
    /// A connection that was kept from an earlier call closed before the response began.
    Stale(ExchangeError),
    /// The body claims to be gzip, but is not.
    #[cfg(feature = "gzip")]
    Gzip(std::io::Error),
    Timeout,
    /// A body made no progress.
    Idle {
        timeout: Duration,
    },
    TooLarge {
        limit: usize,
    },
    /// An item of a stream is too large.
    ItemTooLarge {
        limit: usize,
    },
    Token(Arc<TokenError>),
    /// The caller's provider has no credential for a scheme.
    Provider(&'static str, BoxError),
    /// Another call was told to wait longer than this one may take.
    Held {
        wait: Duration,
    },
    /// There is no HTTP client for this runtime.
    NoClient(reqwest::Error),
    NotSent(&'static str),
}

impl Reason {
    /// The URL is removed, because it may contain private data, and the caller knows it.
    pub(crate) fn exchange(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Http(error) if error.is_timeout() && !platform::is_connect(&error) => {
                Self::Timeout
            }
            error => Self::Exchange(error.without_url()),
        }
    }

    /// For a body that breaks off.
    pub(crate) fn http(error: platform::Error) -> Self {
        Self::exchange(error.into())
    }

    /// For a request without a response; `is_kept` tells whether the connection with a local address was used
    /// before.
    pub(crate) fn of_request(
        error: ExchangeError,
        is_kept: impl FnOnce(SocketAddr) -> bool,
    ) -> Self {
        let closed = progress::closed_connection(&error);
        match Self::exchange(error) {
            Self::Exchange(error) if closed.is_some_and(is_kept) => Self::Stale(error),
            reason => reason,
        }
    }

    pub(crate) fn is_connect(&self) -> bool {
        match self {
            Self::NoClient(error) => platform::is_connect(error),
            reason => reason.exchange_error().is_some_and(progress::is_connect),
        }
    }

    /// Whether the server has certainly not processed the request.
    pub(crate) fn is_unprocessed(&self) -> bool {
        self.exchange_error().is_some_and(progress::is_unprocessed)
    }

    /// The progress of the request.
    pub(crate) fn progress(&self) -> Progress {
        match self {
            _ if self.is_unprocessed() => Progress::Unprocessed,
            Self::Stale(_) => Progress::Stale,
            _ => Progress::Unknown,
        }
    }

    /// The kind of fault, as named in traces.
    #[cfg(feature = "tracing")]
    pub(crate) fn name(&self) -> &'static str {
        match self {
            _ if self.is_connect() => "connect",
            _ if self.is_unprocessed() => "unprocessed",
            Self::Exchange(_) | Self::Stale(_) => "broken_off",
            #[cfg(feature = "gzip")]
            Self::Gzip(_) => "broken_off",
            Self::Timeout => "timeout",
            Self::Idle { .. } => "idle_timeout",
            Self::TooLarge { .. } | Self::ItemTooLarge { .. } => "too_large",
            Self::Token(_) | Self::Provider(..) => "no_token",
            Self::Held { .. } => "held",
            Self::NoClient(_) | Self::NotSent(_) => "not_sent",
        }
    }

    /// The error of the sender, in a call or in the exchange for its token.
    fn exchange_error(&self) -> Option<&ExchangeError> {
        match self {
            Self::Exchange(error) | Self::Stale(error) => Some(error),
            Self::Token(error) => error.exchange(),
            _ => None,
        }
    }

    /// The external error that caused it.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            #[cfg(feature = "gzip")]
            Self::Gzip(error) => Some(error),
            Self::NoClient(error) => Some(error),
            Self::Provider(_, error) => Some(&**error),
            reason => reason.exchange_error().map(ExchangeError::error),
        }
    }
}

impl TransportError {
    pub(crate) fn new(reason: Reason, attempts: u32) -> Self {
        let (is_upload_begun, secrets) = (false, Secrets::default());
        Self(Box::new(Details { reason, attempts, is_upload_begun, secrets }))
    }

    pub(crate) fn with_begun_upload(mut self, is_begun: bool) -> Self {
        self.0.is_upload_begun = is_begun;
        self
    }

    /// A reason can contain text of the peer too, such as why it closes an HTTP/2 connection.
    pub(crate) fn with_secrets(mut self, secrets: Secrets) -> Self {
        self.0.secrets = secrets;
        self
    }

    fn causes(&self, error: &(dyn std::error::Error + 'static)) -> String {
        visible(&self.0.secrets.mask(&innermost(error))).into_owned()
    }

    /// Returns `true` if no connection was made, so that the server has seen nothing.
    pub fn is_connect(&self) -> bool {
        self.0.reason.is_connect()
    }

    /// Returns `true` if the server has certainly not processed the request: no connection was made, or it
    /// closed before the request was sent, or the server says so over HTTP/2 (`REFUSED_STREAM`, or `GOAWAY`
    /// with a lower stream: RFC 9113, section 8.7).
    ///
    /// Such a call is sent again, whatever its method, as often as [`Retry`](crate::Retry) allows.
    pub fn is_unprocessed(&self) -> bool {
        self.0.reason.is_unprocessed()
    }

    /// Returns `true` if the time was up.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.reason, Reason::Timeout | Reason::Idle { .. })
    }

    /// Returns `true` if the response was larger than the client accepts.
    pub fn is_too_large(&self) -> bool {
        matches!(self.0.reason, Reason::TooLarge { .. } | Reason::ItemTooLarge { .. })
    }

    /// Returns `true` if the call was not sent because the server had asked another one to wait.
    pub fn is_held(&self) -> bool {
        matches!(self.0.reason, Reason::Held { .. })
    }

    /// Returns `true` if there was no token for the request.
    pub fn is_token(&self) -> bool {
        matches!(self.0.reason, Reason::Token(_) | Reason::Provider(..))
    }

    /// The kind of fault, as named in traces.
    #[cfg(feature = "tracing")]
    pub(crate) fn name(&self) -> &'static str {
        self.0.reason.name()
    }

    /// Whether the same call may succeed later.
    pub(crate) fn is_retryable(&self) -> bool {
        let refused = match &self.0.reason {
            Reason::Token(error) => error.status(),
            _ => None,
        };
        self.is_unprocessed() || self.is_held() || refused.is_some_and(may_pass)
    }

    /// The number of attempts to send the request.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.reason {
            Reason::Timeout => f.write_str("the time of the call was up")?,
            Reason::Idle { timeout } => {
                write!(f, "the body stood still for {:.1} s", timeout.as_secs_f64())?;
            }
            Reason::Exchange(error) if progress::is_connect(error) => {
                write!(f, "no connection was made: {}", self.causes(error.error()))?;
            }
            Reason::Exchange(error) if progress::is_unprocessed(error) => {
                write!(
                    f,
                    "the server did not process the request: {}",
                    self.causes(error.error())
                )?;
            }
            Reason::Exchange(error) | Reason::Stale(error) => {
                write!(f, "the call broke off: {}", self.causes(error.error()))?;
            }
            #[cfg(feature = "gzip")]
            Reason::Gzip(error) => write!(f, "the call broke off: its gzip is broken: {error}")?,
            Reason::TooLarge { limit } => {
                write!(f, "the response is larger than the {limit} bytes that the client takes")?;
            }
            Reason::ItemTooLarge { limit } => {
                write!(f, "an item is larger than the {limit} bytes that the client takes")?;
            }
            Reason::Token(error) => {
                f.write_str(&visible(&self.0.secrets.mask(&error.to_string())))?;
            }
            Reason::Provider(name, error) => {
                write!(f, "no credential for `{name}`: {}", self.causes(&**error))?;
            }
            Reason::Held { wait } => {
                let seconds = wait.as_secs_f64();
                return write!(f, "nothing was sent: the server wants no calls for {seconds:.1} s");
            }
            Reason::NoClient(error) => {
                let why = self.causes(error);
                return write!(f, "the request cannot be sent: no HTTP client: {why}");
            }
            Reason::NotSent(why) => return write!(f, "the request cannot be sent: {why}"),
        }
        if self.0.is_upload_begun {
            f.write_str("; its body is a stream that was begun, so the call was not sent again")?;
        }
        match self.0.attempts {
            0 | 1 => Ok(()),
            attempts => write!(f, " (after {attempts} attempts)"),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("reason", &self.0.secrets.debug(&self.0.reason))
            .field("attempts", &self.0.attempts)
            .finish()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let error = self.0.reason.source()?;
        // The text of the source cannot be masked.
        let secrets = &self.0.secrets;
        let is_clean =
            secrets.are_none() || !secrets.are_in(&format!("{error:?} {}", innermost(error)));
        is_clean.then_some(error)
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// The result of a request to an address, with this timeout.
    fn outcome(url: &str, timeout: Duration) -> Reason {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let http = reqwest::Client::builder().no_proxy().timeout(timeout).build().unwrap();
        let sent = runtime.block_on(async { http.get(url).send().await });
        Reason::exchange(sent.unwrap_err().into())
    }

    #[test]
    fn the_time_limit_of_a_callers_own_client_is_a_timeout() {
        // It accepts the connection, and never responds.
        let silent = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", silent.local_addr().unwrap());
        assert!(matches!(outcome(&url, Duration::from_millis(20)), Reason::Timeout));
        drop(silent);
        assert!(matches!(outcome(&url, Duration::from_secs(20)), Reason::Exchange(_)));
    }
}
