//! Events for `tracing`, behind the feature of that name; nothing without it. They name the
//! operation, the attempt, the status and times: no header, no body, no URL.

use std::time::Duration;

use crate::http::response::Response;
use crate::http::send_error::AttemptError;
#[cfg(feature = "tracing")]
use crate::http::transport::Reason;

#[cfg(feature = "tracing")]
pub(crate) fn attempt(
    operation: &'static str,
    attempt: u32,
    outcome: Result<&Response, &AttemptError>,
) {
    match outcome {
        Ok(response) => {
            let status = response.status().as_u16();
            tracing::debug!(operation, attempt, status, bytes = response.body().len(), "response");
        }
        Err(error) => {
            let connected = !error.reason().is_some_and(Reason::is_connect);
            tracing::warn!(operation, attempt, connected, "no response");
        }
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn attempt(_: &'static str, _: u32, _: Result<&Response, &AttemptError>) {}

#[cfg(feature = "tracing")]
pub(crate) fn wait(operation: &'static str, wait: Duration) {
    tracing::info!(
        operation,
        milliseconds = wait.as_millis() as u64,
        "waiting before another attempt"
    );
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn wait(_: &'static str, _: Duration) {}
