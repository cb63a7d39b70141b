//! No two operations have the same `operationId`.

use std::collections::HashMap;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;

pub(crate) const CHECK: Check = Check {
    code: "duplicate-operation-id",
    rule: "No two operations have the same `operationId`.",
    scope: Scope::Advised,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let mut first: HashMap<&str, String> = HashMap::new();
    let operations = description.operations();
    for operation in operations.iter().filter(|operation| !operation.id().is_empty()) {
        let route = format!("{} {}", operation.method.to_uppercase(), operation.path);
        if let Some(other) = first.get(operation.id()) {
            problems.add(
                &operation.object.pointer.property("operationId"),
                format!("`{}` is already the operationId of {other}", operation.id()),
                format!("give {route} a name of its own"),
            );
        } else {
            first.insert(operation.id(), route);
        }
    }
}
