//! What can be compiled of a document that has problems.
//!
//! In goes a bundled document, out comes one that makes sense, and a report of what was left out of
//! it. A problem in an operation costs the operation, one in a schema makes the schema any JSON, and
//! one in another component costs the operations that use it. The rest of the document is never cut.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::check::findings;
use crate::check::rule::{Finding, Scope};
use crate::load::loaded::Loaded;
use crate::openapi::grammar::METHODS;
use crate::openapi::pointer::unescape;
use crate::report::{Diagnostic, Report};

/// How often the checks are made again. Each round takes something out, and what is taken out can
/// bring up little that is new.
const ROUNDS: usize = 32;

/// Leaves out what has problems.
pub(crate) fn prune(bundled: &mut Loaded) -> Report {
    let mut left_out = Report::default();
    for (file, text) in bundled.source().texts() {
        left_out.quote(file.clone(), text.clone());
    }
    for _ in 0..ROUNDS {
        let found = findings(bundled, Scope::Any);
        if !cut(bundled.document(), found, &mut left_out) {
            break;
        }
    }
    left_out.sorted()
}

/// A part of a document that can be left out: the first steps of its pointer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Operation(String),
    Path(String),
    Schema(String),
    /// Another component, that operations use.
    Component(String),
}

impl Part {
    /// The part that a pointer lies in.
    fn of(pointer: &str) -> Option<Self> {
        let steps: Vec<&str> = pointer.split('/').skip(1).take(3).collect();
        let at = |count: usize| format!("/{}", steps[..count].join("/"));
        Some(match steps[..] {
            ["paths", _, method] if METHODS.contains(&method) => Self::Operation(at(3)),
            ["paths", _, ..] => Self::Path(at(2)),
            ["components", "schemas", _] => Self::Schema(at(3)),
            // How to sign in concerns every operation.
            ["components", group, _] if group != "securitySchemes" => Self::Component(at(3)),
            _ => return None,
        })
    }
}

/// Cuts out the parts that the findings lie in; `false` when there is nothing to cut.
fn cut(document: &mut Value, found: Vec<Finding>, left_out: &mut Report) -> bool {
    let mut parts: BTreeMap<Part, Vec<Diagnostic>> = BTreeMap::new();
    for finding in found {
        if let Some(part) = finding.pointer.as_deref().and_then(Part::of) {
            parts.entry(part).or_default().push(finding.problem);
        }
    }
    if parts.is_empty() {
        return false;
    }
    let mut users: Option<HashMap<String, BTreeSet<String>>> = None;
    let mut changed = false;
    for (part, problems) in parts {
        let is_cut = match &part {
            Part::Operation(pointer) | Part::Path(pointer) => remove(document, pointer),
            Part::Schema(pointer) => {
                let any = json!({});
                let schema = document.pointer_mut(pointer);
                schema.is_some_and(|schema| std::mem::replace(schema, any.clone()) != any)
            }
            Part::Component(pointer) => {
                let users = users.get_or_insert_with(|| users_of(document));
                for operation in users.get(pointer).into_iter().flatten() {
                    remove(document, operation);
                }
                remove(document, pointer)
            }
        };
        changed |= is_cut;
        problems.into_iter().for_each(|problem| left_out.add(problem));
    }
    changed
}

fn remove(document: &mut Value, pointer: &str) -> bool {
    let Some((outer, name)) = pointer.rsplit_once('/') else { return false };
    let name = unescape(name);
    let outer = document.pointer_mut(outer).and_then(Value::as_object_mut);
    outer.is_some_and(|members| members.shift_remove(&name).is_some())
}

/// By component: the operations, paths and other components that refer to it, directly or through
/// components that are no schemas.
fn users_of(document: &Value) -> HashMap<String, BTreeSet<String>> {
    let mut direct: HashMap<String, BTreeSet<String>> = HashMap::new();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let path = crate::openapi::pointer::escape(path);
        for (name, value) in item.as_object().into_iter().flatten() {
            let user = if METHODS.contains(&name.as_str()) {
                format!("/paths/{path}/{name}")
            } else {
                format!("/paths/{path}")
            };
            note(value, &user, &mut direct);
        }
    }
    let groups = document.get("components").and_then(Value::as_object).into_iter().flatten();
    for (group, components) in groups.filter(|(group, _)| *group != "schemas") {
        for (name, value) in components.as_object().into_iter().flatten() {
            let user = format!("/components/{group}/{}", crate::openapi::pointer::escape(name));
            note(value, &user, &mut direct);
        }
    }
    let all = direct.keys().map(|target| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![target]);
        while let Some(one) = next.pop() {
            for user in direct.get(one).into_iter().flatten() {
                if seen.insert(user.clone()) {
                    next.push(user);
                }
            }
        }
        (target.clone(), seen)
    });
    all.collect()
}

fn note(value: &Value, user: &str, direct: &mut HashMap<String, BTreeSet<String>>) {
    match value {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str);
            let target = target.and_then(|text| text.strip_prefix('#'));
            if let Some(target) =
                target.filter(|target| !target.starts_with("/components/schemas/"))
            {
                direct.entry(target.to_owned()).or_default().insert(user.to_owned());
            }
            members.values().for_each(|member| note(member, user, direct));
        }
        Value::Array(items) => items.iter().for_each(|item| note(item, user, direct)),
        _ => {}
    }
}
