//! An undocumented extension has no effect, whatever its name is.

use guestlist_codegen::compile_document;
use serde_json::{Value, json};

/// Names that facts within the generator have had, and one that nothing has had.
const NAMES: [&str; 13] = [
    "x-guestlist-components",
    "x-guestlist-errors",
    "x-guestlist-headers",
    "x-guestlist-left-out",
    "x-guestlist-may-lack-tag",
    "x-guestlist-meanings",
    "x-guestlist-media-type",
    "x-guestlist-other-statuses",
    "x-guestlist-successes",
    "x-guestlist-tag",
    "x-guestlist-tags",
    "x-guestlist-values",
    "x-guestlist-anything",
];

/// Values that could be taken for something.
fn values() -> [Value; 5] {
    let response = json!({ "description": "Forged.", "content": { "text/csv": {} } });
    [
        json!("name"),
        json!(true),
        json!(["application/json", "Guest"]),
        json!({ "name": "forged", "X-Forged": "1", "200": response, "default": response }),
        json!({ "Guest": { "$ref": "#/components/schemas/Filter" }, "name": ["Guest", "Filter"] }),
    ]
}

/// Puts the extensions into the objects of OpenAPI, and not into maps or examples, where they are
/// names.
fn forged(document: &Value, value: &Value) -> Value {
    let mut forged = document.clone();
    let mut objects = vec![&mut forged];
    while let Some(object) = objects.pop() {
        let Value::Object(members) = object else { continue };
        members.extend(NAMES.map(|name| (name.to_owned(), value.clone())));
        for (member, inner) in members.iter_mut() {
            match (member.as_str(), inner) {
                (
                    "paths" | "schemas" | "responses" | "content" | "properties",
                    Value::Object(map),
                ) => {
                    objects.extend(map.iter_mut().map(|(_, inner)| inner));
                }
                ("oneOf" | "anyOf" | "allOf" | "parameters", Value::Array(items)) => {
                    objects.extend(items);
                }
                (
                    "get" | "put" | "post" | "delete" | "patch" | "components" | "requestBody",
                    one,
                )
                | ("schema" | "items" | "additionalProperties", one) => objects.push(one),
                _ => {}
            }
        }
    }
    forged
}

#[test]
fn an_undocumented_extension_has_no_effect() {
    let folder = tempfile::tempdir().unwrap();
    let file = camino::Utf8Path::from_path(folder.path()).unwrap().join("openapi.json");
    let files = |document: &Value| {
        std::fs::write(&file, document.to_string()).unwrap();
        let files = compile_document(&file).unwrap_or_else(|report| panic!("{report}"));
        files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect::<Vec<_>>()
    };
    for package in ["party", "constructs"] {
        let path = super::cases().join(format!("../{package}/openapi.yaml"));
        let document: Value =
            serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let expected = files(&document);
        for value in values() {
            let forged = forged(&document, &value);
            assert_ne!(forged, document);
            assert!(files(&forged) == expected, "{package}: {value} has an effect");
        }
    }
}
