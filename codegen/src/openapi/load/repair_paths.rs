//! Path parameters that do not match the template of their path, if the request is clear nevertheless.
//!
//! The template of a path decides which parameters it has: a parameter without a description is taken for a
//! string, and one that the template lacks is never sent.

use std::collections::HashSet;

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use crate::openapi::grammar::is_method;
use crate::openapi::load::loaded::Note;
use crate::openapi::path_template;
use crate::openapi::pointer::escape;

/// Repairs the parameters of all paths; notes which ones are left out or filled in.
pub(crate) fn repair_paths(document: &mut Value, notes: &mut Vec<Note>) {
    let components = document.pointer("/components/parameters").cloned().unwrap_or_default();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten().filter(|(path, _)| path.starts_with('/')) {
        let Some(item) = item.as_object_mut() else { continue };
        let pointer = format!("/paths/{}", escape(path));
        let names = template(path);
        drop_others(item, &names, &components, &pointer, notes);
        let shared = described(item, &components);
        for (method, operation) in item.iter_mut().filter(|(name, _)| is_method(name)) {
            let Some(operation) = operation.as_object_mut() else { continue };
            let pointer = format!("{pointer}/{method}");
            drop_others(operation, &names, &components, &pointer, notes);
            let own = described(operation, &components);
            let missing =
                names.iter().filter(|name| !shared.contains(*name) && !own.contains(*name));
            for name in missing {
                let message = format!("the parameter `{name}` of the path is not described");
                notes.push(Note::new(&pointer, message, "it is taken for a string"));
                add(operation, name);
            }
        }
    }
}

/// The unique names in a path template; none if its braces do not match, or contain more than names.
fn template(path: &str) -> IndexSet<String> {
    let names = path_template::names(path).unwrap_or_default();
    let is_plain = !names.iter().any(|name| path_template::is_expression(name));
    names.into_iter().filter(|_| is_plain).map(str::to_owned).collect()
}

/// The path parameters that a path or an operation describes, by name.
fn described(properties: &Map<String, Value>, components: &Value) -> HashSet<String> {
    let parameters = properties.get("parameters").and_then(Value::as_array).into_iter().flatten();
    parameters.filter_map(|one| path_parameter(one, components)).collect()
}

/// The name of a parameter, if its location is the path.
fn path_parameter(parameter: &Value, components: &Value) -> Option<String> {
    let reference = parameter.get("$ref").and_then(Value::as_str);
    let parameter = match reference {
        Some(reference) => components.get(reference.strip_prefix("#/components/parameters/")?)?,
        None => parameter,
    };
    let name = parameter.get("name")?.as_str()?;
    (parameter.get("in")? == "path").then(|| name.to_owned())
}

fn drop_others(
    properties: &mut Map<String, Value>,
    names: &IndexSet<String>,
    components: &Value,
    pointer: &str,
    notes: &mut Vec<Note>,
) {
    let parameters = properties.get_mut("parameters").and_then(Value::as_array_mut);
    let Some(parameters) = parameters.filter(|_| !names.is_empty() || !pointer.contains('{'))
    else {
        return;
    };
    let mut index = 0;
    parameters.retain(|parameter| {
        let pointer = format!("{pointer}/parameters/{index}");
        index += 1;
        match path_parameter(parameter, components).filter(|name| !names.contains(name)) {
            Some(name) => {
                let message = format!("the path has no parameter `{name}`");
                notes.push(Note::new(&pointer, message, "it is never sent"));
                false
            }
            None => true,
        }
    });
}

fn add(operation: &mut Map<String, Value>, name: &str) {
    let parameter =
        json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    if let Some(parameters) = parameters.as_array_mut() {
        parameters.push(parameter);
    }
}
