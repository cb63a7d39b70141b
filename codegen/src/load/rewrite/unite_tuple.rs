//! A list whose places have types of their own is a list of any of them.

use serde_json::{Value, json};

use crate::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting =
    Rewriting { name: "unite_tuple", does: "makes one type of items of those of a tuple", run };

fn run(schema: &mut Schema) {
    let places = match schema.get_mut("items") {
        // Before 2020 a list of `items` said the same.
        Some(Value::Array(places)) => Some(std::mem::take(places)),
        _ => None,
    };
    let is_older = places.is_some();
    let rest = if is_older { schema.shift_remove("additionalItems") } else { None };
    let first = schema.shift_remove("prefixItems");
    let Some(mut all) = places.or_else(|| first.and_then(|first| first.as_array().cloned())) else {
        return;
    };
    let rest = if is_older { rest } else { schema.shift_remove("items") };
    all.extend(rest.filter(Value::is_object));
    let mut different: Vec<Value> = Vec::new();
    // Nobody means a tuple that is longer than this, and each is held against each.
    for place in all.into_iter().take(32) {
        if !different.contains(&place) {
            different.push(place);
        }
    }
    let items = match different.len() {
        0 => json!({}),
        1 => different.remove(0),
        _ if different.iter().any(|place| place == &json!({})) => json!({}),
        _ => json!({ "oneOf": different }),
    };
    schema.insert("items".to_owned(), items);
    schema.entry("type").or_insert_with(|| json!("array"));
}
