//! Whether a description makes sense, and is one that can be compiled.
//!
//! In goes a [`Bundled`] description, out comes a [`Checked`] or a report of everything that is wrong: one file,
//! one row of the table and one test case for each check, all of one name. A check never changes
//! anything, and what it lets through no later stage has to doubt.

mod grammar;
mod view;

mod ambiguous_union;
mod bad_claim;
mod bad_extension;
mod broken_example;
mod circular_all_of;
mod clashing_names;
mod dangling_reference;
mod duplicate_operation_id;
mod excessive_expansion;
mod infinite_model;
mod missing_example;
mod missing_member;
mod missing_operation_id;
mod path_parameters;
mod senseless_schema;
mod stale_erratum;
mod stray_example;
mod undeclared_name;
mod undeclared_tag;
mod unknown_member;
mod unknown_type;
mod unlisted_example;
mod unsupported_body;

mod unsupported_parameter;
mod unsupported_security;
mod unsupported_server;
mod unsupported_status;
mod unsupported_version;
mod unusable_name;
mod wrong_kind;

use serde_json::Value;

use crate::bundle::Bundled;
use crate::read::Source;
use crate::report::{Diagnostic, Place, Report};

pub(crate) use dangling_reference::group as component_group;
pub(crate) use grammar::{Kind, Rule, shape_of};
pub(crate) use view::{Object, Operation, View, name_of_reference, one_value};

/// A description that makes sense. Only [`check`] makes one.
pub(crate) struct Checked(Source);

impl Checked {
    /// The description.
    pub(crate) fn into_source(self) -> Source {
        self.0
    }
}

/// A rule that descriptions keep.
#[derive(Clone, Copy)]
pub struct Check {
    /// Its name, which is also the code of the problems it finds.
    pub code: &'static str,

    /// What a description must be for it.
    pub rule: &'static str,

    /// Whose descriptions it is for.
    pub scope: Scope,

    run: fn(&View<'_>, &mut Problems<'_>),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Check").field(&self.code).finish()
    }
}

/// Whose descriptions a check is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    Any,

    /// Those of a folder in `spec/`: who writes a description by hand can follow house rules, which
    /// a document from elsewhere does not know.
    House,
}

/// All checks, in the order in which a person would make them.
pub fn checks() -> &'static [Check] {
    &[
        unsupported_version::CHECK,
        unknown_member::CHECK,
        wrong_kind::CHECK,
        missing_member::CHECK,
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

/// A problem, and the pointer of what has it, where that is a part of the document.
pub(crate) struct Finding {
    pub(crate) pointer: Option<String>,
    pub(crate) problem: Diagnostic,
}

/// Makes all checks.
pub(crate) fn check(bundled: Bundled, scope: Scope) -> Result<Checked, Report> {
    let mut report = Report::default();
    for finding in findings(&bundled, scope) {
        report.add(finding.problem);
    }
    for (file, text) in bundled.source().texts() {
        report.quote(file.clone(), text.clone());
    }
    report.or(())?;
    Ok(Checked(bundled.into_source()))
}

/// What the checks find.
pub(crate) fn findings(bundled: &Bundled, scope: Scope) -> Vec<Finding> {
    let source = bundled.source();
    let broken = source.moved.faults.iter().cloned();
    let mut found: Vec<Finding> =
        broken.map(|problem| Finding { pointer: None, problem }).collect();
    let view = View::of(source);
    for check in checks().iter().filter(|check| scope == Scope::House || check.scope == scope) {
        (check.run)(&view, &mut Problems { check, source, found: &mut found });
    }
    found
}

/// Where a check puts what it finds.
pub(crate) struct Problems<'a> {
    check: &'a Check,
    source: &'a Source,
    found: &'a mut Vec<Finding>,
}

impl Problems<'_> {
    /// A problem at a JSON pointer of the document.
    fn add(&mut self, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        let place = self.source.place(pointer);
        self.find(Some(pointer.to_owned()), place, message.into(), help.into());
    }

    /// A problem at any place.
    fn add_at(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.find(None, place, message.into(), help.into());
    }

    fn find(&mut self, pointer: Option<String>, place: Place, message: String, help: String) {
        let problem = Diagnostic { code: self.check.code, message, place, help };
        self.found.push(Finding { pointer, problem });
    }
}

/// Whether a text can be the name of a header (RFC 9110, section 5.6.2).
fn is_header_name(name: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(is_token)
}

/// The values that a server variable can have.
fn values_of(variable: &Value) -> impl Iterator<Item = &str> {
    let listed = variable.get("enum").and_then(Value::as_array);
    let default = variable.get("default").filter(|_| listed.is_none());
    listed.into_iter().flatten().chain(default).filter_map(Value::as_str)
}

/// The name among `known` that `word` was most likely meant to be.
fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |other: &str| -> usize {
        let mut row: Vec<usize> = (0..=other.chars().count()).collect();
        for (i, a) in word.chars().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, b) in other.chars().enumerate() {
                let replaced = diagonal + usize::from(a != b);
                diagonal = row[j + 1];
                row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
            }
        }
        row.last().copied().unwrap_or_default()
    };
    let most = 1 + word.chars().count() / 4;
    // Each of many words is held against each of many names, so only a few are looked at closely.
    const LOOKED_AT: usize = 200;
    const LONGEST: usize = 200;
    let is_near =
        |name: &&str| name.len().abs_diff(word.len()) <= 4 * most && name.len() <= LONGEST;
    let near = known.into_iter().filter(is_near).take(LOOKED_AT);
    let close = near.map(|name| (distance(name), name));
    close.filter(|(far, _)| *far <= most).min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// ` Did you mean …?`, where there is a guess.
fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(word, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "take it out, or name it with `x-` in front".to_owned(),
    }
}
