//! What has only one value is sent without asking.

use serde_json::{Map, Value};

use crate::lower::keys::{COMPONENTS, HEADERS};
use crate::lower::pass::Pass;
use crate::lower::walk::{each_operation, schemas};
use crate::openapi::value::referred;

pub(crate) const PASS: Pass = Pass {
    name: "fix_constants",
    does: "takes required header parameters of one value out of the caller's hands",
    run,
};

fn run(document: &mut Value) {
    let all = schemas(document).cloned().unwrap_or_default();
    let mut enums: Vec<String> = Vec::new();
    each_operation(document, |operation| {
        let mut headers = Map::new();
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
            operation.insert(HEADERS.to_owned(), Value::Object(headers));
        }
    });
    drop_unused(document, &enums);
}

fn constant(all: &Map<String, Value>, parameter: &Value) -> Option<(String, Value)> {
    let is_required = parameter.get("required") == Some(&Value::Bool(true));
    if parameter.get("in")? != "header" || !is_required {
        return None;
    }
    let schema = parameter.get("schema")?;
    let schema = referred(schema).and_then(|name| all.get(name)).unwrap_or(schema);
    let value = crate::openapi::view::one_value(schema)?;
    Some((parameter.get("name")?.as_str()?.to_owned(), value.into()))
}

/// An enum that only such a parameter named is no type any more.
fn drop_unused(document: &mut Value, enums: &[String]) {
    if enums.is_empty() {
        return;
    }
    // That a component is looked after is no use of it.
    let components = document.as_object_mut().and_then(|all| all.shift_remove(COMPONENTS));
    let text = document.to_string();
    let is_used = |name: &str| text.contains(&format!("\"#/components/schemas/{name}\""));
    if let Some(all) = schemas(document) {
        all.retain(|name, _| !enums.contains(name) || is_used(name));
    }
    if let Some(components) = components {
        document[COMPONENTS] = components;
    }
}
