//! A `const` becomes an enum of one value.

use serde_json::Value;

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting =
    Rewriting { name: "list_constant", does: "makes an `enum` of one value of a `const`", run };

fn run(schema: &mut Schema) {
    if let Some(value) = schema.shift_remove("const") {
        schema.insert("enum".to_owned(), Value::Array(vec![value]));
    }
}
