//! Ways through a document that the passes share.

use serde_json::{Map, Value};

use crate::lower::draft::Draft;
use crate::openapi::grammar::METHODS;

/// The operations, with their paths and methods, in the document's order.
pub(crate) fn operations(document: &Value) -> Vec<(&str, &str, &Map<String, Value>)> {
    let paths = document.get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flatten().filter(|(path, _)| path.starts_with('/'));
    items
        .flat_map(|(path, item)| {
            let members = item.as_object().into_iter().flatten();
            members.filter(|(method, _)| METHODS.contains(&method.as_str())).filter_map(
                move |(method, operation)| {
                    Some((path.as_str(), method.as_str(), operation.as_object()?))
                },
            )
        })
        .collect()
}

/// Changes each operation.
pub(crate) fn each_operation(
    document: &mut Value,
    mut change: impl FnMut(&mut Map<String, Value>),
) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten().filter(|(path, _)| path.starts_with('/')) {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if let (true, Some(operation)) =
                (METHODS.contains(&method.as_str()), operation.as_object_mut())
            {
                change(operation);
            }
        }
    }
}

/// The named schemas, to be changed; made where there are none.
pub(crate) fn schemas(document: &mut Value) -> Option<&mut Map<String, Value>> {
    let components = document.as_object_mut()?.entry("components").or_insert_with(empty);
    components.as_object_mut()?.entry("schemas").or_insert_with(empty).as_object_mut()
}

fn empty() -> Value {
    Value::Object(Map::new())
}

/// Changes each schema that stands in a member, an item, a body or a parameter: outer ones first.
pub(crate) fn each_schema(draft: &mut Draft, change: &mut impl FnMut(&mut Value)) {
    for (_, schema) in schemas(&mut draft.document).into_iter().flatten() {
        each_part(schema, change);
    }
    each_root(draft, &mut |schema| {
        change(schema);
        each_part(schema, change);
    });
}

/// Changes the schemas of parameters and bodies.
fn each_root(draft: &mut Draft, change: &mut impl FnMut(&mut Value)) {
    draft.components.iter_mut().for_each(|(_, schema)| change(schema));
    each_operation(&mut draft.document, |operation| {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            parameter.get_mut("schema").into_iter().for_each(&mut *change);
            let content = parameter.get_mut("content").and_then(Value::as_object_mut);
            for (_, media_type) in content.into_iter().flatten() {
                media_type.get_mut("schema").into_iter().for_each(&mut *change);
            }
        }
        each_body(operation, |media_type| {
            media_type.get_mut("schema").into_iter().for_each(&mut *change);
        });
    });
}

/// Changes each schema that there is: inner ones first, named ones last.
pub(crate) fn every_schema(draft: &mut Draft, change: &mut impl FnMut(&mut Value)) {
    fn inner_first(schema: &mut Value, change: &mut impl FnMut(&mut Value)) {
        parts_of(schema).into_iter().for_each(|part| inner_first(part, change));
        change(schema);
    }
    for (_, schema) in schemas(&mut draft.document).into_iter().flatten() {
        inner_first(schema, change);
    }
    each_root(draft, &mut |schema| inner_first(schema, change));
}

/// Changes each schema inside of a schema: outer ones first.
fn each_part(schema: &mut Value, change: &mut impl FnMut(&mut Value)) {
    for part in parts_of(schema) {
        change(part);
        each_part(part, change);
    }
}

/// The schemas that stand directly in a schema.
pub(crate) fn parts_of(schema: &mut Value) -> Vec<&mut Value> {
    let mut parts = Vec::new();
    for (name, member) in schema.as_object_mut().into_iter().flatten() {
        match (name.as_str(), member) {
            ("properties", Value::Object(members)) => {
                parts.extend(members.iter_mut().map(|(_, property)| property));
            }
            ("oneOf" | "anyOf" | "allOf", Value::Array(members)) => parts.extend(members),
            ("items" | "additionalProperties", member @ Value::Object(_)) => parts.push(member),
            _ => {}
        }
    }
    parts
}

/// Changes the media types of an operation's bodies.
pub(crate) fn each_body(operation: &mut Map<String, Value>, mut change: impl FnMut(&mut Value)) {
    let mut bodies: Vec<&mut Value> = Vec::new();
    for (name, member) in operation.iter_mut() {
        match name.as_str() {
            "requestBody" => bodies.push(member),
            "responses" => {
                bodies.extend(member.as_object_mut().into_iter().flatten().map(|(_, body)| body));
            }
            _ => {}
        }
    }
    for body in bodies {
        let content = body.get_mut("content").and_then(Value::as_object_mut);
        content.into_iter().flatten().for_each(|(_, media_type)| change(media_type));
    }
}
