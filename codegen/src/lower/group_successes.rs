//! An operation's ways to succeed stand together.

use serde_json::{Map, Value};

use crate::lower::keys::{MAYBE, SUCCESSES};
use crate::lower::pass::Pass;
use crate::lower::walk::each_operation;

pub(crate) const PASS: Pass = Pass {
    name: "group_successes",
    does: "moves the success responses of an operation out of its `responses`, to where they are one type",
    run,
};

fn run(document: &mut Value) {
    each_operation(document, |operation| {
        let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else {
            return;
        };
        let old = std::mem::take(responses);
        let (mut successes, others): (Map<_, _>, Map<_, _>) =
            old.into_iter().partition(|(status, _)| status.starts_with('2'));
        *responses = others;
        for (_, success) in &mut successes {
            let Some(success) = success.as_object_mut() else { continue };
            if success.get(MAYBE) != Some(&Value::Bool(true)) {
                success.shift_remove(MAYBE);
            }
        }
        operation.insert(SUCCESSES.to_owned(), Value::Object(successes));
    });
}
