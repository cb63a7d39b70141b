//! Names of schemas that are none in Rust give way to ones that are.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::{every_schema, schemas};
use crate::openapi::value::{reference, referred};
use crate::rust::names::{error_type, pascal, usable_type};
use crate::rust::scope::Names;

pub(crate) const PASS: Pass = Pass {
    name: "name_schemas",
    does: "renames schemas whose names make no Rust name, or the same one as another",
    run,
};

fn run(draft: &mut Draft) {
    let mut operations: HashSet<String> = HashSet::new();
    for (_, _, operation) in crate::lower::walk::operations(&draft.document) {
        let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
        operations.insert(error_type(id));
    }
    let Some(all) = schemas(&mut draft.document) else { return };
    let mut names = Names::default();
    let mut renamed: HashMap<String, String> = HashMap::new();
    // Those that are good as they are keep their names, wherever they stand.
    let is_good = |name: &str| usable_type(name) == pascal(name);
    let (good, bad): (Vec<&String>, Vec<&String>) = all.keys().partition(|name| is_good(name));
    for name in good.into_iter().chain(bad) {
        let rust = names.take(&usable_type(name), "");
        if rust != pascal(name) {
            renamed.insert(name.clone(), rust);
        }
    }
    if renamed.is_empty() {
        return;
    }
    let old = std::mem::take(all);
    *all = old
        .into_iter()
        .map(|(name, schema)| (renamed.get(&name).cloned().unwrap_or(name), schema))
        .collect::<Map<_, _>>();
    every_schema(draft, &mut |schema| {
        if let Some(name) = referred(schema).and_then(|name| renamed.get(name)) {
            let target = reference(name)["$ref"].take();
            schema["$ref"] = target;
        }
        let mapping = schema.pointer_mut("/discriminator/mapping").and_then(Value::as_object_mut);
        for (_, target) in mapping.into_iter().flatten() {
            let name = target.as_str().map(|text| text.rsplit('/').next().unwrap_or(text));
            if let Some(name) = name.and_then(|name| renamed.get(name)) {
                *target = reference(name)["$ref"].take();
            }
        }
    });
}
