//! Time grows in proportion to a document: four times as much of anything takes about four times as long.

mod parts;

use std::time::{Duration, Instant};

use camino::Utf8Path;
use guestlist_codegen::{compile_document, compile_document_partial};
use serde_json::{Value, json};

use parts::{document, each, numbered, operations, parameter, reference, same, schema};

/// What there is much of: its name, how many of it the smaller document has, and the document.
type Case = (&'static str, usize, fn(usize) -> Value);

const CASES: &[Case] = &[
    ("values of an enum", 1_500, |n| schema(json!({ "type": "string", "enum": numbered("v", n) }))),
    ("equal values of an enum", 1_500, |n| {
        schema(
            json!({ "type": "string", "enum": numbered("same", n).iter().map(|_| "a").collect::<Vec<_>>() }),
        )
    }),
    ("integers of an enum", 1_500, |n| {
        schema(json!({ "type": "integer", "enum": (0..n).collect::<Vec<_>>() }))
    }),
    ("values of the same name", 1_000, |n| {
        schema(json!({ "type": "string", "enum": (0..n).map(same).collect::<Vec<_>>() }))
    }),
    ("values of a union of enums", 500, |n| {
        let members: Vec<Value> =
            (0..n).map(|n| json!({ "type": "string", "enum": [format!("v{n}")] })).collect();
        schema(json!({ "oneOf": members }))
    }),
    ("properties", 250, |n| {
        schema(
            json!({ "type": "object", "properties": each(n, |n| (format!("p{n}"), json!({ "type": "string" }))) }),
        )
    }),
    ("properties of the same name", 250, |n| {
        schema(
            json!({ "type": "object", "properties": each(n, |n| (same(n), json!({ "type": "string" }))) }),
        )
    }),
    ("required properties", 250, |n| {
        schema(json!({
            "type": "object",
            "required": numbered("p", n),
            "properties": each(n, |n| (format!("p{n}"), json!({ "type": "string" }))),
        }))
    }),
    ("required names of nothing", 5_000, |n| {
        schema(
            json!({ "type": "object", "required": numbered("p", n), "properties": { "a": { "type": "string" } } }),
        )
    }),
    ("parts of an allOf", 250, |n| {
        let parts: Vec<Value> = (0..n)
            .map(|n| json!({ "type": "object", "required": [format!("p{n}")], "properties": { format!("p{n}"): { "type": "string" } } }))
            .collect();
        schema(json!({ "allOf": parts }))
    }),
    ("variants with a tag", 50, |n| {
        let mut schemas = each(n, |n| {
            let kind = json!({ "type": "string", "enum": [format!("k{n}")] });
            (
                format!("M{n}"),
                json!({ "type": "object", "required": ["kind"], "properties": { "kind": kind } }),
            )
        });
        let members: Vec<Value> = (0..n).map(|n| reference("schemas", &format!("M{n}"))).collect();
        schemas.insert("A".to_owned(), json!({ "oneOf": members }));
        document(json!({}), json!({ "schemas": schemas }))
    }),
    ("variants of a discriminator", 50, |n| {
        let mut schemas = each(n, |n| {
            (
                format!("M{n}"),
                json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } }),
            )
        });
        let members: Vec<Value> = (0..n).map(|n| reference("schemas", &format!("M{n}"))).collect();
        let mapping = each(n, |n| (format!("k{n}"), json!(format!("#/components/schemas/M{n}"))));
        schemas.insert(
            "A".to_owned(),
            json!({ "oneOf": members, "discriminator": { "propertyName": "kind", "mapping": mapping } }),
        );
        document(json!({}), json!({ "schemas": schemas }))
    }),
    ("variants without a tag", 50, |n| {
        let mut schemas = each(n, |n| {
            let name = format!("p{n}");
            (
                format!("M{n}"),
                json!({ "type": "object", "required": [name], "properties": { name: { "type": "string", "format": "uuid" } } }),
            )
        });
        let members: Vec<Value> = (0..n).map(|n| reference("schemas", &format!("M{n}"))).collect();
        schemas.insert("A".to_owned(), json!({ "oneOf": members }));
        document(json!({}), json!({ "schemas": schemas }))
    }),
    ("variants of the same name", 150, |n| {
        let members: Vec<Value> =
            (0..n).map(|n| json!({ "title": "Same", "type": "array", "items": { "type": "string", "maxLength": n } })).collect();
        schema(json!({ "oneOf": members }))
    }),
    ("lists that look paged", 60, |n| {
        let page = |n| {
            json!({ "type": "object", "properties": {
                format!("p{n}"): { "type": "array", "items": { "type": "string" } },
                "next_cursor": { "type": "string" },
            } })
        };
        let list = |n| {
            let page = json!({ "schema": reference("schemas", &format!("S{n}")) });
            json!({ "get": {
                "parameters": [{ "name": "cursor", "in": "query", "schema": { "type": "string" } }],
                "responses": { "200": { "description": "a", "content": { "application/json": page } } },
            } })
        };
        document(
            each(n, |n| (format!("/p{n}"), list(n))).into(),
            json!({ "schemas": each(n, |n| (format!("S{n}"), page(n))) }),
        )
    }),
    ("schemas", 150, |n| {
        document(
            json!({}),
            json!({ "schemas": each(n, |n| (format!("S{n}"), json!({ "type": "object", "properties": { "a": { "type": "string" } } }))) }),
        )
    }),
    ("schemas of the same name", 150, |n| {
        document(
            json!({}),
            json!({ "schemas": each(n, |n| (same(n), json!({ "type": "object", "properties": { "a": { "type": "string" } } }))) }),
        )
    }),
    ("inline schemas of the same name", 150, |n| {
        let property = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        schema(json!({ "type": "object", "properties": each(n, |n| (same(n), property.clone())) }))
    }),
    ("aliases", 1_000, |n| {
        let mut schemas = each(n, |n| {
            (
                format!("S{n}"),
                json!({ "type": "array", "items": reference("schemas", &format!("S{}", n + 1)) }),
            )
        });
        schemas.insert(format!("S{n}"), json!({ "type": "string" }));
        document(json!({}), json!({ "schemas": schemas }))
    }),
    ("schemas by reference", 1_000, |n| {
        let mut schemas =
            each(n, |n| (format!("S{n}"), reference("schemas", &format!("S{}", n + 1))));
        schemas.insert(format!("S{n}"), json!({ "type": "object", "properties": {} }));
        document(json!({}), json!({ "schemas": schemas }))
    }),
    ("parents", 50, |n| {
        // Each says nothing of its own, so that what comes of all of them grows with their number.
        let mut schemas = each(n, |n| {
            (
                format!("S{n}"),
                json!({ "allOf": [reference("schemas", &format!("S{}", n + 1)), { "type": "object", "properties": { "a": { "type": "string" } } }] }),
            )
        });
        schemas.insert(
            format!("S{n}"),
            json!({ "type": "object", "properties": { "b": { "type": "string" } } }),
        );
        document(json!({}), json!({ "schemas": schemas }))
    }),
    ("parameters by reference", 500, |n| {
        let mut parameters =
            each(n, |n| (format!("P{n}"), reference("parameters", &format!("P{}", n + 1))));
        parameters.insert(format!("P{n}"), parameter("p"));
        let paths = json!({ "/a": { "get": { "parameters": [reference("parameters", "P0")], "responses": { "204": { "description": "" } } } } });
        document(paths, json!({ "parameters": parameters }))
    }),
    ("parameters", 150, |n| {
        let parameters: Vec<Value> = (0..n).map(|n| parameter(&format!("p{n}"))).collect();
        document(
            json!({ "/a": { "get": { "parameters": parameters, "responses": { "204": { "description": "" } } } } }),
            json!({}),
        )
    }),
    ("parameters of the same name", 150, |n| {
        let parameters: Vec<Value> = (0..n).map(|n| parameter(&same(n))).collect();
        document(
            json!({ "/a": { "get": { "parameters": parameters, "responses": { "204": { "description": "" } } } } }),
            json!({}),
        )
    }),
    ("parameters of types of their own", 50, |n| {
        let parameters: Vec<Value> = (0..n)
            .map(|n| json!({ "name": format!("p{n}"), "in": "query", "schema": { "type": "string", "enum": ["a", "b"] } }))
            .collect();
        document(
            json!({ "/a": { "get": { "parameters": parameters, "responses": { "204": { "description": "" } } } } }),
            json!({}),
        )
    }),
    ("parameters of a path", 50, |n| {
        let path: String = (0..n).map(|n| format!("/{{p{n}}}")).collect();
        let parameters: Vec<Value> = (0..n)
            .map(|n| json!({ "name": format!("p{n}"), "in": "path", "required": true, "schema": { "type": "string" } }))
            .collect();
        document(
            json!({ path: { "get": { "parameters": parameters, "responses": { "204": { "description": "" } } } } }),
            json!({}),
        )
    }),
    ("parameters of a path that nothing describes", 50, |n| {
        let path: String = (0..n).map(|n| format!("/{{p{n}}}")).collect();
        document(
            json!({ path: { "get": { "responses": { "204": { "description": "" } } } } }),
            json!({}),
        )
    }),
    ("operations", 25, |n| operations(n, |n| format!("op{n}"), |_| "guests".to_owned())),
    ("operations of one name", 25, |n| operations(n, |_| "op".to_owned(), |_| "guests".to_owned())),
    ("operations without a name", 25, |n| {
        operations(n, |_| String::new(), |_| "guests".to_owned())
    }),
    ("tags", 25, |n| operations(n, |n| format!("op{n}"), |n| format!("tag{n}"))),
    ("tags of the same name", 25, |n| operations(n, |n| format!("op{n}"), same)),
    ("tags that nothing has", 10_000, |n| {
        let mut document = document(json!({}), json!({}));
        document["tags"] = (0..n).map(|n| json!({ "name": format!("t{n}") })).collect();
        document
    }),
    ("responses", 90, |n| {
        let responses = each(n, |n| {
            (
                format!("{}", 200 + n),
                json!({ "description": "", "content": { "application/json": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } } } } }),
            )
        });
        document(json!({ "/a": { "get": { "responses": responses } } }), json!({}))
    }),
    ("media types of a response", 25, |n| {
        let content =
            each(n, |n| (format!("application/x{n}"), json!({ "schema": { "type": "string" } })));
        document(
            json!({ "/a": { "get": { "responses": { "200": { "description": "", "content": content } } } } }),
            json!({}),
        )
    }),
    ("media types of a request", 50, |n| {
        let content =
            each(n, |n| (format!("application/x{n}"), json!({ "schema": { "type": "string" } })));
        document(
            json!({ "/a": { "post": { "requestBody": { "content": content }, "responses": { "204": { "description": "" } } } } }),
            json!({}),
        )
    }),
    ("JSON media types", 50, |n| {
        let schema = |n| json!({ "type": "object", "properties": { format!("p{n}"): { "type": "string" } } });
        let content =
            each(n, |n| (format!("application/x{n}+json"), json!({ "schema": schema(n) })));
        document(
            json!({ "/a": { "post": { "requestBody": { "content": content }, "responses": { "204": { "description": "" } } } } }),
            json!({}),
        )
    }),
    ("parts of a form", 100, |n| {
        let mut properties = each(n, |n| (same(n), json!({ "type": "string" })));
        properties.insert("file".to_owned(), json!({ "type": "string", "format": "binary" }));
        let required: Vec<String> = properties.keys().cloned().collect();
        let schema = json!({ "type": "object", "required": required, "properties": properties });
        document(
            json!({ "/a": { "post": { "requestBody": { "content": { "multipart/form-data": { "schema": schema } } }, "responses": { "204": { "description": "" } } } } }),
            json!({}),
        )
    }),
    ("examples of a body", 2_500, |n| {
        let examples = each(n, |n| (format!("e{n}"), json!({ "value": { "a": n } })));
        document(
            json!({ "/a": { "get": { "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "type": "object" }, "examples": examples } } } } } } }),
            json!({}),
        )
    }),
    ("servers", 2_500, |n| {
        let mut document = document(json!({}), json!({}));
        document["servers"] =
            (0..n).map(|n| json!({ "url": format!("https://s{n}.example") })).collect();
        document
    }),
    ("servers of the same name", 1_000, |n| {
        let mut document = document(json!({}), json!({}));
        document["servers"] = (0..n)
            .map(|n| json!({ "url": format!("https://a.example/{n}"), "description": "Here" }))
            .collect();
        document
    }),
    ("variables of a server", 150, |n| {
        let mut document = document(json!({}), json!({}));
        let url: String = (0..n).map(|n| format!("/{{v{n}}}")).collect();
        let variables = each(n, |n| (format!("v{n}"), json!({ "default": "a" })));
        document["servers"] =
            json!([{ "url": format!("https://a.example{url}"), "variables": variables }]);
        document
    }),
    ("values of a server's variable", 500, |n| {
        let mut document = document(json!({}), json!({}));
        let variable = json!({ "default": "v0", "enum": numbered("v", n) });
        document["servers"] =
            json!([{ "url": "https://{v}.example", "variables": { "v": variable } }]);
        document
    }),
    ("security schemes", 100, |n| {
        let schemes = each(n, |n| {
            (
                format!("k{n}"),
                json!({ "type": "apiKey", "in": "header", "name": format!("X-K{n}") }),
            )
        });
        let mut document = document(json!({}), json!({ "securitySchemes": schemes }));
        document["security"] = (0..n).map(|n| json!({ format!("k{n}"): [] })).collect();
        document
    }),
    ("security of each operation", 20, |n| {
        let schemes = each(n, |n| {
            (
                format!("k{n}"),
                json!({ "type": "apiKey", "in": "header", "name": format!("X-K{n}") }),
            )
        });
        let mut document = operations(n, |n| format!("op{n}"), |_| "guests".to_owned());
        document["components"] = json!({ "securitySchemes": schemes });
        for n in 0..n {
            document["paths"][format!("/a{n}")]["get"]["security"] =
                json!([{ format!("k{n}"): [] }]);
        }
        document
    }),
    ("references that lead nowhere", 250, |n| {
        schema(
            json!({ "type": "object", "properties": each(n, |n| (format!("p{n}"), reference("schemas", &format!("Nobody{n}")))) }),
        )
    }),
    ("references to parts", 250, |n| {
        let inner = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        let mut properties = each(n, |n| (format!("p{n}"), inner.clone()));
        properties.extend(each(n, |n| {
            (format!("q{n}"), json!({ "$ref": format!("#/components/schemas/A/properties/p{n}") }))
        }));
        schema(json!({ "type": "object", "properties": properties }))
    }),
    ("notes", 1_000, |n| {
        schema(
            json!({ "type": "object", "properties": each(n, |n| (format!("p{n}"), json!({ "type": "string", "deprecated": "of course" }))) }),
        )
    }),
    ("items in lists", 10_000, |n| {
        let mut document = document(json!({}), json!({}));
        document["x-list"] = (0..n).map(|n| json!({ "a": n, "b": [] })).collect();
        document
    }),
];

/// How long a document takes.
fn time(folder: &Utf8Path, document: &Value) -> Duration {
    let file = folder.join("openapi.json");
    std::fs::write(&file, document.to_string()).unwrap();
    let started = Instant::now();
    if compile_document(&file).is_err() {
        let _ = compile_document_partial(&file);
    }
    started.elapsed()
}

/// Other sizes, to find what grows: `GUESTLIST_GROWTH=10 cargo test -p guestlist-tests --test
/// compiler_cases growth -- --nocapture`, and with `GUESTLIST_GROWTH_OF=tags` only what is called so.
fn wanted(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

#[test]
fn four_times_as_much_takes_about_four_times_as_long() {
    let folder = tempfile::tempdir().unwrap();
    let folder = Utf8Path::from_path(folder.path()).unwrap();
    let larger: usize = wanted("GUESTLIST_GROWTH").and_then(|n| n.parse().ok()).unwrap_or(1);
    let only = wanted("GUESTLIST_GROWTH_OF").unwrap_or_default();
    let mut faults = Vec::new();
    for (name, count, of) in CASES.iter().filter(|(name, ..)| name.contains(&only)) {
        let (small, large) = (of(count * larger), of(4 * count * larger));
        // What else the machine does must not make this fail, so a ratio that is too
        // large is measured again.
        let measured = (0..3).map(|_| (time(folder, &small), time(folder, &large)));
        let is_good = |(few, many): &(Duration, Duration)| {
            *many < Duration::from_millis(100) || *many < 9 * *few
        };
        let mut last = (Duration::ZERO, Duration::ZERO);
        let mut measured = measured.inspect(|times| last = *times);
        let fits = measured.any(|times| is_good(&times));
        drop(measured);
        let (few, many) = last;
        let text = format!("{name}: {few:?}, of four times as many {many:?}");
        println!("{text}");
        if !fits {
            faults.push(text);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
