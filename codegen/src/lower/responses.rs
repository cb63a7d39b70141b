//! The responses of an operation: those of success, and those of failure.

use crate::openapi::document::operation::{Operation, Response};

/// The responses of an operation, each with its status as the document writes it.
pub(crate) struct Responses<'a> {
    pub(crate) successes: Vec<(&'a String, &'a Response)>,

    /// Those of `4XX`, `5XX` and `default`.
    pub(crate) errors: Vec<(&'a String, &'a Response)>,

    /// Whether there are others, such as redirects.
    pub(crate) has_others: bool,
}

impl<'a> Responses<'a> {
    pub(crate) fn of(operation: &'a Operation) -> Self {
        let (mut successes, mut errors, mut has_others) = (Vec::new(), Vec::new(), false);
        for (status, response) in &operation.responses {
            match status.as_bytes() {
                [b'2', ..] => successes.push((status, response)),
                [b'4' | b'5', ..] | b"default" => errors.push((status, response)),
                // An extension.
                [b'x', b'-', ..] => {}
                _ => has_others = true,
            }
        }
        Self { successes, errors, has_others }
    }
}
