//! The first of several examples becomes the example.

use serde_json::Value;

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting =
    Rewriting { name: "pick_example", does: "keeps the first of several examples", run };

fn run(schema: &mut Schema) {
    let first = match schema.shift_remove("examples") {
        Some(Value::Array(mut examples)) if !examples.is_empty() => examples.swap_remove(0),
        _ => return,
    };
    schema.entry("example").or_insert(first);
}
