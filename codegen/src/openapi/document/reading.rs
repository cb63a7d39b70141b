//! The state of the document reader: its position, and the keywords that it knows.

use crate::openapi::pointer::{Pointer, escape};

/// The keywords that the reader of a document knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edition {
    /// Only the keywords of OpenAPI 3.0, for checks of a document's wording.
    V3_0,
    /// The keywords of all versions of OpenAPI 3, whatever version the document declares.
    Any,
}

/// A value being read: the steps from the root of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) edition: Edition,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Property(&'a Reading<'a>, &'a str),
    Item(&'a Reading<'a>, usize),
}

impl<'a> Reading<'a> {
    /// The root of a document.
    pub(crate) fn of(edition: Edition) -> Self {
        Self { edition, step: Step::Root }
    }

    pub(crate) fn property(&'a self, name: &'a str) -> Self {
        Self { step: Step::Property(self, name), ..*self }
    }

    pub(crate) fn item(&'a self, index: usize) -> Self {
        Self { step: Step::Item(self, index), ..*self }
    }

    pub(crate) fn pointer(&self) -> Pointer {
        let mut pointer = String::new();
        self.write(&mut pointer);
        Pointer::new(&pointer)
    }

    fn write(&self, pointer: &mut String) {
        match self.step {
            Step::Root => {}
            Step::Property(outer, name) => {
                outer.write(pointer);
                pointer.push('/');
                pointer.push_str(&escape(name));
            }
            Step::Item(outer, index) => {
                outer.write(pointer);
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
    }
}
