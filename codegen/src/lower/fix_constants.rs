//! What has only one value is sent without asking.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::{each_operation, schemas};
use crate::openapi::value::referred;

pub(crate) const PASS: Pass = Pass {
    name: "fix_constants",
    does: "takes required header parameters of one value out of the caller's hands",
    run,
};

fn run(draft: &mut Draft) {
    let Draft { document, operations, .. } = draft;
    let all = schemas(document).cloned().unwrap_or_default();
    let mut enums: Vec<String> = Vec::new();
    each_operation(document, |operation| {
        let mut headers = IndexMap::new();
        if let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) {
            parameters.retain(|parameter| match constant(&all, parameter) {
                Some((name, value)) => {
                    headers.insert(name, value);
                    enums.extend(parameter.get("schema").and_then(referred).map(str::to_owned));
                    false
                }
                None => true,
            });
        }
        if !headers.is_empty() {
            let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
            operations.entry(id.to_owned()).or_default().headers = headers;
        }
    });
    drop_unused(document, &enums);
}

fn constant(all: &Map<String, Value>, parameter: &Value) -> Option<(String, String)> {
    let is_required = parameter.get("required") == Some(&Value::Bool(true));
    if parameter.get("in")? != "header" || !is_required {
        return None;
    }
    let schema = parameter.get("schema")?;
    let schema = referred(schema).and_then(|name| all.get(name)).unwrap_or(schema);
    let value = crate::openapi::view::one_value(schema)?;
    Some((parameter.get("name")?.as_str()?.to_owned(), value.into()))
}

/// An enum that only such a parameter named is no longer a type.
fn drop_unused(document: &mut Value, enums: &[String]) {
    if enums.is_empty() {
        return;
    }
    let mut used: HashSet<String> = HashSet::new();
    each_reference(document, &mut |name| {
        used.insert(name.to_owned());
    });
    if let Some(all) = schemas(document) {
        all.retain(|name, _| !enums.contains(name) || used.contains(name));
    }
}

/// Shows the name of each schema that a value refers to.
fn each_reference(value: &Value, show: &mut impl FnMut(&str)) {
    if let Some(name) = referred(value) {
        show(name);
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| each_reference(item, show)),
        Value::Object(members) => members.values().for_each(|one| each_reference(one, show)),
        _ => {}
    }
}
