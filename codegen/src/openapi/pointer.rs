//! JSON pointers (RFC 6901).

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The name of a property as a step of a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    if name.contains(['~', '/']) {
        name.replace('~', "~0").replace('/', "~1")
    } else {
        name.to_owned()
    }
}

/// The name of the property that a step of a JSON pointer leads to.
pub(crate) fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// The JSON pointer of an object in its document, for messages about it.
///
/// All pointers are equal, so that two objects with the same content are equal, wherever they are.
#[derive(Clone, Default)]
pub(crate) struct Pointer(Arc<str>);

impl Pointer {
    pub(crate) fn new(pointer: &str) -> Self {
        Self(pointer.into())
    }

    /// The pointer of a property of the object.
    pub(crate) fn property(&self, name: &str) -> String {
        format!("{}/{}", self.0, escape(name))
    }

    /// The pointer of an item of a property that is an array.
    pub(crate) fn item(&self, name: &str, index: usize) -> String {
        format!("{}/{}/{index}", self.0, escape(name))
    }
}

impl Deref for Pointer {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl PartialEq for Pointer {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
