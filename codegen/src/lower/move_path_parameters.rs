//! The parameters that a path has for all its operations stand in each of them.

use serde_json::Value;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::each_operation;

pub(crate) const PASS: Pass = Pass {
    name: "move_path_parameters",
    does: "moves the parameters of a path into its operations, whose own ones win",
    run,
};

fn run(draft: &mut Draft) {
    let document = &mut draft.document;
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        let Some(shared) = item.as_object_mut().and_then(|item| item.shift_remove("parameters"))
        else {
            continue;
        };
        let shared = shared.as_array().cloned().unwrap_or_default();
        let mut alone = serde_json::json!({ "paths": { path: item.take() } });
        each_operation(&mut alone, |operation| {
            let own =
                operation.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
            let is_own = |one: &Value| own.iter().any(|other| key(other) == key(one));
            let mut all: Vec<Value> = shared.iter().filter(|one| !is_own(one)).cloned().collect();
            all.extend(own.iter().cloned());
            operation.insert("parameters".to_owned(), Value::Array(all));
        });
        *item = alone["paths"][path.as_str()].take();
    }
}

/// What makes two parameters the same one.
fn key(parameter: &Value) -> (Option<&Value>, Option<&Value>) {
    (parameter.get("name"), parameter.get("in"))
}
