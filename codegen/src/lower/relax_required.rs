//! A property may be required in only one direction.

use std::collections::HashSet;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::document::schema::{Schema, Schemas};

pub(crate) const PASS: Pass = Pass {
    name: "relax_required",
    does: "no longer requires read-only properties in requests, and write-only ones in responses",
    run,
};

/// `required` of a read-only property applies to responses, and that of a write-only one to requests (OpenAPI
/// 3.0.3, section 4.7.24). A schema for both directions requires neither.
fn run(draft: &mut Draft) {
    let (mut sent, mut received) = (HashSet::new(), HashSet::new());
    let all = &draft.document.components.schemas;
    for (_, _, operation) in draft.document.operations() {
        operation.sent().for_each(|schema| reach(schema, all, &mut sent));
        operation.received().for_each(|schema| reach(schema, all, &mut received));
    }
    let flagged = |schema: &Schema, flag: fn(&Schema) -> Option<bool>| -> HashSet<String> {
        let is_flagged = |property: &Schema| {
            let target = property.referred().and_then(|name| all.get(name));
            flag(property) == Some(true) || target.and_then(flag) == Some(true)
        };
        schema.listed().filter(|(_, one)| is_flagged(one)).map(|(name, _)| name.clone()).collect()
    };
    let mut relaxed: Vec<(String, HashSet<String>)> = Vec::new();
    for (name, schema) in all {
        let mut optional = HashSet::new();
        if sent.contains(name.as_str()) {
            optional.extend(flagged(schema, |one| one.read_only));
        }
        if received.contains(name.as_str()) {
            optional.extend(flagged(schema, |one| one.write_only));
        }
        if !optional.is_empty() {
            relaxed.push((name.clone(), optional));
        }
    }
    for (name, optional) in relaxed {
        if let Some(schema) = draft.document.components.schemas.get_mut(&name) {
            schema.required.retain(|name| !optional.contains(name));
        }
    }
}

/// Notes the named schemas that can be reached from a schema.
fn reach<'a>(schema: &'a Schema, all: &'a Schemas, reached: &mut HashSet<&'a str>) {
    let mut next = vec![schema];
    while let Some(schema) = next.pop() {
        if let Some(name) = schema.referred().filter(|name| reached.insert(name)) {
            next.extend(all.get(name));
        }
        next.extend(schema.subschemas());
    }
}
