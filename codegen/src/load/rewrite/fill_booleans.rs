//! A schema that is `true` allows anything, one that is `false` nothing.

use serde_json::{Value, json};

use crate::load::rewrite::rewriting::{Rewriting, Schema};

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
        let Some(members) = schema.get_mut(name).and_then(Value::as_array_mut) else { continue };
        // One that nothing fits is never taken, but a union needs a member.
        if members.iter().any(|member| member != &Value::Bool(false)) {
            members.retain(|member| member != &Value::Bool(false));
        }
        members.iter_mut().for_each(fill);
    }
    for name in ["allOf", "prefixItems"] {
        schema.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten().for_each(fill);
    }
    if let Some(items) = schema.get_mut("items") {
        // Beside `prefixItems` it says that there are no more.
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
