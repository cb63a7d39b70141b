//! An `allOf` of one schema, and a union of one, are that schema.

use serde_json::{Map, Value};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::{each_schema, every_schema, schemas};
use crate::openapi::value::referred;

pub(crate) const PASS: Pass = Pass {
    name: "unwrap_all_of",
    does: "puts the only schema of an `allOf`, or of a union inside of a schema, in its place",
    run,
};

/// What says something about a value, and nothing of its form.
const ANNOTATIONS: [&str; 8] = [
    "title",
    "description",
    "default",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
];

fn run(draft: &mut Draft) {
    every_schema(draft, &mut |schema| unwrap(schema, "allOf"));
    // A union of one that has a name is open for more; one that has none was written to add a word.
    let unions = |schema: &mut Value| ["oneOf", "anyOf"].iter().for_each(|one| unwrap(schema, one));
    each_schema(draft, &mut |schema| unions(schema));
    for (_, schema) in schemas(&mut draft.document).into_iter().flatten() {
        if schema.get("nullable").is_some() {
            unions(schema);
        }
    }
}

fn unwrap(schema: &mut Value, keyword: &str) {
    let Some(members) = schema.as_object_mut() else { return };
    let Some(parts) = members.get(keyword).and_then(Value::as_array) else { return };
    let (words, forms): (Vec<&Value>, Vec<&Value>) =
        parts.iter().partition(|part| keyword == "allOf" && says_no_form(part));
    let is_alone = members.keys().all(|name| {
        name == keyword
            || name == "nullable"
            || name == "type"
            || ANNOTATIONS.contains(&name.as_str())
            || name.starts_with("x-")
    });
    let [only] = forms[..] else { return };
    let fits = referred(only).is_some()
        || members.get("type").is_none()
        || only.get("type") == members.get("type");
    if !is_alone || !fits {
        return;
    }
    let mut unwrapped = only.as_object().cloned().unwrap_or_default();
    for word in words {
        annotate(&mut unwrapped, word.as_object());
    }
    let own: Map<String, Value> = members
        .iter()
        .filter(|(name, _)| *name != keyword && *name != "type")
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    annotate(&mut unwrapped, Some(&own));
    *schema = Value::Object(unwrapped);
}

fn says_no_form(part: &Value) -> bool {
    part.as_object().is_some_and(|part| {
        part.keys().all(|name| {
            ANNOTATIONS.contains(&name.as_str()) || name == "nullable" || name.starts_with("x-")
        })
    })
}

fn annotate(schema: &mut Map<String, Value>, words: Option<&Map<String, Value>>) {
    for (name, value) in words.into_iter().flatten() {
        schema.insert(name.clone(), value.clone());
    }
}
