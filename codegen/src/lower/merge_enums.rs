//! A union of enums is an enum.

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::every_schema;

pub(crate) const PASS: Pass = Pass {
    name: "merge_enums",
    does: "makes one enum of a union whose members are all enums without names",
    run,
};

fn run(draft: &mut Draft) {
    every_schema(draft, &mut |schema| {
        if let Some(schema) = schema.as_object_mut() {
            merge(schema);
        }
    });
}

fn merge(schema: &mut Map<String, Value>) {
    let Some(members) = schema.get("oneOf").and_then(Value::as_array) else { return };
    let is_text = |value: &Value| value.is_string();
    let is_enum = |member: &Value| {
        member
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|values| values.iter().all(is_text))
    };
    if !members.iter().all(is_enum) {
        return;
    }
    let mut values: IndexSet<&str> = IndexSet::new();
    let mut meanings = Map::new();
    for member in members {
        let own = member.get("enum").and_then(Value::as_array).into_iter().flatten();
        for value in own.filter_map(Value::as_str) {
            if let Some(meaning) = member.get("description") {
                meanings.insert(value.to_owned(), meaning.clone());
            }
            values.insert(value);
        }
    }
    let values = values.into_iter().map(Value::from).collect();
    schema.shift_remove("oneOf");
    schema.shift_remove("discriminator");
    schema.insert("type".to_owned(), json!("string"));
    schema.insert("enum".to_owned(), Value::Array(values));
    if !meanings.is_empty() {
        schema.insert("x-enumDescriptions".to_owned(), Value::Object(meanings));
    }
}
