//! Turns an OpenAPI description into the generated part of an API client crate.
//!
//! In goes a folder with an `openapi.yaml`, its documented examples and its errata; out come file
//! names and contents, or a [`Report`] of everything that is wrong with the folder. [`compile`] is
//! the whole pipeline, one line a stage.
//!
//! This crate never writes a file, and never looks at the generated crates: they meet in bytes.

mod check;
mod lower;
mod model;
mod names;
mod operations;
mod read;
mod render;
mod report;

use camino::Utf8Path;

pub use check::{Check, Scope, checks};
pub use lower::{Pass, passes};
pub use render::{Counts, Files};
pub use report::{Diagnostic, Place, Report};

/// Compiles the description in a folder.
///
/// # Errors
///
/// A report of all problems that were found, each with its place and what to do.
pub fn compile(folder: &Utf8Path) -> Result<Files, Report> {
    let source = read::read(folder)?;
    let checked = check::check(source, Scope::House)?;
    let lowered = lower::lower(checked);
    let models = model::emit(&lowered);
    let client = operations::generate(&lowered)?;
    Ok(render::render(&lowered, models, client))
}

/// Compiles one OpenAPI document, whoever wrote it.
///
/// # Errors
///
/// A report of all problems that were found, each with its place and what to do.
pub fn compile_document(file: &Utf8Path) -> Result<Files, Report> {
    let source = read::read_document(file)?;
    let checked = check::check(source, Scope::Any)?;
    let lowered = lower::lower(checked);
    let models = model::emit(&lowered);
    let client = operations::generate(&lowered)?;
    Ok(render::render(&lowered, models, client))
}

/// The document as it is after a pass, as YAML; as it is before the first pass for `None`.
///
/// # Errors
///
/// A report of all problems that were found in the folder.
pub fn explain(folder: &Utf8Path, after: Option<&Pass>) -> Result<String, Report> {
    // What the passes do is worth a look in any document, however it keeps the house's rules.
    let checked = check::check(read::read(folder)?, Scope::Any)?;
    Ok(lower::document_after(checked, after))
}
