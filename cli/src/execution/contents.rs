//! The bodies of the operations of a description.
//!
//! For each operation, this finds its JSON bodies, with the schema and the type of each in both versions. It
//! also adds the schemas of bodies to those of a version. Nothing here is made or run.

use std::collections::BTreeMap;

use guestlist_codegen::{Signature, Version};
use serde_json::{Value, json};

use crate::execution::bodies::Message;
use crate::execution::schema::{Oracle, component};

/// A body of an operation in one of the versions.
pub(super) struct Content {
    /// The name of the schema among the components, or in a comparison.
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

/// The bodies of the operations, by the operation's id in the new document.
pub(super) fn contents(version: &Version, routes_of_new: &BTreeMap<String, String>) -> Contents {
    let own = routes(version);
    let mut found = Contents::new();
    for signature in version.files.signatures() {
        let Some(route) = own.get(&signature.id) else { continue };
        // A renamed operation is recognized by its method and path.
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

/// The schema of a JSON body.
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

/// The schemas of a version, including those of bodies.
pub(super) fn oracle(version: &Version, contents: &Contents) -> Oracle {
    let schemas = &version.document["components"]["schemas"];
    let mut schemas = schemas.as_object().cloned().unwrap_or_default();
    for content in contents.values() {
        schemas.insert(content.name.clone(), content.schema.clone());
    }
    Oracle::of(&json!({ "openapi": "3.0.3", "components": { "schemas": schemas } }))
}
