//! Ways through a document that the passes share.

use serde_json::{Map, Value};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The operations, with their paths and methods, in the document's order.
pub(super) fn operations(document: &Value) -> Vec<(&str, &str, &Map<String, Value>)> {
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
pub(super) fn each_operation(
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
pub(super) fn schemas(document: &mut Value) -> Option<&mut Map<String, Value>> {
    let components = document.as_object_mut()?.entry("components").or_insert_with(empty);
    components.as_object_mut()?.entry("schemas").or_insert_with(empty).as_object_mut()
}

fn empty() -> Value {
    Value::Object(Map::new())
}

/// Changes each schema that stands in a member, an item, a body or a parameter: outer ones first.
pub(super) fn each_schema(document: &mut Value, change: &mut impl FnMut(&mut Value)) {
    for (_, schema) in schemas(document).into_iter().flatten() {
        each_part(schema, change);
    }
    each_operation(document, |operation| {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            if let Some(schema) = parameter.get_mut("schema") {
                change(schema);
                each_part(schema, change);
            }
        }
        each_body(operation, |media_type| {
            if let Some(schema) = media_type.get_mut("schema") {
                change(schema);
                each_part(schema, change);
            }
        });
    });
}

/// Changes each schema inside of a schema.
fn each_part(schema: &mut Value, change: &mut impl FnMut(&mut Value)) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (_, property) in properties.into_iter().flatten() {
        change(property);
        each_part(property, change);
    }
    if let Some(items) = schema.get_mut("items") {
        change(items);
        each_part(items, change);
    }
    let members = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    for member in members.into_iter().flatten() {
        change(member);
        each_part(member, change);
    }
}

/// Changes the media types of an operation's bodies.
pub(super) fn each_body(operation: &mut Map<String, Value>, mut change: impl FnMut(&mut Value)) {
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

/// A reference to a named schema.
pub(super) fn reference(name: &str) -> Value {
    serde_json::json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The name of the schema that a reference leads to.
pub(super) fn referred(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")
}

/// The text at a pointer, trimmed; none for what is not there.
pub(super) fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}

/// The items of a list.
pub(super) fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

/// The members of an object.
pub(super) fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}
