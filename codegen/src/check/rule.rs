//! A check, and the problems that it finds.

use crate::openapi::source::Source;
use crate::openapi::view::View;
use crate::report::{Diagnostic, Place};

/// A rule that descriptions keep.
#[derive(Clone, Copy)]
pub struct Check {
    /// Its name, which is also the code of the problems it finds.
    pub code: &'static str,

    /// What a description must be for it.
    pub rule: &'static str,

    /// Whose descriptions it is for.
    pub scope: Scope,

    pub(crate) run: fn(&View<'_>, &mut Problems<'_>),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Check").field(&self.code).finish()
    }
}

/// Whose descriptions a check is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    Any,

    /// Those of a folder in `spec/`: who writes a description by hand can follow house rules, which
    /// a document from elsewhere does not know.
    House,
}

/// A problem, and the pointer of what has it, where that is a part of the document.
pub(crate) struct Finding {
    pub(crate) pointer: Option<String>,
    pub(crate) problem: Diagnostic,
}

/// Where a check puts what it finds.
pub(crate) struct Problems<'a> {
    pub(crate) check: &'a Check,
    pub(crate) source: &'a Source,
    pub(crate) found: &'a mut Vec<Finding>,
}

impl Problems<'_> {
    /// A problem at a JSON pointer of the document.
    pub(crate) fn add(
        &mut self,
        pointer: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.source.place(pointer);
        self.find(Some(pointer.to_owned()), place, message.into(), help.into());
    }

    /// A problem at any place.
    pub(crate) fn add_at(
        &mut self,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.find(None, place, message.into(), help.into());
    }

    fn find(&mut self, pointer: Option<String>, place: Place, message: String, help: String) {
        let problem = Diagnostic { code: self.check.code, message, place, help };
        self.found.push(Finding { pointer, problem });
    }
}
