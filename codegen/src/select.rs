//! Leaves out unwanted operations, and the components that only they need.
//!
//! It applies selectors to a loaded document, and lists what was left out. A selector that matches nothing is
//! a problem.

pub(crate) mod folder;
pub(crate) mod selector;
pub(crate) mod suggest;

use std::collections::BTreeSet;

use crate::input::Selection;
use crate::openapi::load::loaded::Loaded;
use crate::openapi::subset::{Operation, is_in, leave_out, operations, prune};
use crate::report::{Diagnostic, Location, Report, Severity};
use crate::select::folder::{drop_tables, selection};
use crate::select::selector::Selector;
use crate::select::suggest::suggest;

/// The operations that were left out, in the document's order.
#[derive(Clone, Debug, Default)]
pub(crate) struct LeftOut {
    pub(crate) operations: Vec<Skipped>,
}

/// An operation that was left out.
#[derive(Clone, Debug)]
pub(crate) struct Skipped {
    /// The HTTP method in capitals.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) id: Option<String>,
}

/// Leaves out the unwanted parts of a document.
pub(crate) fn select(loaded: &mut Loaded, wanted: &Selection) -> Result<LeftOut, Report> {
    let at = |_: &str, _: usize| None;
    select_at(loaded, wanted, &at)
}

/// Applies the `selection.yaml` of a folder to its description; none if it has no such file.
pub(crate) fn select_of_folder(loaded: &mut Loaded) -> Result<Option<LeftOut>, Report> {
    let Some((wanted, locations)) = selection(loaded.source()) else { return Ok(None) };
    let left_out =
        select_at(loaded, &wanted, &|list, index| locations.get(&(list, index)).cloned())?;
    let ids: BTreeSet<&str> =
        left_out.operations.iter().filter_map(|one| one.id.as_deref()).collect();
    drop_tables(&mut loaded.source, &ids);
    Ok(Some(left_out))
}

/// Applies selectors, with the location of each one that is in a file, by its list and its index.
fn select_at(
    loaded: &mut Loaded,
    wanted: &Selection,
    at: &dyn Fn(&'static str, usize) -> Option<Location>,
) -> Result<LeftOut, Report> {
    let all = operations(&loaded.source().document.value);
    let mut report = Report::default();
    let mut find = |list: &'static str, selectors: &[String]| {
        let mut found = vec![false; all.len()];
        for (index, text) in selectors.iter().enumerate() {
            let location = at(list, index);
            match matches(text, &all) {
                Ok(matched) => matched.into_iter().for_each(|index| found[index] = true),
                Err((message, help)) => report.add(Diagnostic {
                    severity: Severity::Error,
                    code: "unknown-selector",
                    message,
                    location: location.unwrap_or_else(|| loaded.source().location("/paths")),
                    help,
                    related: Vec::new(),
                }),
            }
        }
        found
    };
    let only = find("only", &wanted.only);
    let skip = find("skip", &wanted.skip);
    let takes_all = wanted.only.is_empty();
    let is_wanted = |index: usize| (takes_all || only[index]) && !skip[index];
    let gone: Vec<&Operation> =
        (0..all.len()).filter(|index| !is_wanted(*index)).map(|index| &all[index]).collect();
    if gone.len() == all.len() && report.problems().is_empty() && !all.is_empty() {
        report.add(Diagnostic {
            severity: Severity::Error,
            code: "unknown-selector",
            message: "the selection leaves no operation".to_owned(),
            location: loaded.source().location("/paths"),
            help: "skip fewer operations, or choose others".to_owned(),
            related: Vec::new(),
        });
    }
    for (file, text) in loaded.source().texts() {
        report.quote(file.clone(), text.clone());
    }
    report.or(())?;
    let pointers = gone.iter().map(|one| one.pointer.as_str()).collect();
    let mut removed = leave_out(loaded.json(), &pointers);
    if !wanted.all_components {
        removed.extend(prune(loaded.json()));
    }
    // Notes about removed parts of the document are of no interest.
    let is_gone = |pointer: &str| removed.iter().any(|outer| is_in(pointer, outer));
    loaded.notes.retain(|note| !note.pointer().is_some_and(is_gone));
    let skipped = |one: &Operation| Skipped {
        method: one.method.clone(),
        path: one.path.clone(),
        id: one.id.clone(),
    };
    Ok(LeftOut { operations: gone.into_iter().map(skipped).collect() })
}

/// The operations that a selector matches, by index; a message and advice if it matches none.
fn matches(text: &str, all: &[Operation]) -> Result<Vec<usize>, (String, String)> {
    let selector = Selector::parse(text, all)?;
    let found: Vec<usize> = (0..all.len()).filter(|index| selector.matches(&all[*index])).collect();
    if found.is_empty() {
        let message = format!("the selector `{text}` matches no operation");
        return Err((message, suggest(text, all)));
    }
    Ok(found)
}
