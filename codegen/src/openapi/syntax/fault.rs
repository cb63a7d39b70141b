//! An error in the syntax of a file.

use saphyr_parser::ScanError;

/// A fault because of which a text is not one tree of values.
pub(crate) struct Fault {
    pub(crate) at: (usize, usize),
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

impl Fault {
    pub(crate) fn new(at: (usize, usize), message: impl Into<String>, help: &'static str) -> Self {
        Self { at, message: message.into(), help }
    }
}

impl From<ScanError> for Fault {
    fn from(error: ScanError) -> Self {
        let at = (error.marker().line(), error.marker().col() + 1);
        let help = "correct the YAML here or just above: quotes, indentation, a missing colon";
        Self::new(at, error.info(), help)
    }
}
