//! How a command ended.

/// What the exit code says.
pub(crate) enum Outcome {
    Well,
    Broken,
    Stale,
}
