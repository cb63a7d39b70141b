//! The bodies of the operations of a description.
//!
//! In go two versions of it, out come for each operation its bodies of JSON, with the schema and the type of
//! each, and the schemas of a version with those of bodies among them. Nothing here is made or run.

use std::collections::BTreeMap;

use guestlist_codegen::{Signature, Version};
use serde_json::{Value, json};

use crate::execution::bodies::Message;
use crate::execution::schema::{Oracle, component};

/// A body of an operation as one of the versions has it.
pub(super) struct Content {
    /// The schema, by its name among the components or what a comparison calls it.
    pub(super) name: String,
    pub(super) schema: Value,
    pub(super) ty: String,
}

/// The bodies of all operations, by `operationId` and message.
pub(super) type Contents = BTreeMap<(String, Message), Content>;

/// The name of the schema of a body.
pub(super) fn named(content: &Content) -> String {
    let name = content.schema["$ref"].as_str().and_then(component);
    name.unwrap_or_else(|| content.name.clone())
}

/// The method and path of each operation, by `operationId`.
pub(super) fn routes(version: &Version) -> BTreeMap<String, String> {
    let signatures = version.files.signatures().iter().map(|one| one.id.clone());
    let routes = version.files.about().operations.iter().map(|one| one.route.clone());
    signatures.zip(routes).collect()
}

/// The bodies of the operations, each by what the new document calls its operation.
pub(super) fn contents(version: &Version, routes_of_new: &BTreeMap<String, String>) -> Contents {
    let own = routes(version);
    let mut found = Contents::new();
    for signature in version.files.signatures() {
        let Some(route) = own.get(&signature.id) else { continue };
        // An operation that was renamed is known by its method and path.
        let id = match routes_of_new.contains_key(&signature.id) {
            true => signature.id.clone(),
            false => match routes_of_new.iter().find(|(_, one)| *one == route) {
                Some((id, _)) => id.clone(),
                None => continue,
            },
        };
        let title = routes_of_new.get(&id).unwrap_or(route);
        let Some((method, path)) = route.split_once(' ') else { continue };
        let operation = &version.document["paths"][path][method.to_lowercase()];
        for (message, ty) in messages(signature, operation) {
            let Some(schema) = schema(&version.document, operation, message) else { continue };
            let content = Content { name: message.subject(title), schema, ty };
            found.insert((id.clone(), message), content);
        }
    }
    found
}

/// The messages of an operation that are JSON, with their types.
fn messages(signature: &Signature, operation: &Value) -> Vec<(Message, String)> {
    let statuses = operation["responses"].as_object().into_iter().flatten();
    let success =
        statuses.filter_map(|(status, _)| status.parse().ok()).find(|one| (200..300).contains(one));
    let request = signature.body.clone().map(|ty| (Message::Request, ty));
    let success = success.zip(signature.success.clone());
    let success = success.map(|(status, ty)| (Message::Status(status), ty));
    let errors = signature.errors.iter().map(|(status, ty)| (Message::Status(*status), ty.clone()));
    request.into_iter().chain(success).chain(errors).collect()
}

/// The schema of a body of JSON.
fn schema(document: &Value, operation: &Value, message: Message) -> Option<Value> {
    let body = match message {
        Message::Request => &operation["requestBody"],
        Message::Status(status) => &operation["responses"][status.to_string()],
    };
    let body = match body["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#'))?,
        None => body,
    };
    let content = body["content"].as_object()?.iter().find(|(name, _)| name.contains("json"))?.1;
    content.get("schema").cloned()
}

/// The schemas of a version, with those of bodies among them.
pub(super) fn oracle(version: &Version, contents: &Contents) -> Oracle {
    let schemas = &version.document["components"]["schemas"];
    let mut schemas = schemas.as_object().cloned().unwrap_or_default();
    for content in contents.values() {
        schemas.insert(content.name.clone(), content.schema.clone());
    }
    Oracle::of(&json!({ "openapi": "3.0.3", "components": { "schemas": schemas } }))
}
