//! A reference to all paths, or to a whole group of components, becomes one reference for each entry.
//!
//! OpenAPI has no such reference, but documents that are split into files use it with this meaning.

use serde_json::{Map, Value, json};

use crate::openapi::load::files::Files;
use crate::openapi::pointer::escape;
use crate::openapi::source::Source;

/// The pointers at which a reference to a whole map is understood; outer ones first.
const MAPS: [&str; 10] = [
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

/// Writes one reference for each entry of a map that is a reference.
pub(crate) fn list_components(source: &mut Source, files: &mut Files) {
    for pointer in MAPS {
        let map = source.document.value.pointer(pointer).and_then(Value::as_object);
        let Some(text) = map.and_then(|map| map.get("$ref")?.as_str()).map(str::to_owned) else {
            continue;
        };
        // `wrong-type` reports a broken reference: its value is not an object.
        let Ok((file, target)) = files.resolve(source, 0, &text) else { continue };
        let found = files.file(source, file).value.pointer(&target).and_then(Value::as_object);
        let Some(names) = found.map(|map| map.keys().cloned().collect::<Vec<_>>()) else {
            continue;
        };
        let path = text.split('#').next().unwrap_or_default();
        let refer = |name: String| {
            let reference = json!({ "$ref": format!("{path}#{target}/{}", escape(&name)) });
            (name, reference)
        };
        let listed: Map<String, Value> =
            names.into_iter().filter(|name| !name.starts_with("x-")).map(refer).collect();
        if let Some(Value::Object(map)) = source.document.value.pointer_mut(pointer) {
            map.shift_remove("$ref");
            for (name, reference) in listed {
                map.entry(name).or_insert(reference);
            }
        }
    }
}
