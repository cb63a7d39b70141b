//! Loading: a document of any version of OpenAPI 3, in any number of files, becomes one document.
//!
//! It makes a [`Loaded`] document from a [`Source`]: everything that references lead to is among the
//! components, and unambiguous mistakes are repaired. The schemas keep the words of their version, which the
//! [reader](crate::openapi::document::schema_reader) knows. Nothing is refused here: a reference that cannot
//! be resolved stays, with the reason, and a check reports it at its location.

pub(crate) mod copy_references;
pub(crate) mod describe_items;
pub(crate) mod describe_parts;
pub(crate) mod files;
pub(crate) mod gather_components;
pub(crate) mod list_components;
pub(crate) mod loaded;
pub(crate) mod repair_objects;
pub(crate) mod repair_paths;
pub(crate) mod repair_servers;

use serde_json::{Value, json};

use crate::openapi::document::reading::Edition;
use crate::openapi::grammar::is_method;
use crate::openapi::load::describe_items::describe_items;
use crate::openapi::load::describe_parts::{describe_parts, part_types};
use crate::openapi::load::loaded::{Loaded, Note};
use crate::openapi::pointer::escape;
use crate::openapi::rule::{ObjectType, Rule};
use crate::openapi::source::Source;
use crate::openapi::visit;

/// Loads a description of `spec/` without changing it.
pub(crate) fn as_written(source: Source) -> Loaded {
    Loaded { source, notes: Vec::new(), edition: Edition::V3_0 }
}

/// Loads a third-party document.
pub(crate) fn load(mut source: Source) -> Loaded {
    let mut notes = Vec::new();
    let Some(version) = version(&source.document.value) else { return as_written(source) };
    gather_components::gather_components(&mut source, &mut notes);
    document(&mut source.document.value, &mut notes);
    let is_later = !version.starts_with("3.0");
    if version.starts_with("3.2") {
        describe_items(&mut source.document.value);
    }
    let part_types = is_later.then(|| part_types(&source.document.value));
    visit::change(
        &mut source.document.value,
        Rule::One(ObjectType::Document),
        &mut String::new(),
        &mut |ty, pointer, properties| {
            repair_objects::repair_objects(ty, properties, |name, message| {
                let help =
                    "nothing is generated from it; correct the document, or leave it as it is";
                notes.push(Note::new(&format!("{pointer}/{name}"), message, help));
            });
            repair_servers::repair_servers(properties, pointer, &mut notes);
            if ty == ObjectType::MediaType {
                describe_parts(properties, pointer, part_types.as_ref());
            }
            if ty == ObjectType::Schema && !is_later && properties.contains_key("$ref") {
                // In 3.0, keywords beside a reference have no meaning; annotations are kept nevertheless.
                properties.retain(|name, _| is_annotation(name));
            }
        },
    );
    repair_paths::repair_paths(&mut source.document.value, &mut notes);
    Loaded { source, notes, edition: Edition::Any }
}

/// Whether a keyword of a schema does not change the allowed values, except for `nullable`.
fn is_annotation(name: &str) -> bool {
    let known = [
        "$ref",
        "title",
        "description",
        "summary",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
        "default",
        "nullable",
    ];
    known.contains(&name) || name.starts_with("x-")
}

/// The version of a document, if it is OpenAPI 3. `3.1` without quotes is a number.
fn version(document: &Value) -> Option<String> {
    let version = match document.get("openapi")? {
        Value::String(version) => version.clone(),
        Value::Number(version) => version.to_string(),
        _ => return None,
    };
    let is_known = ["3.0", "3.1", "3.2"].iter().any(|known| {
        version.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    (is_known && document.get("swagger").is_none()).then_some(version)
}

/// The properties of the document that are left out, each with the reason.
const LEFT_OUT: [(&str, &str); 1] =
    [("webhooks", "webhooks are requests to you, so a client has none")];

/// Leaves out properties that a client does not need, and adds `paths` if the document may lack it.
pub(crate) fn document(document: &mut Value, notes: &mut Vec<Note>) {
    let Some(properties) = document.as_object_mut() else { return };
    let may_lack_paths =
        properties.contains_key("webhooks") || properties.contains_key("components");
    for (name, reason) in LEFT_OUT {
        if properties.contains_key(name) {
            let help = "nothing is generated from it";
            notes.push(Note::of_absence(&format!("/{name}"), reason, help));
            properties.shift_remove(name);
        }
    }
    properties.shift_remove("jsonSchemaDialect");
    properties.shift_remove("$self");
    if may_lack_paths && properties.get("paths").is_none_or(Value::is_null) {
        properties.insert("paths".to_owned(), json!({}));
    }
    if let Some(info) = properties.get_mut("info").and_then(Value::as_object_mut) {
        let summary = info.shift_remove("summary");
        if let (Some(summary), false) = (summary, info.contains_key("description")) {
            info.insert("description".to_owned(), summary);
        }
        if let Some(license) = info.get_mut("license").and_then(Value::as_object_mut) {
            license.shift_remove("identifier");
        }
    }
    if let Some(components) = properties.get_mut("components").and_then(Value::as_object_mut) {
        components.shift_remove("pathItems");
    }
    let paths = properties.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten().filter(|(path, _)| path.starts_with('/')) {
        let Some(item) = item.as_object_mut() else { continue };
        let Some(Value::Object(others)) = item.shift_remove(ADDITIONAL) else { continue };
        for (method, operation) in others {
            if is_method(&method) && !item.contains_key(&method) {
                item.insert(method, operation);
                continue;
            }
            let pointer = format!("/paths/{}/{ADDITIONAL}/{}", escape(path), escape(&method));
            let message = format!("`{method}` is not a method of its own in capitals");
            notes.push(Note::new(&pointer, message, "nothing is generated from it"));
        }
    }
}

/// The operations of a path with methods for which OpenAPI has no property (OpenAPI 3.2).
const ADDITIONAL: &str = "additionalOperations";
