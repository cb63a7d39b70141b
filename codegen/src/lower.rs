//! The document in the words that the rest of the pipeline knows.
//!
//! In goes a [`Checked`] description, out comes a [`Lowered`] one: the document after a list of
//! named passes, and the same as types. A pass rewrites one thing and has a case that shows it
//! before and after; `cargo xtask explain API --after PASS` prints the document in between. A pass
//! cannot fail: what would make it fail is a check's to find.

mod access;
mod api;
mod bodies;
mod calls;
mod document;
mod documented;
mod forms;
mod media;
mod models;
mod notes;
mod parts;
mod recursion;

mod choose_media_types;
mod fix_constants;
mod group_errors;
mod group_successes;
mod inline_aliases;
mod inline_references;
mod lift_nullable;
mod merge_all_of;
mod merge_enums;
mod move_path_parameters;
mod name_inline_schemas;
mod name_operations;
mod name_schemas;
mod say_types;
mod tag_unions;
mod unwrap_all_of;

use serde_json::Value;

use crate::check::Checked;

pub(crate) use access::{Carrier, Scheme, Server, ServerVariable};
pub(crate) use api::{
    Api, Arm, Form, Like, Member, Model, ModelKind, Presence, Type, UnionVariant, Variant, Width,
};
pub(crate) use bodies::{
    Answer, Body, Content, FormPart, MediaType, PartKind, Reply, Status, Success,
};
pub(crate) use calls::{Operation, Paging, Parameter};
pub(crate) use documented::Documented;
pub(crate) use media::{Media, is_media_type};
pub(crate) use recursion::circles;

/// A description in the words of the rest of the pipeline. Only [`lower`] makes one.
pub(crate) struct Lowered {
    /// The document after all passes, as types.
    pub(crate) api: Api,
    /// How many documented examples there are.
    pub(crate) examples: usize,
}

/// A named rewriting of the document.
#[derive(Clone, Copy)]
pub struct Pass {
    /// Its name.
    pub name: &'static str,

    /// What it does.
    pub does: &'static str,

    run: fn(&mut Value),
}

impl std::fmt::Debug for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Pass").field(&self.name).finish()
    }
}

/// All passes, in their order.
pub fn passes() -> &'static [Pass] {
    &[
        name_operations::PASS,
        inline_references::PASS,
        move_path_parameters::PASS,
        choose_media_types::PASS,
        say_types::PASS,
        unwrap_all_of::PASS,
        merge_enums::PASS,
        name_schemas::PASS,
        name_inline_schemas::PASS,
        merge_all_of::PASS,
        inline_aliases::PASS,
        lift_nullable::PASS,
        tag_unions::PASS,
        fix_constants::PASS,
        group_successes::PASS,
        group_errors::PASS,
    ]
}

/// Runs all passes.
pub(crate) fn lower(checked: Checked) -> Lowered {
    let source = checked.into_source();
    let examples = source.example_table.iter().flat_map(|table| table.value.examples.values());
    let examples = examples.filter(|row| row.kind.is_documented()).count();
    let mut document = source.document.value;
    let named = document::entries(document.pointer("/components/schemas"));
    let components: serde_json::Map<_, _> =
        named.map(|(name, _)| (name.clone(), document::reference(name))).collect();
    document[models::COMPONENTS] = components.into();
    for pass in passes() {
        (pass.run)(&mut document);
    }
    let api = Api::of(&document);
    Lowered { api, examples }
}

/// The document after a pass, as YAML.
pub(crate) fn document_after(checked: Checked, after: Option<&Pass>) -> String {
    let mut document = checked.into_source().document.value;
    if let Some(last) = after {
        for pass in passes() {
            (pass.run)(&mut document);
            if pass.name == last.name {
                break;
            }
        }
    }
    serde_yaml::to_string(&document).unwrap_or_default()
}
