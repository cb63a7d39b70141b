//! The stages that several commands share, one function each.
//!
//! They lead from a document to a checked description and its files. The functions that users call are in the
//! root of the crate.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::check::Checked;
use crate::check::rule::Scope;
use crate::emit::{model, operation};
use crate::input::Input;
use crate::openapi::load::loaded::Loaded;
use crate::openapi::overlay::overlay;
use crate::openapi::source;
use crate::openapi::source::Source;
use crate::package::Files;
use crate::progress::Progress;
use crate::report::Report;
use crate::select::LeftOut;
use crate::{assign, check, lower, package, select};

/// Reads the document and applies the overlays.
pub(crate) fn read(input: Input<'_>) -> Result<Source, Report> {
    overlay(source::read_document(input)?, input.overlays)
}

/// Leaves out the unwanted parts of a document; none if all of it is wanted.
pub(crate) fn select(loaded: &mut Loaded, input: Input<'_>) -> Result<Option<LeftOut>, Report> {
    let wanted = input.selection.filter(|selection| !selection.is_empty());
    wanted.map(|selection| select::select(loaded, selection)).transpose()
}

pub(crate) fn compile_loaded(loaded: Loaded, input: Input<'_>) -> Result<Files, Report> {
    let mut notes = loaded.notes();
    let (checked, warnings) = check::check(loaded, Scope::Any)?;
    warnings.into_iter().for_each(|warning| notes.add(warning));
    Ok(make(checked, input.progress)?.with_notes(notes))
}

/// Generates the files. A panic on the way is our own fault, and is reported like any other problem.
pub(crate) fn make(checked: Checked, progress: &Progress) -> Result<Files, Report> {
    let made = catch_unwind(AssertUnwindSafe(|| {
        let lowered = lower::lower(checked);
        let (api, names) = (&lowered.api, assign::assign(&lowered.api));
        progress.expect(api.models.len() + api.operations.len());
        let (models, client) = rayon::join(
            || model::emit(api, &names, progress),
            || operation::generate(api, &names, progress),
        );
        Ok(package::render(&lowered, &names, models, client?))
    }));
    made.unwrap_or_else(|_| Err(Report::of_fault("a name or a type was not made fit for Rust")))
}
