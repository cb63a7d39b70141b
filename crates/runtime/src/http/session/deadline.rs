//! Deadlines.

use std::time::Duration;

use crate::http::platform::Instant;

/// The moment after a time from now; for an infinite time, one in the far future.
pub(crate) fn after(time: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(time).unwrap_or_else(|| now + Duration::from_secs(60 * 60 * 24 * 365 * 30))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_end_outlasts_everybody() {
        const YEAR: Duration = Duration::from_secs(31_536_000);
        let (soon, late) = (Duration::from_secs(60), 29 * YEAR);
        let now = Instant::now();
        assert!(now + soon <= after(soon) && after(soon) < now + 2 * soon);
        assert!(now + late < after(Duration::MAX));
    }
}
