//! Moments up to which something is waited for.

use std::time::Duration;

use tokio::time::Instant;

/// The moment when a time from now on is over; for a time without end, one that nobody waits for.
pub(crate) fn after(time: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(time).unwrap_or_else(|| now + Duration::from_secs(60 * 60 * 24 * 365 * 30))
}
