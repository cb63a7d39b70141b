//! An exclusive bound becomes a bound and a boolean.

use serde_json::Value;

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "number_bounds",
    does: "makes a bound and a boolean of an exclusive bound",
    run,
};

fn run(schema: &mut Schema) {
    bound(schema, "exclusiveMinimum", "minimum", |exclusive, inclusive| exclusive >= inclusive);
    bound(schema, "exclusiveMaximum", "maximum", |exclusive, inclusive| exclusive <= inclusive);
}

fn bound(schema: &mut Schema, name: &str, plain: &str, is_stricter: fn(f64, f64) -> bool) {
    let Some(Value::Number(exclusive)) = schema.get(name).cloned() else { return };
    let inclusive = schema.get(plain).and_then(Value::as_f64);
    let holds = match (exclusive.as_f64(), inclusive) {
        (Some(exclusive), Some(inclusive)) => is_stricter(exclusive, inclusive),
        _ => true,
    };
    if holds {
        schema.insert(plain.to_owned(), Value::Number(exclusive));
        schema.insert(name.to_owned(), Value::Bool(true));
    } else {
        schema.shift_remove(name);
    }
}
