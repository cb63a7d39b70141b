//! Overlays: changes to a document in separate files (OpenAPI Overlay 1.0 and 1.1).
//!
//! They change a document as written, and record the origin of each changed value. All problems of all
//! overlays are reported at once. No overlay changes another file of the document.

pub(crate) mod action;
pub(crate) mod apply;
pub(crate) mod difference;
pub(crate) mod merge;
pub(crate) mod read;

use camino::Utf8PathBuf;

use crate::openapi::overlay::apply::apply;
use crate::openapi::overlay::read::read;
use crate::openapi::source::Source;
use crate::report::Report;

/// Applies overlays to a document in order.
pub(crate) fn overlay(mut source: Source, files: &[Utf8PathBuf]) -> Result<Source, Report> {
    let mut report = Report::default();
    for file in files {
        if let Some(overlay) = read(file, &mut report) {
            apply(&mut source, overlay, &mut report);
        }
    }
    for (file, text) in source.texts() {
        report.quote(file.clone(), text.clone());
    }
    report.or(source)
}
