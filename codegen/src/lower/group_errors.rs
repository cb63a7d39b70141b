//! An operation's ways to fail stand together.

use serde_json::{Map, Value};

use crate::lower::keys::{ERRORS, OTHERS};
use crate::lower::pass::Pass;
use crate::lower::walk::each_operation;

pub(crate) const PASS: Pass = Pass {
    name: "group_errors",
    does: "moves the error responses of an operation, and `default`, out of its `responses`, to where they are one type",
    run,
};

fn run(document: &mut Value) {
    each_operation(document, |operation| {
        let Some(responses) = operation.shift_remove("responses") else { return };
        let responses = responses.as_object().cloned().unwrap_or_default();
        let is_error = |status: &str| status.starts_with(['4', '5']) || status == "default";
        let (errors, others): (Map<_, _>, Map<_, _>) =
            responses.into_iter().partition(|(status, _)| is_error(status));
        operation.insert(ERRORS.to_owned(), Value::Object(errors));
        let others: Vec<Value> = others.into_iter().map(|(status, _)| status.into()).collect();
        if !others.is_empty() {
            operation.insert(OTHERS.to_owned(), Value::Array(others));
        }
    });
}
