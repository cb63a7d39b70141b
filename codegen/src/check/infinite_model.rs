//! No model needs itself to be made.

use std::collections::HashSet;

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::view::{View, name_of_reference};

pub(crate) const CHECK: Check = Check {
    code: "infinite-model",
    rule: "A value of a schema can come to an end: it contains itself only where it may be left out.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let schemas: Vec<_> = view.named_schemas().collect();
    let values = view.source.document.value.pointer("/components/schemas");
    let mut finite: HashSet<&str> = HashSet::new();
    // What is finite makes others finite, until nothing more is.
    loop {
        let before = finite.len();
        for (name, _) in &schemas {
            let schema = values.and_then(|all| all.get(name.as_str()));
            if schema.is_some_and(|schema| is_finite(schema, &finite)) {
                finite.insert(name.as_str());
            }
        }
        if finite.len() == before {
            break;
        }
    }
    for (name, schema) in schemas {
        // A circle of nothing but references, or of nothing but `allOf`, has a report of its own.
        let is_told = ["$ref", "allOf"].iter().any(|word| schema.members.contains_key(*word));
        if !finite.contains(name.as_str()) && !is_told {
            let message = format!("`{name}` needs itself, so that no value of it would end");
            let help = "take a property on the way out of `required`, or make it nullable";
            problems.add(&schema.pointer, message, help);
        }
    }
}

/// Whether some value of a schema ends, when those of the schemas that are known to end do.
fn is_finite(schema: &Value, finite: &HashSet<&str>) -> bool {
    if schema.get("nullable") == Some(&Value::Bool(true)) {
        return true;
    }
    if schema.get("$ref").is_some() {
        // A reference to elsewhere is looked at where it leads.
        return name_of_reference(schema).is_none_or(|name| finite.contains(name));
    }
    let list = |word: &str| schema.get(word).and_then(Value::as_array);
    let required = list("required").into_iter().flatten().filter_map(Value::as_str);
    let properties = schema.get("properties");
    required.filter_map(|name| properties?.get(name)).all(|one| is_finite(one, finite))
        && list("allOf").is_none_or(|all| all.iter().all(|one| is_finite(one, finite)))
        && ["oneOf", "anyOf"]
            .iter()
            .filter_map(|word| list(word))
            .all(|members| members.is_empty() || members.iter().any(|one| is_finite(one, finite)))
}
