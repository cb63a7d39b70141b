//! The document in the words that the rest of the pipeline knows.
//!
//! In goes a [`Checked`] description, out comes a [`Lowered`] one: the document after a list of
//! named passes, and the same as types. A pass rewrites one thing and has a case that shows it
//! before and after; `cargo xtask explain API --after PASS` prints the document in between. A pass
//! cannot fail: what would make it fail is a check's to find.

pub(crate) mod access;
pub(crate) mod api;
pub(crate) mod bodies;
pub(crate) mod calls;
pub(crate) mod choose_media_types;
pub(crate) mod documented;
pub(crate) mod fix_constants;
pub(crate) mod forms;
pub(crate) mod group_errors;
pub(crate) mod group_successes;
pub(crate) mod inline_aliases;
pub(crate) mod inline_references;
pub(crate) mod keys;
pub(crate) mod lift_nullable;
pub(crate) mod merge_all_of;
pub(crate) mod merge_enums;
pub(crate) mod models;
pub(crate) mod move_path_parameters;
pub(crate) mod name_inline_schemas;
pub(crate) mod name_operations;
pub(crate) mod name_schemas;
pub(crate) mod notes;
pub(crate) mod parts;
pub(crate) mod pass;
pub(crate) mod recursion;
pub(crate) mod say_types;
pub(crate) mod tag_unions;
pub(crate) mod unwrap_all_of;
pub(crate) mod walk;

use crate::check::Checked;
use crate::ir::api::Lowered;
use crate::lower::pass::Pass;
use crate::openapi::value;

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
    let named = value::entries(document.pointer("/components/schemas"));
    let components: serde_json::Map<_, _> =
        named.map(|(name, _)| (name.clone(), value::reference(name))).collect();
    document[keys::COMPONENTS] = components.into();
    for pass in passes() {
        (pass.run)(&mut document);
    }
    let api = api::api(&document);
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
