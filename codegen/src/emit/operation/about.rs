//! The documentation of an operation.

use crate::ir::operation::Operation;
use crate::ir::response::Success;
use crate::rust::docs::inlines::code;
use crate::rust::docs::markdown::inline;
use crate::rust::docs::{Docs, codes};

/// The description of an operation, for its docs.
pub(crate) fn about(operation: &Operation) -> Docs {
    let mut summary = inline(&operation.summary);
    if !summary.is_empty() && !summary.ends_with('.') {
        summary.push('.');
    }
    let mut docs = Docs::default().say(&summary).text(&operation.description);
    docs = docs.say(&route(operation));
    docs = match &operation.permissions[..] {
        [] => docs,
        [one] => docs.say(&format!("Requires the permission {}.", code(one))),
        all => {
            let all = codes(all.iter().map(String::as_str));
            docs.say(&format!("Requires one of the permissions {all}."))
        }
    };
    for (status, meaning) in &operation.successes {
        docs = docs.labelled(&format!("Response {}: ", inline(status)), meaning);
    }
    if matches!(operation.success(), Success::Maybe(_)) {
        docs = docs.say("The value is `None` if the response has no body.");
    }
    docs
}

/// The method and the path, as code.
pub(crate) fn route(operation: &Operation) -> String {
    code(&format!("{} {}", operation.method.to_uppercase(), operation.path))
}
