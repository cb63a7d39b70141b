//! Parameters, request bodies and responses by reference stand where they are used.

use serde_json::Value;

use super::Pass;
use super::document::each_operation;

pub(super) const PASS: Pass = Pass {
    name: "inline_references",
    does: "puts referenced parameters, request bodies and responses where they are used",
    run,
};

const GROUPS: [&str; 3] = ["parameters", "requestBodies", "responses"];

fn run(document: &mut Value) {
    let components = document.get("components").cloned().unwrap_or_default();
    let resolve = |value: &mut Value| {
        // A chain of references; circles are refused before.
        for _ in 0..32 {
            let target = value.get("$ref").and_then(Value::as_str);
            let target = target.and_then(|target| target.strip_prefix("#/components"));
            match target.and_then(|pointer| components.pointer(pointer)) {
                Some(component) => *value = component.clone(),
                None => break,
            }
        }
    };
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        let shared = item.get_mut("parameters").and_then(Value::as_array_mut);
        shared.into_iter().flatten().for_each(resolve);
    }
    each_operation(document, |operation| {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        parameters.into_iter().flatten().for_each(resolve);
        operation.get_mut("requestBody").into_iter().for_each(resolve);
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
        responses.into_iter().flatten().for_each(|(_, response)| resolve(response));
    });
    let schemes = document.pointer_mut("/components/securitySchemes");
    for (_, scheme) in schemes.and_then(Value::as_object_mut).into_iter().flatten() {
        resolve(scheme);
    }
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        GROUPS.iter().for_each(|group| {
            components.shift_remove(*group);
        });
    }
}
