//! What is nullable is the member, not the type.

use std::collections::HashSet;

use serde_json::Value;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::{each_schema, schemas};
use crate::openapi::value::referred;

pub(crate) const PASS: Pass = Pass {
    name: "lift_nullable",
    does: "moves `nullable` from named schemas to the members that refer to them",
    run,
};

fn run(draft: &mut Draft) {
    let mut nullable: HashSet<String> = HashSet::new();
    // A union of which a member may be null may be null, and that member can be another union.
    loop {
        let before = nullable.len();
        for (name, schema) in schemas(&mut draft.document).into_iter().flatten() {
            let Some(schema) = schema.as_object_mut() else { continue };
            let members = schema.get_mut("oneOf").and_then(Value::as_array_mut);
            let mut is_nullable = false;
            for member in members.into_iter().flatten().filter_map(Value::as_object_mut) {
                let name =
                    member.get("$ref").and_then(Value::as_str).and_then(|at| at.rsplit('/').next());
                is_nullable |= name.is_some_and(|name| nullable.contains(name));
                is_nullable |= member.shift_remove("nullable") == Some(Value::Bool(true));
            }
            is_nullable |= schema.shift_remove("nullable") == Some(Value::Bool(true));
            if is_nullable {
                nullable.insert(name.clone());
            }
        }
        if nullable.len() == before {
            break;
        }
    }
    each_schema(draft, &mut |schema| {
        let lifted = referred(schema).is_some_and(|name| nullable.contains(name));
        if let (true, Some(schema)) = (lifted, schema.as_object_mut()) {
            schema.insert("nullable".to_owned(), Value::Bool(true));
        }
    });
    // Each variant was looked at above: what may be null is the union.
    for (_, schema) in schemas(&mut draft.document).into_iter().flatten() {
        let members = schema.get_mut("oneOf").and_then(Value::as_array_mut);
        for member in members.into_iter().flatten().filter_map(Value::as_object_mut) {
            member.shift_remove("nullable");
        }
    }
}
