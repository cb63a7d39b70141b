//! Paths or components that are one reference become a list of references.
//!
//! OpenAPI has no such reference, but who cuts a document into files writes it, and means this.

use serde_json::{Map, Value, json};

use crate::load::files::Files;
use crate::openapi::pointer::escape;
use crate::openapi::source::Source;

/// Where a reference to a whole list is understood; outer ones first.
const LISTS: [&str; 10] = [
    "/paths",
    "/components",
    "/components/schemas",
    "/components/responses",
    "/components/parameters",
    "/components/requestBodies",
    "/components/headers",
    "/components/examples",
    "/components/securitySchemes",
    "/components/pathItems",
];

/// Writes a reference for each member of what a list's reference leads to.
pub(crate) fn list_parts(source: &mut Source, files: &mut Files) {
    for pointer in LISTS {
        let list = source.document.value.pointer(pointer).and_then(Value::as_object);
        let Some(text) = list.and_then(|list| list.get("$ref")?.as_str()).map(str::to_owned) else {
            continue;
        };
        // What leads nowhere is told as a list that is no list.
        let Ok((file, target)) = files.resolve(source, 0, &text) else { continue };
        let found = files.text(source, file).value.pointer(&target).and_then(Value::as_object);
        let Some(names) = found.map(|members| members.keys().cloned().collect::<Vec<_>>()) else {
            continue;
        };
        let path = text.split('#').next().unwrap_or_default();
        let refer = |name: String| {
            let reference = json!({ "$ref": format!("{path}#{target}/{}", escape(&name)) });
            (name, reference)
        };
        let listed: Map<String, Value> =
            names.into_iter().filter(|name| !name.starts_with("x-")).map(refer).collect();
        if let Some(Value::Object(list)) = source.document.value.pointer_mut(pointer) {
            list.shift_remove("$ref");
            for (name, reference) in listed {
                list.entry(name).or_insert(reference);
            }
        }
    }
}
