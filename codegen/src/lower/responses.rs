//! The responses of an operation: those of success, and those of failure.

use serde_json::{Map, Value};

use crate::openapi::value::entries;

/// The responses of an operation, each with its status as the document writes it.
pub(crate) struct Responses<'a> {
    pub(crate) successes: Vec<(&'a String, &'a Value)>,

    /// Those of `4XX`, `5XX` and `default`.
    pub(crate) errors: Vec<(&'a String, &'a Value)>,

    /// Whether there are others, such as redirects.
    pub(crate) has_others: bool,
}

impl<'a> Responses<'a> {
    pub(crate) fn of(operation: &'a Map<String, Value>) -> Self {
        let (mut successes, mut errors, mut has_others) = (Vec::new(), Vec::new(), false);
        for (status, response) in entries(operation.get("responses")) {
            match status.as_bytes() {
                [b'2', ..] => successes.push((status, response)),
                [b'4' | b'5', ..] | b"default" => errors.push((status, response)),
                _ => has_others = true,
            }
        }
        Self { successes, errors, has_others }
    }
}

/// Whether a response of success may come without its body.
pub(crate) fn may_be_empty(response: &Value) -> bool {
    response.get("x-guestlist-empty-body") == Some(&Value::Bool(true))
}
