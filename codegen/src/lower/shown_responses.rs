//! The example responses in the document, and in files beside it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::ir::example::ShownResponse;
use crate::ir::id::OperationId;
use crate::lower::documented::{json_of, value_of};
use crate::lower::models::nullable;
use crate::lower::responses::Responses;
use crate::openapi::document::Document;
use crate::openapi::document::operation::{MediaType, Operation};
use crate::openapi::folder::example_name::{ExampleName, Message};
use crate::openapi::media_type::Media;

/// The example files of a description, by name.
pub(crate) type ExampleFiles = BTreeMap<String, Vec<u8>>;

/// All example responses, by operation: successes first.
pub(crate) fn shown_responses(document: &Document, files: &ExampleFiles) -> Vec<ShownResponse> {
    let operations = document.operations().enumerate();
    let shown = operations.flat_map(|(at, (.., one))| of(document, OperationId(at), one, files));
    shown.collect()
}

fn of(
    document: &Document,
    id: OperationId,
    operation: &Operation,
    files: &ExampleFiles,
) -> Vec<ShownResponse> {
    let shown = |status, media_type: &str, body: String| ShownResponse {
        operation: id,
        status,
        media_type: media_type.to_owned(),
        body,
    };
    let Responses { successes, errors, .. } = Responses::of(operation);
    let mut all: Vec<ShownResponse> = Vec::new();
    for (status, response) in successes.iter().copied().chain(errors) {
        let is_success = successes.iter().any(|(known, _)| *known == status);
        let status = usual(status, is_success);
        if response.content.is_empty() {
            all.push(shown(status, "", String::new()));
        }
        for (media_type, content) in &response.content {
            let bodies = bodies(document, media_type, content);
            all.extend(bodies.into_iter().map(|body| shown(status, media_type, body)));
        }
    }
    for (file, bytes) in files {
        let Some(example) = ExampleName::parse(file) else { continue };
        let Message::Response(status) = example.message else { continue };
        let body = serde_json::from_slice::<Value>(bytes);
        if let (true, Ok(body)) = (example.operation == operation.id, body) {
            all.push(shown(status, "application/json", body.to_string()));
        }
    }
    all.sort_by_key(|one| one.status);
    all
}

/// The example bodies, as JSON.
fn bodies(document: &Document, media_type: &str, content: &MediaType) -> Vec<String> {
    let Some(schema) = &content.schema else { return Vec::new() };
    if Media::described(media_type, Some(schema)) != Media::Json {
        return Vec::new();
    }
    let ty = nullable(schema, &document.components.schemas);
    let components = &document.components.examples;
    let named = content.examples.values().filter_map(|one| value_of(components, one));
    content.example.iter().chain(named).map(|value| json_of(&ty, value).to_string()).collect()
}

/// A possible status of a response that is described as `2XX` or `default`.
fn usual(status: &str, is_success: bool) -> u16 {
    let first = status.as_bytes().first().filter(|digit| digit.is_ascii_digit());
    let class = first.map(|digit| u16::from(digit - b'0') * 100);
    match (status.parse(), class, is_success) {
        (Ok(status), ..) => status,
        (_, Some(class), _) => class,
        (_, _, true) => 200,
        (_, _, false) => 500,
    }
}
