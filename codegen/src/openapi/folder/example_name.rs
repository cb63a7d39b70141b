//! The file name of an example.

use std::fmt;

/// `<operationId>.request[.<name>].json` or `<operationId>.<status>[.<name>].json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExampleName<'a> {
    pub(crate) operation: &'a str,
    pub(crate) message: Message,
}

/// The message of which the example is the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    Request,
    Response(u16),
}

impl Message {
    /// Its part of a file name.
    pub(crate) fn part(self) -> String {
        match self {
            Self::Request => "request".to_owned(),
            Self::Response(status) => status.to_string(),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request => f.write_str("request body"),
            Self::Response(status) => write!(f, "response {status}"),
        }
    }
}

impl<'a> ExampleName<'a> {
    /// Parses a file name; `None` if it is not the name of an example.
    pub(crate) fn parse(file: &'a str) -> Option<Self> {
        let mut parts = file.strip_suffix(".json")?.split('.');
        let operation = parts.next().filter(|part| !part.is_empty())?;
        let message = match parts.next()? {
            "request" => Message::Request,
            status => {
                Message::Response(status.parse().ok().filter(|status| (100..600).contains(status))?)
            }
        };
        let name = parts.next().unwrap_or("-");
        (!name.is_empty() && parts.next().is_none()).then_some(Self { operation, message })
    }
}
