//! A tuple becomes an array whose items have any of the types of the tuple's items.

use serde_json::{Value, json};

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting =
    Rewriting { name: "unite_tuple", does: "makes one type of items of those of a tuple", run };

fn run(schema: &mut Schema) {
    let listed = match schema.get_mut("items") {
        // Before 2020 an array of `items` said the same.
        Some(Value::Array(listed)) => Some(std::mem::take(listed)),
        _ => None,
    };
    let is_older = listed.is_some();
    let rest = if is_older { schema.shift_remove("additionalItems") } else { None };
    let first = schema.shift_remove("prefixItems");
    let Some(mut all) = listed.or_else(|| first.and_then(|first| first.as_array().cloned())) else {
        return;
    };
    let rest = if is_older { rest } else { schema.shift_remove("items") };
    all.extend(rest.filter(Value::is_object));
    let mut different: Vec<Value> = Vec::new();
    // Each item is compared with each, so the number is bounded; no known tuple is longer.
    for item in all.into_iter().take(32) {
        if !different.contains(&item) {
            different.push(item);
        }
    }
    let items = match different.len() {
        0 => json!({}),
        1 => different.remove(0),
        _ if different.iter().any(|item| item == &json!({})) => json!({}),
        _ => json!({ "oneOf": different }),
    };
    schema.insert("items".to_owned(), items);
    schema.entry("type").or_insert_with(|| json!("array"));
}
