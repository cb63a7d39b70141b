//! The names of what the whole client has: the modules of its tags.
//!
//! In go tags, out come names. No operation is looked at.

use crate::assign::identifier::Identifier;
use crate::ir::api::Tag;
use crate::rust::names::{argument, cut, file};
use crate::rust::scope::{Names, Scope, free};

/// The modules of tags.
pub(crate) fn modules(tags: &[Tag]) -> Vec<Identifier> {
    let mut taken = Names::of(Scope::Modules);
    let mut name = |tag: &Tag| free(&file(&argument(cut(&tag.name))), &mut taken);
    tags.iter().map(|tag| Identifier::new(name(tag))).collect()
}
