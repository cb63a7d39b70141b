//! The checks that a description has to pass before it is compiled.
//!
//! It makes a [`Checked`] description from a [`Loaded`] one, or a report of all problems. Each check has a
//! file, a row of the table and a test case of the same name. A check contains a rule and messages; it reads
//! a [`Description`], whose objects are typed and have their pointers, and never changes anything. Later
//! stages rely on the checks.

pub(crate) mod ambiguous_union;
pub(crate) mod bad_claim;
pub(crate) mod bad_extension;
pub(crate) mod broken_example;
pub(crate) mod circular_all_of;
pub(crate) mod clashing_names;
pub(crate) mod dangling_reference;
pub(crate) mod duplicate_operation_id;
pub(crate) mod excessive_expansion;
pub(crate) mod infinite_model;
pub(crate) mod missing_example;
pub(crate) mod missing_operation_id;
pub(crate) mod missing_property;
pub(crate) mod nearest;
pub(crate) mod path_parameters;
pub(crate) mod rule;
pub(crate) mod senseless_schema;
pub(crate) mod stale_erratum;
pub(crate) mod stray_example;
pub(crate) mod undeclared_name;
pub(crate) mod undeclared_tag;
pub(crate) mod unknown_property;
pub(crate) mod unknown_type;
pub(crate) mod unlisted_example;
pub(crate) mod unsupported_body;
pub(crate) mod unsupported_parameter;
pub(crate) mod unsupported_security;
pub(crate) mod unsupported_server;
pub(crate) mod unsupported_status;
pub(crate) mod unsupported_version;
pub(crate) mod unusable_name;
pub(crate) mod wrong_type;

use crate::check::rule::{Check, Finding, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::document::Document;
use crate::openapi::document::reading::Edition;
use crate::openapi::load::loaded::Loaded;
use crate::openapi::source::Source;
use crate::report::{Diagnostic, Report, Severity};

/// A description that passed the checks. Only [`check`] makes one.
pub(crate) struct Checked {
    document: Document,
    source: Source,
    scope: Scope,
}

impl Checked {
    /// Whether it passed only the checks for all documents, and not the house rules.
    pub(crate) fn is_from_elsewhere(&self) -> bool {
        self.scope == Scope::Any
    }

    /// The document and the files that it was read from.
    pub(crate) fn into_parts(self) -> (Document, Source) {
        (self.document, self.source)
    }
}

/// All checks, in the order in which a person would make them: problems that cause others come first.
pub fn checks() -> &'static [Check] {
    &[
        unsupported_version::CHECK,
        unknown_property::CHECK,
        wrong_type::CHECK,
        missing_property::CHECK,
        unknown_type::CHECK,
        dangling_reference::CHECK,
        undeclared_name::CHECK,
        undeclared_tag::CHECK,
        missing_operation_id::CHECK,
        duplicate_operation_id::CHECK,
        path_parameters::CHECK,
        unsupported_parameter::CHECK,
        unsupported_body::CHECK,
        unsupported_status::CHECK,
        senseless_schema::CHECK,
        ambiguous_union::CHECK,
        unsupported_server::CHECK,
        unsupported_security::CHECK,
        bad_extension::CHECK,
        circular_all_of::CHECK,
        excessive_expansion::CHECK,
        infinite_model::CHECK,
        unusable_name::CHECK,
        clashing_names::CHECK,
        stray_example::CHECK,
        unlisted_example::CHECK,
        missing_example::CHECK,
        broken_example::CHECK,
        bad_claim::CHECK,
        stale_erratum::CHECK,
    ]
}

/// Runs all checks of a scope; returns a description that passes with the warnings about it.
pub(crate) fn check(loaded: Loaded, scope: Scope) -> Result<(Checked, Vec<Diagnostic>), Report> {
    let mut report = Report::default();
    let written = loaded.document_as_written();
    let found = findings(&loaded, &written, scope).into_iter().map(|finding| finding.problem);
    let (errors, warnings) = found.partition(|problem| problem.severity == Severity::Error);
    let errors: Vec<_> = errors;
    errors.into_iter().for_each(|error| report.add(error));
    for (file, text) in loaded.source().texts() {
        report.quote(file.clone(), text.clone());
    }
    report.or(())?;
    let document = match loaded.edition {
        Edition::V3_0 => loaded.document(),
        Edition::Any => written,
    };
    Ok((Checked { document, source: loaded.into_source(), scope }, warnings))
}

/// The problems that the checks of a scope find.
pub(crate) fn findings(loaded: &Loaded, document: &Document, scope: Scope) -> Vec<Finding> {
    let source = loaded.source();
    let broken = source.moved.faults.iter().cloned();
    let mut found: Vec<Finding> =
        broken.map(|problem| Finding { pointer: None, problem }).collect();
    let description = Description::of(source, document, loaded.edition);
    for check in checks() {
        let severity = match (check.scope, scope) {
            (Scope::Any, _) | (_, Scope::House) => Severity::Error,
            (Scope::Advised, _) => Severity::Warning,
            (Scope::House, _) => continue,
        };
        (check.run)(&description, &mut Problems { check, severity, source, found: &mut found });
    }
    found
}
