//! The request builders of operations, which progenitor generates.
//!
//! progenitor gets a document in which each type is only a name, and generates a struct, its constructor and
//! its setters for each operation. They are rewritten in the style of the rest of the generated code. No
//! other module knows what progenitor generates.

pub(crate) mod mentions;
pub(crate) mod progenitor;
pub(crate) mod rewrite;
pub(crate) mod stub;
