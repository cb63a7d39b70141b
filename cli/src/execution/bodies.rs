//! What is run: two versions of a description, and bodies that are known of its operations.

use guestlist_codegen::{Compared, Direction};

/// Two versions of a description, and bodies that are known of it.
pub struct Comparison<'a> {
    /// The name of the description; empty where there is only one.
    pub name: &'a str,
    /// The versions.
    pub compared: &'a Compared,
    /// Bodies that somebody documented, or that were made of such.
    pub bodies: Vec<Body>,
}

/// A body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The `operationId`.
    pub operation: String,
    /// What it is the body of.
    pub message: Message,
    /// Where it is from, for people, such as `examples/CreateUser.request.json`.
    pub title: String,
    /// The JSON text.
    pub json: String,
    /// What was changed in it; none where it is as documented.
    pub mutation: Option<&'static str>,
}

/// What a body belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Message {
    /// A request.
    Request,
    /// A response of this status.
    Status(u16),
}

impl Message {
    /// Which way it travels.
    pub fn direction(self) -> Direction {
        match self {
            Self::Request => Direction::Request,
            Self::Status(_) => Direction::Response,
        }
    }

    /// What a comparison calls it, for an operation such as `GET /users`.
    pub(super) fn subject(self, route: &str) -> String {
        match self {
            Self::Request => format!("the request body of `{route}`"),
            Self::Status(status) => format!("the response {status} of `{route}`"),
        }
    }
}
