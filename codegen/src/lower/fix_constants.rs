//! Constant headers are sent without an argument of the caller.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::every_schema;
use crate::openapi::document::operation::Parameter;
use crate::openapi::document::schema::{Discriminator, Schema, Schemas};

pub(crate) const PASS: Pass = Pass {
    name: "fix_constants",
    does: "sends required header parameters that have only one value, so that callers do not have to",
    run,
};

fn run(draft: &mut Draft) {
    let Draft { document, operations, .. } = draft;
    let all = document.components.schemas.clone();
    let mut enums: HashSet<String> = HashSet::new();
    for operation in document.operations_mut() {
        let mut headers = IndexMap::new();
        operation.parameters.retain(|parameter| match constant(&all, parameter) {
            Some(value) => {
                headers.insert(parameter.name.clone(), value);
                enums.extend(
                    parameter.schema.as_ref().and_then(Schema::referred).map(str::to_owned),
                );
                false
            }
            None => true,
        });
        if !headers.is_empty() {
            operations.entry(operation.id.clone()).or_default().headers = headers;
        }
    }
    drop_unused(draft, &enums);
}

/// The only value of a constant header.
fn constant(all: &Schemas, parameter: &Parameter) -> Option<String> {
    if parameter.location != "header" || !parameter.required {
        return None;
    }
    parameter.schema.as_ref()?.followed(all).only_string().map(str::to_owned)
}

/// Removes enums that only such parameters referred to.
fn drop_unused(draft: &mut Draft, enums: &HashSet<String>) {
    if enums.is_empty() {
        return;
    }
    let mut used: HashSet<String> = HashSet::new();
    let components = std::mem::take(&mut draft.components);
    every_schema(draft, &mut |schema| {
        used.extend(schema.referred().map(str::to_owned));
        let mapping = schema.discriminator.iter().flat_map(|one| one.mapping.values());
        used.extend(mapping.map(|target| Discriminator::target(target).to_owned()));
    });
    draft.components = components;
    let all = &mut draft.document.components.schemas;
    all.retain(|name, _| !enums.contains(name) || used.contains(name));
}
