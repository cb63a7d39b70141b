//! Arguments of a call that make no request.

use std::fmt;

/// Arguments that make no request: why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest(pub String);

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidRequest {}

/// Of a header parameter that is not printable.
impl From<reqwest::header::InvalidHeaderValue> for InvalidRequest {
    fn from(_: reqwest::header::InvalidHeaderValue) -> Self {
        Self("a header parameter holds a character that no header may".to_owned())
    }
}
