//! Schemas that are booleans: `true` allows any value, `false` none.

use serde_json::{Value, json};

use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "fill_booleans",
    does: "writes `{}` for schemas that are `true`, and drops those that are `false`",
    run,
};

fn run(schema: &mut Schema) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    if let Some(properties) = properties {
        properties.retain(|_, property| property != &Value::Bool(false));
        properties.values_mut().for_each(fill);
    }
    for name in ["oneOf", "anyOf"] {
        let Some(variants) = schema.get_mut(name).and_then(Value::as_array_mut) else { continue };
        // No value fits such a variant, but a union needs at least one.
        if variants.iter().any(|variant| variant != &Value::Bool(false)) {
            variants.retain(|variant| variant != &Value::Bool(false));
        }
        variants.iter_mut().for_each(fill);
    }
    for name in ["allOf", "prefixItems"] {
        schema.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten().for_each(fill);
    }
    if let Some(items) = schema.get_mut("items") {
        // Beside `prefixItems`, `false` says that there are no more items.
        if items == &Value::Bool(false) {
            if !schema.contains_key("prefixItems") {
                schema.insert("items".to_owned(), json!({}));
            }
        } else {
            fill(items);
        }
    }
}

fn fill(schema: &mut Value) {
    if schema == &Value::Bool(true) {
        *schema = json!({});
    }
}
