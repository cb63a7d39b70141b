//! Each keyword with a value of each wrong JSON type, at each place of documents with all keywords: the
//! result is code or a report with locations, never a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use camino::Utf8Path;
use guestlist_codegen::{compile_document, compile_document_partial};
use serde_json::{Value, json};

use super::mutated_descriptions::collect;

/// Values of each JSON type, with parts of wrong types.
fn values() -> [Value; 6] {
    [
        json!(null),
        json!(true),
        json!(7.5),
        json!("#/components/schemas/Guest"),
        json!([null, 7, "a", {}, []]),
        json!({ "a": 7, "b": {}, "$ref": "#/components/schemas/Guest" }),
    ]
}

/// The keywords of schemas, of all versions.
const KEYWORDS: [&str; 58] = [
    "$ref",
    "$id",
    "$anchor",
    "$defs",
    "$dynamicRef",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "discriminator",
    "else",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "if",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "then",
    "title",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// The places of schemas that keywords are added to: with a reference, with a type, with a union, and
/// a reference in another schema.
const PLACES: [&str; 4] = [
    "/components/schemas/Alias",
    "/components/schemas/Guest",
    "/components/schemas/Pet",
    "/components/schemas/Guest/properties/pet",
];

/// A document of few schemas.
fn small(version: &str) -> Value {
    let schemas = json!({
        "Alias": { "$ref": "#/components/schemas/Guest" },
        "Guest": { "type": "object", "properties": { "pet": { "$ref": "#/components/schemas/Pet" }, "next": { "$ref": "#/components/schemas/Alias" } } },
        "Pet": { "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "type": "string" }] },
        "Cat": { "type": "object", "properties": { "lives": { "type": "integer" } } },
    });
    json!({ "openapi": version, "info": { "title": "Guests", "version": "1" }, "paths": {}, "components": { "schemas": schemas } })
}

/// A document with nearly everything that OpenAPI has.
fn whole(version: &str) -> Value {
    let text = r##"{
"openapi": "", "info": {"title": "Guests", "description": "All.", "termsOfService": "a", "contact": {"name": "a", "url": "b", "email": "c"}, "license": {"name": "MIT", "url": "a"}, "version": "1"},
"servers": [{"url": "https://{site}.example", "description": "Here", "variables": {"site": {"enum": ["a", "b"], "default": "a", "description": "Where."}}}],
"tags": [{"name": "Guests", "description": "All.", "externalDocs": {"description": "a", "url": "b"}}],
"externalDocs": {"url": "a"},
"security": [{"key": []}, {"oauth": ["read"]}],
"x-guestlist-rate-limit": {"limit": "X-Limit"},
"paths": {
  "/guests/{id}": {
    "summary": "a", "description": "b", "servers": [{"url": "/v2"}],
    "parameters": [{"$ref": "#/components/parameters/Id"}],
    "get": {
      "operationId": "GetGuest", "tags": ["Guests"], "summary": "a", "description": "b", "deprecated": true,
      "externalDocs": {"url": "a"}, "security": [{}], "servers": [{"url": "/v3"}],
      "parameters": [
        {"name": "page", "in": "query", "description": "a", "required": true, "deprecated": false, "allowEmptyValue": true, "style": "form", "explode": true, "allowReserved": true, "schema": {"type": "integer"}, "example": 1},
        {"name": "X-Locale", "in": "header", "schema": {"type": "string", "enum": ["en"]}, "examples": {"a": {"value": "en"}}},
        {"name": "filter", "in": "query", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Guest"}}}}
      ],
      "responses": {
        "200": {"description": "One.", "headers": {"X-Limit": {"description": "a", "schema": {"type": "integer"}}}, "links": {"self": {"operationId": "GetGuest", "parameters": {"id": 1}, "description": "a"}},
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Guest"}, "examples": {"one": {"summary": "a", "value": {"kind": "guest"}}}}}},
        "404": {"$ref": "#/components/responses/Gone"},
        "default": {"description": "Else."}
      },
      "callbacks": {"added": {"{$request.body#/url}": {"post": {"responses": {"204": {"description": "a"}}}}}},
      "x-guestlist-paging": {"number": "page", "size": "page", "items": "names"}
    },
    "post": {
      "operationId": "AddGuest", "tags": ["Guests"],
      "requestBody": {"description": "a", "required": true, "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}, "example": {"kind": "cat"}},
        "multipart/form-data": {"schema": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}, "meta": {"type": "object"}}}, "encoding": {"meta": {"contentType": "application/json", "headers": {"X-A": {"schema": {"type": "string"}}}, "style": "form", "explode": true, "allowReserved": false}}},
        "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Guest"}}
      }},
      "responses": {"201": {"description": "Added."}}
    }
  }
},
"components": {
  "schemas": {
    "Guest": {"title": "a", "type": "object", "description": "A guest.", "required": ["kind", "names"], "properties": {
      "kind": {"type": "string", "enum": ["guest"], "x-enum-varnames": ["Guest"]},
      "host": {"$ref": "#/components/schemas/Host"},
      "names": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 9, "pattern": "a"}, "minItems": 0, "maxItems": 3, "uniqueItems": true},
      "age": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 200, "exclusiveMinimum": false, "multipleOf": 1, "default": 1, "nullable": true, "readOnly": true, "example": 7},
      "pet": {"oneOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "string", "format": "uuid"}]}
    }, "additionalProperties": {"type": "string"}, "xml": {"name": "a", "wrapped": true}, "externalDocs": {"url": "a"}, "example": {"kind": "guest"}},
    "Host": {"allOf": [{"$ref": "#/components/schemas/Guest"}, {"type": "object", "properties": {"since": {"type": "string", "format": "date-time", "writeOnly": true, "deprecated": true}}}]},
    "Alias": {"$ref": "#/components/schemas/Host"},
    "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "lives": {"anyOf": [{"type": "integer"}, {"type": "boolean"}]}}},
    "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "not": {"not": {"type": "string"}}}},
    "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "dog": "Dog"}}}
  },
  "parameters": {"Id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}},
  "responses": {"Gone": {"description": "Gone.", "content": {"application/json": {"schema": {"type": "object", "properties": {"error": {"type": "string"}}}}}}},
  "examples": {"One": {"value": 1}}, "requestBodies": {"B": {"content": {"text/plain": {}}}}, "headers": {"H": {"schema": {"type": "string"}}},
  "links": {"L": {"operationRef": "a"}}, "callbacks": {"C": {"a": {}}},
  "securitySchemes": {
    "key": {"type": "apiKey", "name": "X-Key", "in": "header", "description": "a", "x-guestlist-env": ["KEY"]},
    "basic": {"type": "http", "scheme": "basic", "bearerFormat": "a"},
    "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://a.example/token", "refreshUrl": "a", "scopes": {"read": "Reads."}}}},
    "open": {"type": "openIdConnect", "openIdConnectUrl": "a"}
  }
}}"##;
    let mut document: Value = serde_json::from_str(text).unwrap();
    document["openapi"] = version.into();
    if version != "3.0.3" {
        let later = json!({
            "type": ["object", "null"],
            "const": { "a": 1 },
            "prefixItems": [{ "type": "string" }],
            "examples": [{ "a": 1 }],
            "$defs": { "Inner": { "exclusiveMinimum": 3 } },
            "patternProperties": { "a": { "contentEncoding": "base64", "contentMediaType": "image/png" } },
            "properties": { "inner": { "$ref": "#/components/schemas/Later/$defs/Inner", "description": "a" } },
        });
        document["components"]["schemas"]["Later"] = later;
        document["components"]["pathItems"] = json!({ "P": { "get": { "responses": {} } } });
        document["webhooks"] = json!({ "w": { "$ref": "#/components/pathItems/P" } });
    }
    document
}

/// What is wrong with what becomes of a document.
fn fault(file: &Utf8Path, document: &Value) -> Option<String> {
    std::fs::write(file, document.to_string()).unwrap();
    let made = catch_unwind(AssertUnwindSafe(|| match compile_document(file) {
        Ok(_) => Vec::new(),
        Err(report) => {
            let partial = compile_document_partial(file).err();
            let all = [Some(report), partial].into_iter().flatten();
            all.flat_map(|report| report.problems().to_vec()).collect()
        }
    }));
    let Ok(problems) = made else { return Some("it panics".to_owned()) };
    let is_bad = |problem: &&guestlist_codegen::Diagnostic| {
        problem.code == "internal-fault" || problem.location.line < 1 || problem.help.is_empty()
    };
    problems.iter().find(is_bad).map(|problem| format!("{problem:?}"))
}

const VERSIONS: [&str; 3] = ["3.0.3", "3.1.0", "3.2.0"];

/// The variable that asks for everything in all versions.
const ALL: &str = "GUESTLIST_KEYWORDS";

/// Whole documents with another value at each place, half of the values in turn; all of them with
/// `GUESTLIST_KEYWORDS=all cargo test -p guestlist-tests --test compiler_cases keyword`.
fn with_another_value() -> Vec<(String, Value)> {
    let in_all = std::env::var_os(ALL).is_some();
    let mut changed = Vec::new();
    for (turn, version) in VERSIONS.iter().enumerate() {
        let whole = whole(version);
        changed.push((version.to_string(), whole.clone()));
        let mut pointers = Vec::new();
        collect(&whole, String::new(), &mut pointers);
        for (index, pointer) in pointers.iter().enumerate() {
            for (kind, value) in values().into_iter().enumerate() {
                if in_all || (index + kind) % values().len() == turn {
                    let mut document = whole.clone();
                    *document.pointer_mut(pointer).unwrap() = value.clone();
                    changed.push((format!("{version}, {pointer}: {value}"), document));
                }
            }
        }
    }
    changed
}

/// Small documents with each keyword of each type at each place, each in one version in turn, or in all.
fn with_a_keyword() -> Vec<(String, Value)> {
    let in_all = std::env::var_os(ALL).is_some();
    let mut changed = Vec::new();
    for (turn, version) in VERSIONS.iter().enumerate() {
        for place in PLACES {
            for (index, keyword) in KEYWORDS.iter().enumerate() {
                for (kind, value) in values().into_iter().enumerate() {
                    if in_all || (index + kind) % VERSIONS.len() == turn {
                        let mut document = small(version);
                        document.pointer_mut(place).unwrap()[*keyword] = value.clone();
                        changed.push((format!("{version}, {place}/{keyword}: {value}"), document));
                    }
                }
            }
        }
    }
    changed
}

fn assert_no_fault(documents: Vec<(String, Value)>) {
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("openapi.json");
    let faults = documents.into_iter().filter_map(|(what, document)| {
        fault(&file, &document).map(|fault| format!("{what}: {fault}"))
    });
    let faults: Vec<String> = faults.collect();
    let shown = faults.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{} faults, such as\n{shown}", faults.len());
}

#[test]
fn a_value_of_a_wrong_type_is_told_or_ignored_and_never_a_panic() {
    assert_no_fault(with_another_value());
}

#[test]
fn a_keyword_of_a_wrong_type_is_told_or_ignored_and_never_a_panic() {
    assert_no_fault(with_a_keyword());
}

#[test]
fn a_union_beside_a_reference_is_no_panic() {
    let text = r##"{"openapi": "3.0.3", "info": {}, "paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"properties": {"58": {"$ref": "#/components/schemas/Read", "oneOf": {}}}}}}}}}}}, "components": {"schemas": {"Read": {}}}}"##;
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("openapi.json");
    assert_eq!(fault(&file, &serde_json::from_str(text).unwrap()), None);
}
