//! The document as the rest of the pipeline uses it.
//!
//! It takes a [`Checked`] description and returns a [`Lowered`] one: the document after a list of named
//! passes, as types. A pass rewrites one thing, and has a case with the document before and after it;
//! `cargo xtask explain API --after PASS` prints the document in between. A pass never fails: checks find the
//! problems that would make it fail.

pub(crate) mod api;
pub(crate) mod bodies;
pub(crate) mod calls;
pub(crate) mod choose_media_types;
pub(crate) mod cut_links;
pub(crate) mod documented;
pub(crate) mod draft;
pub(crate) mod encodings;
pub(crate) mod fix_constants;
pub(crate) mod guesses;
pub(crate) mod inline_aliases;
pub(crate) mod inline_references;
pub(crate) mod lift_nullable;
pub(crate) mod merge_all_of;
pub(crate) mod merge_enums;
pub(crate) mod models;
pub(crate) mod move_path_parameters;
pub(crate) mod multipart;
pub(crate) mod name_inline_schemas;
pub(crate) mod name_operations;
pub(crate) mod name_schemas;
pub(crate) mod notes;
pub(crate) mod paging;
pub(crate) mod pass;
pub(crate) mod recognize_paging;
pub(crate) mod recursion;
pub(crate) mod relax_required;
pub(crate) mod response_variants;
pub(crate) mod responses;
pub(crate) mod security;
pub(crate) mod servers;
pub(crate) mod shapes;
pub(crate) mod shown_responses;
pub(crate) mod split_parents;
pub(crate) mod tag_unions;
pub(crate) mod unite_unions;
pub(crate) mod unwrap_all_of;
pub(crate) mod walk;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::HashSet;

use crate::check::Checked;
use crate::ir::api::Lowered;
use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::shown_responses::ExampleFiles;
use crate::openapi::source::Source;

/// All passes, in their order.
pub fn passes() -> &'static [Pass] {
    &[
        name_operations::PASS,
        inline_references::PASS,
        move_path_parameters::PASS,
        choose_media_types::PASS,
        unite_unions::PASS,
        unwrap_all_of::PASS,
        merge_enums::PASS,
        name_schemas::PASS,
        name_inline_schemas::PASS,
        split_parents::PASS,
        merge_all_of::PASS,
        inline_aliases::PASS,
        lift_nullable::PASS,
        tag_unions::PASS,
        fix_constants::PASS,
        relax_required::PASS,
        recognize_paging::PASS,
    ]
}

/// Runs all passes.
pub(crate) fn lower(checked: Checked) -> Lowered {
    let is_from_elsewhere = checked.is_from_elsewhere();
    let (document, source) = checked.into_parts();
    let examples = source.example_table.iter().flat_map(|table| table.value.examples.values());
    let examples = examples.filter(|row| row.kind.is_documented()).count();
    let files = sound_examples(&source);
    let mut draft = Draft::of(document);
    draft.is_from_elsewhere = is_from_elsewhere;
    for pass in passes() {
        (pass.run)(&mut draft);
    }
    let guesses = guesses::guesses(&draft, &source);
    Lowered { api: api::api(&draft, &files), examples, guesses }
}

/// The example files except those that an erratum marks as wrong.
fn sound_examples(source: &Source) -> ExampleFiles {
    let errata = source.errata.iter().flat_map(|errata| &errata.value);
    let wrong: HashSet<&str> =
        errata.filter_map(|one| one.example.as_ref()).map(|one| one.printed.as_str()).collect();
    let files = source.examples.iter().filter(|(file, _)| !wrong.contains(file.as_str()));
    files.map(|(file, bytes)| (file.clone(), bytes.clone())).collect()
}

/// The document after a pass, and the facts that passes have found so far, as YAML.
pub(crate) fn document_after(checked: Checked, after: Option<&Pass>) -> String {
    let is_from_elsewhere = checked.is_from_elsewhere();
    let mut draft = Draft::of(checked.into_parts().0);
    draft.is_from_elsewhere = is_from_elsewhere;
    if let Some(last) = after {
        for pass in passes() {
            (pass.run)(&mut draft);
            if pass.name == last.name {
                break;
            }
        }
    }
    draft.to_yaml()
}
