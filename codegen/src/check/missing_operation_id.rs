//! Each operation has an `operationId`.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::rust::names::pascal;

pub(crate) const CHECK: Check = Check {
    code: "missing-operation-id",
    rule: "Each operation has an `operationId`.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for operation in description.operations().iter().filter(|operation| operation.id().is_empty()) {
        let last =
            operation.path.rsplit('/').find(|part| !part.is_empty() && !part.starts_with('{'));
        let name = pascal(&format!("{} {}", operation.method, last.unwrap_or("root")));
        problems.add(
            &operation.object.pointer,
            format!("{} has no operationId", operation.title()),
            format!("add one, such as `operationId: {name}`: it names the method"),
        );
    }
}
