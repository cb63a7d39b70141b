//! The document that progenitor gets: operations whole, schemas as mere names.

use openapiv3::OpenAPI;
use serde_json::{Map, Value, json};

use crate::lower::{Lowered, Model, Success};
use crate::names::pascal;

/// The lowered document with an empty object for each schema, and no more than progenitor reads.
pub(super) fn document(lowered: &Lowered) -> Result<OpenAPI, String> {
    let mut schemas = Map::new();
    for (name, _) in replacements(lowered) {
        schemas.insert(name, json!({ "type": "object" }));
    }
    let mut paths = Map::new();
    for operation in &lowered.api.operations {
        let pointer =
            format!("/paths/{}/{}", crate::read::escape(&operation.path), operation.method);
        let source = lowered.document.pointer(&pointer).unwrap_or(&Value::Null);
        let mut stub = Map::new();
        stub.insert("operationId".to_owned(), operation.method_name.clone().into());
        let parameters = source.get("parameters").and_then(Value::as_array);
        let parameters = parameters.into_iter().flatten().map(parameter).collect();
        stub.insert("parameters".to_owned(), Value::Array(parameters));
        if let Some(body) = &operation.body {
            stub.insert(
                "requestBody".to_owned(),
                json!({ "required": true, "content": content(body) }),
            );
        }
        let success = match &operation.success {
            Success::Nothing => json!({ "description": "" }),
            Success::Model(name) => json!({ "description": "", "content": content(name) }),
            Success::Maybe(_) => {
                json!({ "description": "", "content": content(&format!("{}Body", operation.type_name)) })
            }
        };
        let error = json!({ "description": "", "content": content(&operation.error_type) });
        let responses = json!({ "2XX": success, "4XX": error, "5XX": error });
        stub.insert("responses".to_owned(), responses);
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[&operation.method] = Value::Object(stub);
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": lowered.api.title, "version": lowered.api.version },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    serde_json::from_value(document).map_err(|error| error.to_string())
}

/// The names of schemas, and the types that stand for them.
pub(super) fn replacements(lowered: &Lowered) -> Vec<(String, String)> {
    let model = |model: &Model| (model.name.clone(), format!("models::{}", model.name));
    let mut replacements: Vec<_> = lowered.api.models.iter().map(model).collect();
    for operation in &lowered.api.operations {
        replacements.push((operation.error_type.clone(), operation.error_type.clone()));
        if let Success::Maybe(name) = &operation.success {
            let name = format!("Option<models::{name}>");
            replacements.push((format!("{}Body", operation.type_name), name));
        }
    }
    replacements
}

/// Whether a type that progenitor made needs no definition.
pub(super) fn is_plain(name: &str) -> bool {
    let inner = name.strip_prefix("::std::vec::Vec<").and_then(|rest| rest.strip_suffix('>'));
    match inner {
        Some(inner) => is_plain(inner),
        None => {
            matches!(name, "::std::string::String" | "bool" | "i32" | "i64")
                || name.starts_with("models::")
        }
    }
}

fn content(name: &str) -> Value {
    let target = format!("#/components/schemas/{name}");
    json!({ "application/json": { "schema": { "$ref": target } } })
}

fn parameter(source: &Value) -> Value {
    let get = |name: &str| source.get(name).cloned().unwrap_or_default();
    json!({
        "name": get("name"),
        "in": get("in"),
        "required": source.get("required").and_then(Value::as_bool).unwrap_or(false),
        "schema": schema(source.get("schema").unwrap_or(&Value::Null)),
    })
}

/// The type of a parameter, without constraints: those would become types of progenitor's own.
fn schema(source: &Value) -> Value {
    let name =
        source.get("$ref").and_then(Value::as_str).and_then(|target| target.rsplit('/').next());
    if let Some(name) = name {
        return json!({ "$ref": format!("#/components/schemas/{}", pascal(name)) });
    }
    match source.get("type").and_then(Value::as_str) {
        Some("array") => {
            json!({ "type": "array", "items": schema(source.get("items").unwrap_or(&Value::Null)) })
        }
        Some("integer") => {
            let format = source.get("format").and_then(Value::as_str).unwrap_or("int64");
            json!({ "type": "integer", "format": format })
        }
        Some("boolean") => json!({ "type": "boolean" }),
        _ => json!({ "type": "string" }),
    }
}
