//! The paths from schemas to other schemas.
//!
//! It finds them in the schemas of two versions, without looking at bodies.

use std::collections::{BTreeSet, VecDeque};

use serde_json::Value;

use crate::execution::schema::{Oracle, component};

/// The paths between the schemas of two versions.
pub(super) struct Names<'a> {
    old: &'a Oracle,
    new: &'a Oracle,
}

/// The greatest number of paths from one schema to another.
const MOST: usize = 4;

/// The greatest length of a path.
const LONGEST: usize = 24;

impl<'a> Names<'a> {
    pub(super) fn of(old: &'a Oracle, new: &'a Oracle) -> Self {
        Self { old, new }
    }

    /// Whether a schema leads to another in one of the versions.
    pub(super) fn leads(&self, (old, new): (&str, &str), target: &str) -> bool {
        new == target
            || self.new.reach(new).contains(target)
            || self.old.reach(old).contains(target)
    }

    /// The paths from a schema to another, in the steps of a change.
    pub(super) fn paths(&self, from: &str, to: &str) -> Vec<Vec<String>> {
        if from == to {
            return vec![Vec::new()];
        }
        let mut found = Vec::new();
        for oracle in [self.new, self.old] {
            let Some(schema) = oracle.schema(from) else { continue };
            let mut seen = BTreeSet::from([from.to_owned()]);
            let mut next = VecDeque::from([(Vec::new(), schema)]);
            while let Some((path, schema)) = next.pop_front() {
                let reference = schema["$ref"].as_str();
                if let Some((reference, name)) = reference.zip(reference.and_then(component)) {
                    if name == to && !found.contains(&path) {
                        found.push(path.clone());
                    } else if seen.insert(name) {
                        next.extend(oracle.follow(reference).map(|one| (path.clone(), one)));
                    }
                }
                if found.len() >= MOST || path.len() >= LONGEST {
                    break;
                }
                next.extend(parts(schema).map(|(step, part)| {
                    let path = path.iter().cloned().chain(step).collect();
                    (path, part)
                }));
            }
        }
        found
    }
}

/// The schemas whose values are inside the values of a schema, including itself, but without those that it
/// has only by `allOf`.
pub(super) fn within(oracle: &Oracle, name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([name.to_owned()]);
    let mut merged = BTreeSet::new();
    let mut next: Vec<&Value> = oracle.schema(name).into_iter().collect();
    while let Some(schema) = next.pop() {
        for part in schema["allOf"].as_array().into_iter().flatten() {
            match part["$ref"].as_str() {
                Some(reference) => {
                    let is_first = component(reference).is_some_and(|name| merged.insert(name));
                    next.extend(is_first.then(|| oracle.follow(reference)).flatten());
                }
                None => next.push(part),
            }
        }
        if let Some(reference) = schema["$ref"].as_str()
            && component(reference).is_some_and(|name| found.insert(name))
        {
            next.extend(oracle.follow(reference));
        }
        let is_merged = |part: &&Value| {
            schema["allOf"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| std::ptr::eq(one, *part)))
        };
        next.extend(parts(schema).map(|(_, part)| part).filter(|part| !is_merged(part)));
    }
    found
}

/// The schemas in a schema, each with the step to it; no step for a part of the same value.
fn parts(schema: &Value) -> impl Iterator<Item = (Option<String>, &Value)> {
    let properties = schema["properties"].as_object().into_iter().flatten();
    let properties = properties.map(|(name, inner)| (Some(name.clone()), inner));
    let inner = [("items", "[]"), ("additionalProperties", "*")];
    let inner = inner
        .into_iter()
        .filter_map(|(word, step)| Some((Some(step.to_owned()), schema.get(word)?)));
    let same = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|word| schema[word].as_array());
    properties.chain(inner).chain(same.flatten().map(|part| (None, part)))
}

/// Whether one of two paths in a body begins with the other. Steps that exist only in the path of a change, such as
/// the name of a variant, are ignored.
pub(super) fn is_along(change: &[String], path: &[String]) -> bool {
    let change = change.iter().filter(|step| !step.starts_with('<'));
    change.zip(path).all(|(step, at)| step == at || step == "[]" || step == "*")
}

/// The values at the path of a change, if a body has any.
pub(super) fn values<'v>(body: &'v Value, path: &[String]) -> Vec<&'v Value> {
    let mut found = vec![body];
    for step in path.iter().filter(|step| !step.starts_with('<')) {
        found = found
            .into_iter()
            .flat_map(|value| -> Vec<&Value> {
                match (step.as_str(), value) {
                    ("[]", Value::Array(items)) => items.iter().collect(),
                    ("*", Value::Object(members)) => members.values().collect(),
                    (name, value) => value.get(name).into_iter().collect(),
                }
            })
            .collect();
    }
    found
}

/// The steps of a JSON path in the notation of the runtime's errors: `data[1].name`, `data["first name"]`.
pub(super) fn steps(path: &str) -> Vec<String> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix("[\"") {
            let end = inner.find("\"]").unwrap_or(inner.len());
            steps.push(inner[..end].replace("\\\"", "\""));
            rest = inner.get(end + 2..).unwrap_or_default();
        } else if let Some(inner) = rest.strip_prefix('[') {
            let end = inner.find(']').unwrap_or(inner.len());
            steps.push(inner[..end].to_owned());
            rest = inner.get(end + 1..).unwrap_or_default();
        } else {
            let inner = rest.strip_prefix('.').unwrap_or(rest);
            let end = inner.find(['.', '[']).unwrap_or(inner.len());
            steps.push(inner[..end].to_owned());
            rest = &inner[end..];
            if end == 0 {
                break;
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_an_error_has_steps() {
        assert_eq!(steps("data[1].name"), ["data", "1", "name"]);
        assert_eq!(steps("[0][\"a b\"].c"), ["0", "a b", "c"]);
        assert!(steps("").is_empty());
    }

    #[test]
    fn a_change_is_along_the_paths_of_what_it_is_in_and_of_what_is_in_it() {
        let path = |steps: &[&str]| steps.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let change = path(&["data", "[]", "<Guest>", "name"]);
        assert!(is_along(&change, &path(&["data", "7", "name"])));
        assert!(is_along(&change, &path(&["data"])));
        assert!(!is_along(&change, &path(&["data", "7", "age"])));
    }
}
