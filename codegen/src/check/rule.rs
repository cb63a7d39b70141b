//! A check, and the problems that it finds.

use crate::openapi::description::Description;
use crate::openapi::source::Source;
use crate::report::{Diagnostic, Location, Related, Severity};

/// A rule for descriptions.
#[derive(Clone, Copy)]
pub struct Check {
    /// Its name, which is also the code of the problems it finds.
    pub code: &'static str,

    /// The rule, in one sentence.
    pub rule: &'static str,

    /// The descriptions that must keep it.
    pub scope: Scope,

    pub(crate) run: fn(&Description<'_>, &mut Problems<'_>),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Check").field(&self.code).finish()
    }
}

/// The descriptions that must keep a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All descriptions.
    Any,

    /// The descriptions in a folder of `spec/`; for a third-party document it is a warning.
    Advised,

    /// Only the descriptions in a folder of `spec/`, which are written for this project. The author of a
    /// third-party document does not know the rule.
    House,
}

/// A problem, and its JSON pointer if it is in the document.
pub(crate) struct Finding {
    pub(crate) pointer: Option<String>,
    pub(crate) problem: Diagnostic,
}

/// The problems that a check finds.
pub(crate) struct Problems<'a> {
    pub(crate) check: &'a Check,
    pub(crate) severity: Severity,
    pub(crate) source: &'a Source,
    pub(crate) found: &'a mut Vec<Finding>,
}

impl Problems<'_> {
    /// Adds a problem at a JSON pointer of the document.
    pub(crate) fn add(
        &mut self,
        pointer: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (location, related) = self.source.concerned(pointer);
        self.find(Some(pointer.to_owned()), location, related, (message.into(), help.into()));
    }

    /// Adds a problem at the name of a property, by its JSON pointer.
    pub(crate) fn add_at_name(
        &mut self,
        pointer: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (value, related) = self.source.concerned(pointer);
        let location =
            if related.is_empty() { self.source.location_of_name(pointer) } else { value };
        self.find(Some(pointer.to_owned()), location, related, (message.into(), help.into()));
    }

    /// Adds a problem at any location.
    pub(crate) fn add_at(
        &mut self,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.find(None, location, Vec::new(), (message.into(), help.into()));
    }

    /// Whether there is a problem at a JSON pointer already.
    pub(crate) fn has(&self, pointer: &str) -> bool {
        self.found.iter().any(|finding| finding.pointer.as_deref() == Some(pointer))
    }

    fn find(
        &mut self,
        pointer: Option<String>,
        location: Location,
        related: Vec<Related>,
        (message, help): (String, String),
    ) {
        let (severity, code) = (self.severity, self.check.code);
        let problem = Diagnostic { severity, code, message, location, help, related };
        self.found.push(Finding { pointer, problem });
    }
}
