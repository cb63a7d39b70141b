//! The values that models keep beyond their schema, as schemas, so that the judge can ask a validator.

use guestlist::execution::schema::Oracle;
use serde_json::{Map, Value, json};

/// The same, where the tag of a union has to name the variant, as the discriminator says: JSON
/// Schema knows nothing of it. A tag that is not listed is nothing that a variant says.
pub(crate) fn with_tags(oracle: &Oracle) -> Oracle {
    oracle.changed(|_, schema| {
        let Some(tag) = schema.pointer("/discriminator/propertyName").and_then(Value::as_str)
        else {
            return;
        };
        let (tag, mapping) = (tag.to_owned(), schema["discriminator"]["mapping"].clone());
        let Some(members) = schema["oneOf"].as_array_mut() else { return };
        for member in members {
            let own = member["$ref"].as_str().and_then(|text| text.rsplit('/').next());
            let own = own.unwrap_or_default().to_owned();
            let mapping = mapping.as_object().into_iter().flatten();
            let names = mapping.filter(|(_, target)| {
                target.as_str().and_then(|text| text.rsplit('/').next()) == Some(&own)
            });
            let mut names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
            if names.is_empty() {
                names.push(&own);
            }
            let said = json!({ "properties": { tag.as_str(): { "enum": names } } });
            *member = json!({ "allOf": [member, said] });
        }
    })
}

/// The same, where an optional property may be `null`: it is kept, as if it were absent.
pub(crate) fn with_nulls(oracle: &Oracle) -> Oracle {
    oracle.changed(|_, schema| each_object(schema, &mut allow_nulls))
}

/// The same with open enums, and without what only says how a string or a number looks.
pub(crate) fn without_looks(oracle: &Oracle) -> Oracle {
    oracle.relaxed().changed(|_, schema| each_object(schema, &mut drop_looks))
}

/// The same, where what refers to a union takes everything: a union keeps what fits no variant.
pub(crate) fn with_open_unions(oracle: &Oracle, is_union: impl Fn(&str) -> bool) -> Oracle {
    oracle.changed(|name, schema| {
        if is_union(name) {
            *schema = Value::Bool(true);
        }
    })
}

/// Visits each object in a schema, the inner ones first.
fn each_object(schema: &mut Value, change: &mut dyn FnMut(&mut Map<String, Value>)) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(|member| each_object(member, change));
            change(members);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_object(item, change)),
        _ => {}
    }
}

fn allow_nulls(schema: &mut Map<String, Value>) {
    let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (name, property) in properties.into_iter().flatten() {
        if !required.contains(&Value::String(name.clone())) {
            *property = json!({ "anyOf": [property, { "type": "null" }] });
        }
    }
}

/// The same, where an array may be `null`, and a number stand in place of an integer: both are kept.
pub(crate) fn with_slips(oracle: &Oracle) -> Oracle {
    oracle.changed(|_, schema| each_object(schema, &mut allow_slips))
}

fn allow_slips(schema: &mut Map<String, Value>) {
    let slip = match schema.get("type").and_then(Value::as_str) {
        Some("integer") => json!("number"),
        Some("array") => json!(["array", "null"]),
        _ => return,
    };
    schema.insert("type".to_owned(), slip);
}

fn drop_looks(schema: &mut Map<String, Value>) {
    const LOOKS: [&str; 9] = [
        "format",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ];
    // Where a property has such a name, an object stands behind it.
    schema.retain(|name, value| value.is_object() || !LOOKS.contains(&name.as_str()));
}
