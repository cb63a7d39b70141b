//! Parameters, request bodies and responses by reference stand where they are used.

use serde_json::Value;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::each_operation;
use crate::openapi::chains::Chains;

pub(crate) const PASS: Pass = Pass {
    name: "inline_references",
    does: "puts referenced parameters, request bodies and responses where they are used",
    run,
};

const GROUPS: [&str; 3] = ["parameters", "requestBodies", "responses"];

fn run(draft: &mut Draft) {
    let document = &mut draft.document;
    let components = document.get("components").cloned().unwrap_or_default();
    let target = |value: &Value| {
        let pointer = value.get("$ref")?.as_str()?.strip_prefix("#/components")?;
        components.pointer(pointer).map(|_| pointer.to_owned())
    };
    let mut chains = Chains::default();
    // Circles are refused before.
    let mut resolve = |value: &mut Value| {
        let next = |at: &String| target(components.pointer(at)?);
        let end = target(value).and_then(|first| chains.end(first, next));
        if let Some(component) = end.and_then(|end| components.pointer(&end)) {
            *value = component.clone();
        }
    };
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        let shared = item.get_mut("parameters").and_then(Value::as_array_mut);
        shared.into_iter().flatten().for_each(&mut resolve);
    }
    each_operation(document, |operation| {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        parameters.into_iter().flatten().for_each(&mut resolve);
        operation.get_mut("requestBody").into_iter().for_each(&mut resolve);
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
