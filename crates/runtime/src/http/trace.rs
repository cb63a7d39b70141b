//! Spans and events for `tracing`, behind the feature of that name; nothing without it.
//!
//! A call is a span that contains a span for each attempt. Their fields have the names of OpenTelemetry's
//! semantic conventions for HTTP clients, but none has a whole URL: `url.full` would show values of the
//! query. Headers, bodies and values of a path or query are never recorded.

use std::time::Duration;

use crate::http::response::Response;
use crate::http::send_error::{AttemptError, SendError};
use crate::http::session::call::Call;

/// A call, or one of its attempts.
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
mod told {
    use tracing::Instrument as _;
    use tracing::field::{Empty, display};

    use super::*;
    use crate::http::transport::Reason;

    /// The target of spans and events, for filters.
    const TARGET: &str = "guestlist_runtime";

    /// A span with the common fields of calls and attempts.
    macro_rules! span {
        ($name:literal, $call:expr, $shown:expr, $kind:literal, $($own:tt)*) => {{
            let url = $call.request.url();
            tracing::info_span!(
                target: TARGET,
                $name,
                "otel.name" = $shown,
                "otel.kind" = $kind,
                "otel.status_code" = Empty,
                "http.request.method" = %$call.request.method(),
                "url.template" = $call.route,
                "server.address" = url.host_str(),
                "server.port" = url.port_or_known_default().map(i64::from),
                "http.response.status_code" = Empty,
                "error.type" = Empty,
                $($own)*
            )
        }};
    }

    impl Span {
        pub(crate) fn of_call(call: &Call) -> Self {
            Self { span: span!("call", call, call.operation, "internal", attempts = Empty) }
        }

        pub(crate) fn of_attempt(call: &Call, number: u32) -> Self {
            let name = format_args!("{} {}", call.request.method(), call.route);
            let span = span!("attempt", call, name, "client", "http.request.resend_count" = Empty);
            if number > 1 {
                span.record("http.request.resend_count", i64::from(number - 1));
            }
            Self { span }
        }

        /// Runs a future inside the span.
        pub(crate) fn around<F: Future>(
            &self,
            future: F,
        ) -> impl Future<Output = F::Output> + use<F> {
            future.instrument(self.span.clone())
        }

        /// Records how an attempt ended.
        pub(crate) fn attempt_ends(&self, outcome: Result<&Response, &AttemptError>) {
            match outcome {
                Ok(response) => self.responded(response),
                Err(AttemptError::InvalidRequest(_)) => self.failed("invalid_request"),
                Err(AttemptError::Transport(reason)) => self.failed(reason.name()),
            }
            let _inside = self.span.enter();
            match outcome {
                Ok(response) => {
                    tracing::debug!(target: TARGET, bytes = response.body().len(), "response");
                }
                Err(error) => {
                    let connected = !error.reason().is_some_and(Reason::is_connect);
                    tracing::warn!(target: TARGET, connected, "no response");
                }
            }
        }

        /// Records how a call ended.
        pub(crate) fn call_ends(&self, outcome: Result<&Response, &SendError>) {
            match outcome {
                Ok(response) => {
                    self.span.record("attempts", i64::from(response.attempts()));
                    self.responded(response);
                }
                Err(SendError::InvalidRequest(_)) => self.failed("invalid_request"),
                Err(SendError::Transport(error)) => {
                    self.span.record("attempts", i64::from(error.attempts()));
                    self.failed(error.name());
                }
            }
        }

        fn responded(&self, response: &Response) {
            let status = response.status();
            self.span.record("http.response.status_code", i64::from(status.as_u16()));
            if status.is_client_error() || status.is_server_error() {
                self.span.record("error.type", display(status.as_u16()));
                self.span.record("otel.status_code", "ERROR");
            }
        }

        fn failed(&self, name: &'static str) {
            self.span.record("error.type", name);
            self.span.record("otel.status_code", "ERROR");
        }
    }

    pub(crate) fn wait(wait: Duration) {
        tracing::info!(target: TARGET, milliseconds = wait.as_millis() as u64, "waiting before another attempt");
    }
}

#[cfg(not(feature = "tracing"))]
mod told {
    use super::*;

    impl Span {
        pub(crate) fn of_call(_: &Call) -> Self {
            Self {}
        }

        pub(crate) fn of_attempt(_: &Call, _: u32) -> Self {
            Self {}
        }

        pub(crate) fn around<F: Future>(&self, future: F) -> F {
            future
        }

        pub(crate) fn attempt_ends(&self, _: Result<&Response, &AttemptError>) {}

        pub(crate) fn call_ends(&self, _: Result<&Response, &SendError>) {}
    }

    pub(crate) fn wait(_: Duration) {}
}

pub(crate) use told::wait;
