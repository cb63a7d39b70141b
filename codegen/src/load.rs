//! One document in the words of OpenAPI 3.0, whatever files and words of OpenAPI 3 it was in.
//!
//! In goes a [`Source`], out comes a [`Loaded`] one: what its references lead to is among the
//! components, later words are 3.0's, and slips that leave no doubt are mended. Nothing is refused
//! here: what cannot be brought in stays, with the reason, and a check tells it at its place.

pub(crate) mod files;
pub(crate) mod gather_parts;
pub(crate) mod list_parts;
pub(crate) mod loaded;
pub(crate) mod repair_objects;
pub(crate) mod repair_paths;
pub(crate) mod repair_servers;
pub(crate) mod rewrite;

use serde_json::{Value, json};

use crate::load::loaded::{Loaded, Note};
use crate::openapi::grammar::{ObjectType, Rule};
use crate::openapi::source::Source;
use crate::openapi::visit;

/// A description that is to be one document of OpenAPI 3.0 as it is.
pub(crate) fn as_written(source: Source) -> Loaded {
    Loaded { source, notes: Vec::new() }
}

/// Brings a document from elsewhere down to one document of OpenAPI 3.0.
pub(crate) fn bundle(mut source: Source) -> Loaded {
    let mut notes = Vec::new();
    let Some(version) = version(&source.document.value) else { return as_written(source) };
    gather_parts::gather_parts(&mut source);
    document(&mut source.document.value, &mut notes);
    let is_later = !version.starts_with("3.0");
    visit::change(
        &mut source.document.value,
        Rule::One(ObjectType::Document),
        &mut String::new(),
        &mut |kind, pointer, members| {
            repair_objects::repair_objects(kind, members, |name, message| {
                let help = "nothing is generated from it; mend the document, or leave it be";
                notes.push(Note::new(&format!("{pointer}/{name}"), message, help));
            });
            repair_servers::repair_servers(members, pointer, &mut notes);
            if kind == ObjectType::Schema {
                rewrite::rewrite(members, is_later);
            }
        },
    );
    repair_paths::repair_paths(&mut source.document.value, &mut notes);
    if let Some(members) = source.document.value.as_object_mut() {
        members.insert("openapi".to_owned(), json!("3.0.3"));
    }
    Loaded { source, notes }
}

/// The version of a document, if it is one that we read. `3.1` without quotes is a number.
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

/// What a client does not send, by the member of the document, and why it is left out.
const LEFT_OUT: [(&str, &str); 1] =
    [("webhooks", "webhooks are calls to you, so no client has them")];

/// Leaves out what is no part of a client, and fills in `paths` where there may be none.
pub(crate) fn document(document: &mut Value, notes: &mut Vec<Note>) {
    let Some(members) = document.as_object_mut() else { return };
    let may_lack_paths = members.contains_key("webhooks") || members.contains_key("components");
    for (name, reason) in LEFT_OUT {
        if members.contains_key(name) {
            notes.push(Note::new(&format!("/{name}"), reason, "nothing is generated from it"));
            members.shift_remove(name);
        }
    }
    members.shift_remove("jsonSchemaDialect");
    members.shift_remove("$self");
    if may_lack_paths && members.get("paths").is_none_or(Value::is_null) {
        members.insert("paths".to_owned(), json!({}));
    }
    if let Some(info) = members.get_mut("info").and_then(Value::as_object_mut) {
        let summary = info.shift_remove("summary");
        if let (Some(summary), false) = (summary, info.contains_key("description")) {
            info.insert("description".to_owned(), summary);
        }
        if let Some(license) = info.get_mut("license").and_then(Value::as_object_mut) {
            license.shift_remove("identifier");
        }
    }
    if let Some(components) = members.get_mut("components").and_then(Value::as_object_mut) {
        components.shift_remove("pathItems");
    }
    let paths = members.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten().filter(|(path, _)| path.starts_with('/')) {
        let Some(item) = item.as_object_mut() else { continue };
        for method in ["query", "additionalOperations"] {
            if item.shift_remove(method).is_some() {
                let pointer = format!("/paths/{}/{method}", crate::openapi::pointer::escape(path));
                let message = format!("`{method}` has no method that clients send here");
                notes.push(Note::new(&pointer, message, "nothing is generated from it"));
            }
        }
    }
}
