//! The document for progenitor: operations in which each type is only a name.

use openapiv3::OpenAPI;
use serde_json::{Map, Value, json};

use crate::assign::RustNames;
use crate::assign::operations::OperationNames;
use crate::emit::model::types::given_type;
use crate::emit::operation::content::{body_type, success_type};
use crate::ir::api::Api;
use crate::ir::operation::Operation;

/// The operations with an empty object for each type, and only the properties that progenitor reads: `send`
/// later decides where and how values are sent.
pub(crate) fn document(
    api: &Api,
    names: &RustNames,
    operations: &[Operation],
    replacements: &[(String, String)],
) -> Result<OpenAPI, String> {
    let schemas = replacements.iter().map(|(name, _)| (name.clone(), json!({ "type": "object" })));
    let schemas: Map<String, Value> = schemas.collect();
    let mut paths = Map::new();
    for operation in operations {
        let OperationNames { method, error, .. } = names.operation(operation.id);
        let schema = |ty: &str| schema(replacements, ty);
        let in_path = operation.parameters.iter().filter(|one| one.location == "path");
        // The builder has the order of the template.
        let mut in_path: Vec<_> = in_path.collect();
        in_path.sort_by_key(|one| operation.path.find(&format!("{{{}}}", one.wire)));
        let steps = in_path.iter().map(|one| format!("/{{{}}}", names.parameter(one.id)));
        let path = format!("/{method}{}", steps.collect::<String>());
        let mut parameters: Vec<Value> = Vec::new();
        for parameter in &operation.parameters {
            let location = match parameter.location.as_str() {
                "path" => "path",
                "header" => "header",
                _ => "query",
            };
            parameters.push(json!({
                "name": names.parameter(parameter.id).as_str(),
                "in": location,
                "required": parameter.required,
                "schema": schema(&given_type(names, &parameter.ty).to_string()),
            }));
        }
        let mut stub = Map::new();
        stub.insert("operationId".to_owned(), method.as_str().into());
        if let Some(body) = &operation.body {
            let schema = schema(&body_type(names, operation, body).to_string());
            if body.required {
                let content = json!({ "application/json": { "schema": schema } });
                let body = json!({ "required": true, "content": content });
                stub.insert("requestBody".to_owned(), body);
            } else {
                // progenitor treats every body as required, but headers may be optional.
                let body = json!({ "name": "body", "in": "header", "schema": schema });
                parameters.push(body);
            }
        }
        stub.insert("parameters".to_owned(), Value::Array(parameters));
        let response = |ty: &str| {
            let content = json!({ "application/json": { "schema": schema(ty) } });
            json!({ "description": "", "content": content })
        };
        let success = success_type(names, operation, operation.success())
            .map_or_else(|| json!({ "description": "" }), |ty| response(&ty.to_string()));
        let error = response(error.as_str());
        let responses = json!({ "2XX": success, "4XX": error, "5XX": error });
        stub.insert("responses".to_owned(), responses);
        paths.insert(path, json!({ "post": stub }));
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": api.title, "version": api.version },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    serde_json::from_value(document).map_err(|error| error.to_string())
}

/// A name for each type in the operations, and the type.
pub(crate) fn replacements(names: &RustNames, operations: &[Operation]) -> Vec<(String, String)> {
    let mut types: Vec<String> = Vec::new();
    for operation in operations {
        types.extend(mentioned(names, operation));
    }
    let mut replacements: Vec<(String, String)> = Vec::new();
    for ty in types {
        if !replacements.iter().any(|(_, known)| *known == ty) {
            replacements.push((format!("Stub{}", replacements.len()), ty));
        }
    }
    replacements
}

fn mentioned(names: &RustNames, operation: &Operation) -> Vec<String> {
    let parameters = operation.parameters.iter().map(|one| given_type(names, &one.ty).to_string());
    let body = operation.body.iter().map(|body| body_type(names, operation, body).to_string());
    let success =
        success_type(names, operation, operation.success()).into_iter().map(|ty| ty.to_string());
    let error = [names.operation(operation.id).error.to_string()];
    parameters.chain(body).chain(success).chain(error).collect()
}

fn schema(replacements: &[(String, String)], ty: &str) -> Value {
    let name = replacements.iter().find(|(_, known)| known == ty).map(|(name, _)| name.as_str());
    json!({ "$ref": format!("#/components/schemas/{}", name.unwrap_or_default()) })
}
