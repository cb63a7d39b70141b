//! The usable part of a document that has problems.
//!
//! This removes parts of a loaded document until it passes the checks, and reports what was left out. A
//! problem in an operation removes the operation, one in a schema makes the schema any JSON, and one in
//! another component removes the operations that use it. It never changes the rest.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::check::findings;
use crate::check::rule::{Finding, Scope};
use crate::openapi::load::loaded::Loaded;
use crate::openapi::uses::{Removable, allow_any, remove, users};
use crate::report::{Diagnostic, Report, Severity};

/// The most rounds of checks. Each round removes something, which seldom causes new problems.
const ROUNDS: usize = 32;

/// Leaves out everything that has problems.
pub(crate) fn prune(loaded: &mut Loaded) -> Report {
    let mut left_out = Report::default();
    for (file, text) in loaded.source().texts() {
        left_out.quote(file.clone(), text.clone());
    }
    for _ in 0..ROUNDS {
        let mut found = findings(loaded, &loaded.document_as_written(), Scope::Any);
        found.retain(|finding| finding.problem.severity == Severity::Error);
        if !leave_out(loaded.json(), found, &mut left_out) {
            break;
        }
    }
    left_out.sorted()
}

/// Leaves out whatever contains the findings; `false` if nothing can be left out.
fn leave_out(document: &mut Value, found: Vec<Finding>, left_out: &mut Report) -> bool {
    let mut removables: BTreeMap<Removable, Vec<Diagnostic>> = BTreeMap::new();
    for finding in found {
        if let Some(removable) = finding.pointer.as_deref().and_then(Removable::around) {
            removables.entry(removable).or_default().push(finding.problem);
        }
    }
    let mut known: Option<HashMap<String, BTreeSet<String>>> = None;
    let mut changed = false;
    for (removable, problems) in removables {
        changed |= match &removable {
            Removable::Operation(pointer) | Removable::Path(pointer) => remove(document, pointer),
            Removable::Schema(pointer) => allow_any(document, pointer),
            Removable::Component(pointer) => {
                let users = known.get_or_insert_with(|| users(document));
                for user in users.get(pointer).into_iter().flatten() {
                    remove(document, user);
                }
                remove(document, pointer)
            }
        };
        problems.into_iter().for_each(|problem| left_out.add(problem));
    }
    changed
}
