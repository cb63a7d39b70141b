//! The hold on the calls of a session while the server wants none.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::deadline::after;
use crate::http::platform::{Instant, timeout_at};
use crate::http::transport::Reason;

/// The hold on the calls of a session while the server wants none.
#[derive(Default)]
pub(crate) struct Hold {
    held: Mutex<Option<Held>>,
    cleared: Notify,
}

#[derive(Clone, Copy)]
struct Held {
    /// The moment until which the server wants no call.
    until: Instant,
    /// The moment from which on a call is sent all the same, to see.
    ends: Instant,
}

impl Hold {
    /// Holds calls for as long as the server asks, but at most for a time of its own: what one
    /// response says does not silence a client for a day.
    pub(crate) fn begin(&self, asked: Duration, at_most: Duration) {
        let (until, ends) = (after(asked), after(asked.min(at_most)));
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(match *held {
            Some(held) => Held { until: held.until.max(until), ends: held.ends.max(ends) },
            None => Held { until, ends },
        });
    }

    /// Ends it, for the calls that wait as well.
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

    /// Waits while the server wants no calls. When that is longer than the call may take, the call
    /// ends here, and nothing is sent.
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
                // Not all at the same moment: the server has just said that it was too much. But
                // who has been held before goes first, so that nobody waits for ever.
                Some(held) => {
                    let until = held.until + spread.mul_f64(fastrand::f64());
                    let _ = timeout_at(until.min(deadline), cleared).await;
                    spread /= 4;
                }
            }
        }
    }
}
