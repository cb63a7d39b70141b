//! An operation has one way to fail, whose type tells the statuses apart.

use serde_json::{Map, Value, json};

use super::Pass;
use super::document::{body_schema, each_operation, json_content, reference, referred};
use crate::names::error_type;

pub(super) const PASS: Pass = Pass {
    name: "group_errors",
    does: "makes `4XX` and `5XX` of all error responses, with one schema that lists the statuses",
    run,
};

/// In an operation: the statuses of its errors, what they mean, and the models of their bodies.
pub(super) const ERRORS: &str = "x-guestlist-errors";

fn run(document: &mut Value) {
    each_operation(document, |operation| {
        let id =
            operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else {
            return;
        };
        let old = std::mem::take(responses);
        let mut errors = Map::new();
        for (status, response) in old {
            if !status.starts_with(['4', '5']) {
                if status == "2XX" {
                    responses.insert(status, response);
                }
                continue;
            }
            let model = body_schema(&response).and_then(referred);
            let meaning = response.get("description").cloned().unwrap_or_default();
            errors.insert(status, json!({ "description": meaning, "x-guestlist-model": model }));
        }
        for range in ["4XX", "5XX"] {
            let content = json_content(reference(&error_type(&id)));
            let response = json!({ "description": "The operation failed.", "content": content });
            responses.insert(range.to_owned(), response);
        }
        operation.insert(ERRORS.to_owned(), Value::Object(errors));
    });
}
