//! The hold on the calls of a session while the server accepts none.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::deadline::after;
use crate::http::platform::{Instant, timeout_at};
use crate::http::transport::Reason;

/// The hold on the calls of a session while the server accepts none.
#[derive(Default)]
pub(crate) struct Hold {
    held: Mutex<Option<Held>>,
    cleared: Notify,
}

#[derive(Clone, Copy)]
struct Held {
    /// The moment until which the server accepts no call.
    until: Instant,
    /// The moment from which a call is sent anyway, as a trial.
    ends: Instant,
}

impl Hold {
    /// Holds calls for as long as the server asks, but at most for `at_most`, so that one response cannot
    /// silence a client for a day.
    pub(crate) fn begin(&self, asked: Duration, at_most: Duration) {
        let (until, ends) = (after(asked), after(asked.min(at_most)));
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(match *held {
            Some(held) => Held { until: held.until.max(until), ends: held.ends.max(ends) },
            None => Held { until, ends },
        });
    }

    /// Ends the hold, also for calls that are waiting.
    pub(crate) fn clear(&self) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.cleared.notify_waiters();
    }

    fn now(&self) -> Option<Held> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_some_and(|held| held.ends <= Instant::now()) {
            *held = None;
        }
        *held
    }

    /// Waits while the server accepts no calls. If that is beyond the deadline, the call ends here, and
    /// nothing is sent.
    pub(crate) async fn pass(&self, deadline: Instant) -> Result<(), Reason> {
        let mut spread = Duration::from_millis(250);
        loop {
            let cleared = self.cleared.notified();
            match self.now() {
                None => return Ok(()),
                Some(held) if held.until >= deadline => {
                    let wait = held.until.saturating_duration_since(Instant::now());
                    return Err(Reason::Held { wait });
                }
                // Calls are spread out, because the server has just said that there were too many. A call
                // that has been held before goes first, so that none waits forever.
                Some(held) => {
                    let until = held.until + spread.mul_f64(fastrand::f64());
                    let _ = timeout_at(until.min(deadline), cleared).await;
                    spread /= 4;
                }
            }
        }
    }
}
