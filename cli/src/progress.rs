//! The progress of a long compilation, as a line each second.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use guestlist_codegen::Progress;

use crate::shell;

/// The time before the first line, and between two lines.
const EVERY: Duration = Duration::from_secs(1);

/// Runs a task and prints its progress each second. A task of less than a second prints none.
pub(crate) fn watch<T>(progress: &Progress, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let (end, ended) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                let seconds = started.elapsed().as_secs();
                shell::status("Working", &line(progress.counts(), seconds));
            }
        });
        let result = work();
        drop(end);
        result
    })
}

fn line(counts: Option<(usize, usize)>, seconds: u64) -> String {
    match counts {
        None => format!("reading and checking, {seconds}s"),
        Some((done, total)) if done == total => {
            format!("all {total} models and operations made, {seconds}s")
        }
        Some((done, total)) => format!("{done} of {total} models and operations, {seconds}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_counts_and_time() {
        assert_eq!(line(None, 1), "reading and checking, 1s");
        assert_eq!(line(Some((412, 3930)), 2), "412 of 3930 models and operations, 2s");
        assert_eq!(line(Some((3930, 3930)), 3), "all 3930 models and operations made, 3s");
    }

    #[test]
    fn what_is_done_at_once_waits_for_nobody() {
        let started = Instant::now();
        assert_eq!(watch(&Progress::new(), || 3), 3);
        assert!(started.elapsed() < EVERY);
    }
}
