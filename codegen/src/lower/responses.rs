//! The responses of an operation: successes and errors.

use crate::openapi::document::operation::{Operation, Response};
use crate::openapi::status::{Class, Status};

/// The responses of an operation, each with its status as written in the document.
pub(crate) struct Responses<'a> {
    pub(crate) successes: Vec<(&'a String, &'a Response)>,

    /// The responses of `4XX`, `5XX` and `default`.
    pub(crate) errors: Vec<(&'a String, &'a Response)>,

    /// The responses of `3XX`: redirects, and 304.
    pub(crate) redirects: Vec<(&'a String, &'a Response)>,

    /// Whether there are responses of other statuses.
    pub(crate) has_others: bool,

    /// Whether a success may arrive without its described JSON, although no response says so.
    pub(crate) may_lack_bodies: bool,
}

impl<'a> Responses<'a> {
    pub(crate) fn of(operation: &'a Operation) -> Self {
        let (mut successes, mut errors) = (Vec::new(), Vec::new());
        let (mut redirects, mut has_others) = (Vec::new(), false);
        for (status, response) in &operation.responses {
            match Status::of(status).map(Status::class) {
                Some(Class::Success) => successes.push((status, response)),
                Some(Class::Redirect) => redirects.push((status, response)),
                Some(Class::Error) => errors.push((status, response)),
                Some(Class::Informational) => has_others = true,
                None => has_others |= !status.starts_with("x-"),
            }
        }
        // `default` describes unlisted statuses, so it is the success if none is listed.
        let default = errors.iter().find(|(status, _)| *status == "default");
        if successes.is_empty() {
            successes.extend(default.filter(|(_, response)| !response.content.is_empty()));
        }
        Self { successes, errors, redirects, has_others, may_lack_bodies: false }
    }
}
