//! The input of the execution: two versions of a description, and known bodies of its operations.

use guestlist_codegen::{Compared, Direction};

/// Two versions of a description, and known bodies.
pub struct Comparison<'a> {
    /// The name of the description; empty where there is only one.
    pub name: &'a str,
    /// The versions.
    pub compared: &'a Compared,
    /// Documented bodies, and bodies derived from them.
    pub bodies: Vec<Body>,
}

/// A body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The `operationId`.
    pub operation: String,
    /// The message that it is the body of.
    pub message: Message,
    /// The source, for people, such as `examples/CreateUser.request.json`.
    pub title: String,
    /// The JSON text.
    pub json: String,
    /// The change that was made to it; none if it is as documented.
    pub mutation: Option<&'static str>,
}

/// The message of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Message {
    /// A request.
    Request,
    /// A response with this status.
    Status(u16),
}

impl Message {
    /// The direction of the message.
    pub fn direction(self) -> Direction {
        match self {
            Self::Request => Direction::Request,
            Self::Status(_) => Direction::Response,
        }
    }

    /// The name of the message in a comparison, for an operation such as `GET /users`.
    pub(super) fn subject(self, route: &str) -> String {
        match self {
            Self::Request => format!("the request body of `{route}`"),
            Self::Status(status) => format!("the response {status} of `{route}`"),
        }
    }
}
