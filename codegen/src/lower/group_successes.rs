//! An operation has one way to succeed.

use serde_json::{Map, Value};

use super::Pass;
use super::document::{body_schema, each_operation, json_content, referred};
use crate::names::body_type;

pub(super) const PASS: Pass = Pass {
    name: "group_successes",
    does: "makes one `2XX` response of all success responses, which have one schema",
    run,
};

/// In an operation: what each success status means.
pub(super) const SUCCESSES: &str = "x-guestlist-successes";

/// In the `2XX` response: the model of its body, and whether the body may be missing.
pub(super) const MODEL: &str = "x-guestlist-model";
pub(super) const MAYBE: &str = "x-guestlist-empty-body";

fn run(document: &mut Value) {
    each_operation(document, |operation| {
        let id =
            operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else {
            return;
        };
        let old = std::mem::take(responses);
        let (successes, others): (Map<_, _>, Map<_, _>) =
            old.into_iter().partition(|(status, _)| status.starts_with('2'));
        let meanings =
            successes.iter().map(|(status, response)| (status.clone(), description(response)));
        let meanings: Map<String, Value> = meanings.collect();
        let mut grouped = serde_json::json!({ "description": "The operation succeeded." });
        let schema = successes.values().find_map(body_schema).cloned();
        if let Some(schema) = schema {
            let maybe = successes.values().any(|one| one.get(MAYBE) == Some(&Value::Bool(true)));
            if maybe {
                // A name of its own, because its type is not the model but an option of it.
                let model = referred(&schema).unwrap_or_default().to_owned();
                grouped[MODEL] = model.into();
                grouped[MAYBE] = true.into();
                grouped["content"] = json_content(super::document::reference(&body_type(&id)));
            } else {
                grouped[MODEL] = referred(&schema).unwrap_or_default().into();
                grouped["content"] = json_content(schema);
            }
        }
        responses.insert("2XX".to_owned(), grouped);
        responses.extend(others);
        operation.insert(SUCCESSES.to_owned(), Value::Object(meanings));
    });
}

fn description(response: &Value) -> Value {
    response.get("description").cloned().unwrap_or_default()
}
