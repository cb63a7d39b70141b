//! Turns an OpenAPI description into the generated part of an API client crate.
//!
//! In goes a folder with an `openapi.yaml`, its documented examples and its errata, or a document of
//! whoever wrote it; out come file names and contents, or a [`Report`] of everything that is wrong
//! with it. [`compile`] is the whole pipeline, one line a stage; [`compile_document`] is the same for
//! a document from elsewhere.
//!
//! This crate never writes a file, and never looks at the generated crates: they meet in bytes.

mod assign;
mod check;
mod codes;
mod diff;
mod emit;
mod graph;
mod hash;
mod input;
mod ir;
mod lower;
mod openapi;
mod package;
mod partial;
mod pipeline;
mod progress;
mod report;
mod rust;
mod select;

use camino::Utf8Path;

use crate::openapi::document::json::Json as _;
use crate::openapi::overlay::difference::difference;
use crate::openapi::{load, source};
use crate::pipeline::{compile_loaded, make, read};

pub use check::checks;
pub use check::rule::{Check, Scope};
pub use codes::{Code, codes};
pub use diff::{
    Bump, Change, ChangedSchema, Compared, Diff, DiffError, Direction, Effect, Effects,
    KnownErratum, Reader, Rule, SurfaceChange, SurfaceLine, Version, diff_documents, diff_folders,
    rules,
};
pub use hash::hash;
pub use input::{Input, Selection};
pub use lower::pass::Pass;
pub use lower::passes;
pub use package::about::{About, Call, Credential};
pub use package::component::Component;
pub use package::dependencies::{Dependencies, Dependency};
pub use package::example::Example;
pub use package::signature::{Argument, Signature};
pub use package::streamed::{Stream, StreamCall};
pub use package::surface::{Surface, SurfaceItem, SurfaceModule};
pub use package::{Counts, Files};
pub use progress::Progress;
pub use report::{Diagnostic, Location, Related, Report, Severity};
pub use rust::docs::inlines::code;
pub use rust::docs::markdown::inline;
pub use rust::docs::visible::{is_hidden, visible};
pub use rust::names::is_device;

/// Compiles the description in a folder.
///
/// # Errors
///
/// A report of all problems that were found, each with its place and what to do.
pub fn compile(folder: &Utf8Path) -> Result<Files, Report> {
    let mut loaded = load::as_written(source::read(folder)?);
    let left_out = select::select_of_folder(&mut loaded)?;
    let checked = check::check(loaded, Scope::House)?.0;
    Ok(make(checked, &Progress::new())?.with_left_out(left_out))
}

/// Compiles one OpenAPI document, whoever wrote it.
///
/// # Errors
///
/// A report of all problems that were found, each with its place and what to do.
pub fn compile_document<'a>(input: impl Into<Input<'a>>) -> Result<Files, Report> {
    let input = input.into();
    let mut loaded = load::load(read(input)?);
    let left_out = pipeline::select(&mut loaded, input)?;
    Ok(compile_loaded(loaded, input)?.with_left_out(left_out))
}

/// Compiles what can be compiled of one OpenAPI document; with the files comes what was left out,
/// and why.
///
/// An operation with a problem is left out, a schema with one is any JSON, and an operation that
/// uses another component with one is left out too.
///
/// # Errors
///
/// A report of the problems that concern the document as a whole.
pub fn compile_document_partial<'a>(
    input: impl Into<Input<'a>>,
) -> Result<(Files, Report), Report> {
    let input = input.into();
    let mut loaded = load::load(read(input)?);
    let selected = pipeline::select(&mut loaded, input)?;
    let described = loaded.document().operations().count();
    let left_out = partial::prune(&mut loaded);
    let files = compile_loaded(loaded, input)?.with_described(described).with_left_out(selected);
    Ok((files, left_out))
}

/// One document with all its parts, in the words of OpenAPI 3.0, as YAML: what the checks see.
///
/// # Errors
///
/// A report of what keeps the document from being read.
pub fn explain_document<'a>(input: impl Into<Input<'a>>) -> Result<String, Report> {
    let input = input.into();
    let mut loaded = load::load(read(input)?);
    pipeline::select(&mut loaded, input)?;
    Ok(serde_yaml::to_string(&loaded.document().write()).unwrap_or_default())
}

/// The document after overlays, as YAML, and nothing else done to it.
///
/// # Errors
///
/// A report of what keeps the document or an overlay from being read, or an overlay from being
/// applied.
pub fn overlaid_document<'a>(input: impl Into<Input<'a>>) -> Result<String, Report> {
    let source = read(input.into())?;
    Ok(serde_yaml::to_string(&source.document.value).unwrap_or_default())
}

/// The overlay that makes one document of another, as YAML; none where they are the same.
///
/// # Errors
///
/// A report of what keeps a document from being read.
pub fn overlay_between(old: &Utf8Path, new: &Utf8Path) -> Result<Option<String>, Report> {
    let value = |file: &Utf8Path| Ok(source::read_document(file.into())?.document.value);
    let actions = difference(&value(old)?, &value(new)?);
    let title = format!("What makes {} of {}", name_of(new), name_of(old));
    let overlay = serde_json::json!({
        "overlay": "1.1.0",
        "info": { "title": title, "version": "1.0.0" },
        "actions": actions,
    });
    Ok((!actions.is_empty()).then(|| serde_yaml::to_string(&overlay).unwrap_or_default()))
}

fn name_of(file: &Utf8Path) -> &str {
    file.file_name().unwrap_or(file.as_str())
}

/// The document as it is after a pass, as YAML; as it is before the first pass for `None`.
///
/// # Errors
///
/// A report of all problems that were found in the folder.
pub fn explain(folder: &Utf8Path, after: Option<&Pass>) -> Result<String, Report> {
    // What the passes do is worth a look in any document, however it keeps the house's rules.
    let (checked, _) = check::check(load::as_written(source::read(folder)?), Scope::Any)?;
    Ok(lower::document_after(checked, after))
}

/// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
