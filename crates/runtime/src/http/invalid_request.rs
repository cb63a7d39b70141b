//! Invalid arguments of a call.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// The reason why arguments do not make a valid request.
///
/// Its `source` is the error that caused it, if there was one.
#[derive(Clone, Debug)]
pub struct InvalidRequest {
    reason: Box<str>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl InvalidRequest {
    /// Creates an error with a reason.
    #[must_use]
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into().into(), source: None }
    }

    /// Adds the error that caused it.
    #[must_use]
    pub fn with_source(self, source: impl Error + Send + Sync + 'static) -> Self {
        self.caused_by(Arc::new(source))
    }

    /// Adds the error that caused it, of any type.
    pub(crate) fn caused_by(mut self, source: Arc<dyn Error + Send + Sync>) -> Self {
        self.source = Some(source);
        self
    }

    /// Adds the reason of another error; the source is the first that either has.
    pub(crate) fn and(self, other: &Self) -> Self {
        Self {
            reason: format!("{}; {}", self.reason, other.reason).into(),
            source: self.source.or_else(|| other.source.clone()),
        }
    }

    /// The reason, which `Display` shows too. Several reasons are separated by `; `.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Two are equal when their reasons are: sources are not compared.
impl PartialEq for InvalidRequest {
    fn eq(&self, other: &Self) -> bool {
        self.reason == other.reason
    }
}

impl Eq for InvalidRequest {}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl Error for InvalidRequest {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

/// The error for a header parameter that is not printable.
impl From<reqwest::header::InvalidHeaderValue> for InvalidRequest {
    fn from(error: reqwest::header::InvalidHeaderValue) -> Self {
        Self::new("a header parameter holds a character that no header may").with_source(error)
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderValue, InvalidHeaderValue};

    use super::*;

    #[test]
    fn the_reason_is_told_and_the_source_kept() {
        let source = HeaderValue::from_str("\n").unwrap_err();
        let fault = InvalidRequest::from(source);
        assert_eq!(fault.reason(), "a header parameter holds a character that no header may");
        assert_eq!(fault.to_string(), fault.reason());
        assert!(fault.source().unwrap().is::<InvalidHeaderValue>());
        let without = InvalidRequest::new(fault.reason());
        assert!(without.source().is_none() && without == fault);
        assert_ne!(without, InvalidRequest::new("another"));
    }
}
