//! An overlay as types (OpenAPI Overlay 1.0 and 1.1).

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::openapi::source::SourceFile;

/// The specification version of an overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V1_0,
    V1_1,
}

/// An overlay: a list of actions.
pub(crate) struct Overlay {
    pub(crate) version: Version,
    pub(crate) file: SourceFile<Value>,
    pub(crate) actions: Vec<Action>,
}

/// One change.
pub(crate) struct Action {
    /// The pointer of the action in the overlay.
    pub(crate) pointer: String,
    pub(crate) target: JsonPath,
    pub(crate) change: Change,
    /// Whether it may match nothing: `x-guestlist-optional`.
    pub(crate) is_optional: bool,
}

impl Action {
    /// The pointer of a property of the action in the overlay.
    pub(crate) fn at(&self, property: &str) -> String {
        format!("{}/{property}", self.pointer)
    }
}

/// The effect of an action on its targets.
pub(crate) enum Change {
    /// Merges the value at `update` into them.
    Update(Value),
    /// Merges the value at another pointer of the document into them.
    Copy(JsonPath),
    Remove,
    /// `remove: false` alone, or, in 1.0, none of the three.
    Nothing,
}
