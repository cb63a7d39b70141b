//! Measuring how time grows with the size of a document, on documents made from one pattern.

use anyhow::Result;
use serde_json::{Map, Value, json};

use crate::documents::Document;
use crate::proof::Proof;
use crate::table::aligned;
use crate::workspace::Workspace;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// The table: for each size the seconds, and the milliseconds per operation.
///
/// # Errors
///
/// When the measurement itself fails.
pub fn table(proof: &Proof) -> Result<String> {
    let workspace = Workspace::make(&proof.home, "growth", None)?;
    let head = ["operations", "outcome", "seconds", "ms each", "peak MB"];
    let mut cells = vec![head.map(str::to_owned).to_vec()];
    for size in SIZES {
        let name = format!("growth-{size}.json");
        workspace.write(&name, &document(size).to_string())?;
        let path = workspace.root.join(&name);
        let proof = Proof { compile: false, ..proof.clone() };
        let row = proof.of(&Document { name, path })?;
        cells.push(vec![
            size.to_string(),
            row.outcome.clone(),
            format!("{:.3}", row.seconds()),
            format!("{:.3}", row.seconds() * 1000.0 / size as f64),
            format!("{:.0}", row.generated.peak_kb as f64 / 1024.0),
        ]);
    }
    Ok(aligned(&cells))
}

/// A document with this many operations, each of which reads or creates an object of its own type.
fn document(size: usize) -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for index in 0..size / 2 {
        let name = format!("Thing{index}");
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        let content = json!({ "application/json": { "schema": reference } });
        let answer = json!({ "200": { "description": "It.", "content": content } });
        let id =
            json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } });
        let get = json!({
            "operationId": format!("getThing{index}"), "tags": ["things"], "summary": "Reads one.",
            "parameters": [id], "responses": answer,
        });
        let put = json!({
            "operationId": format!("putThing{index}"), "tags": ["things"], "summary": "Makes one.",
            "parameters": [id], "responses": answer,
            "requestBody": { "required": true, "content": content },
        });
        paths.insert(format!("/things{index}/{{id}}"), json!({ "get": get, "put": put }));
        let before = format!("#/components/schemas/Thing{}", index.saturating_sub(1));
        let mut properties = json!({
            "id": { "type": "string" },
            "state": { "type": "string", "enum": ["new", "old"] },
            "made": { "type": "string", "format": "date-time" },
            "notes": { "type": "array", "items": { "type": "string" } },
        });
        if index % 10 != 0 {
            properties["before"] = json!({ "$ref": before });
        }
        schemas.insert(
            name,
            json!({ "type": "object", "required": ["id"], "properties": properties }),
        );
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1.0.0" },
        "servers": [{ "url": "https://things.example.com" }],
        "tags": [{ "name": "things" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}
