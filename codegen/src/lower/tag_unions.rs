//! Unions say by which member their objects are told apart.

use serde_json::{Map, Value};

use super::Pass;
use super::document::{referred, schemas};

pub(super) const PASS: Pass = Pass {
    name: "tag_unions",
    does: "writes the discriminator of each union of objects, and its value into each of them",
    run,
};

/// In a member of a union: the members that say so, with their values.
pub(super) const TAGS: &str = "x-guestlist-tags";

fn run(document: &mut Value) {
    let Some(all) = schemas(document) else { return };
    let unions: Vec<_> = all
        .iter()
        .filter_map(|(name, schema)| Some((name.clone(), tag_of(all, schema)?)))
        .collect();
    for (union, (tag, values)) in unions {
        let mut mapping = Map::new();
        for (name, value) in values {
            mapping.insert(value.clone(), format!("#/components/schemas/{name}").into());
            if let Some(member) = all.get_mut(&name).and_then(Value::as_object_mut) {
                let tags = member.entry(TAGS).or_insert_with(|| Value::Object(Map::new()));
                tags[&tag] = value.into();
            }
        }
        all[&union]["discriminator"] =
            serde_json::json!({ "propertyName": tag, "mapping": mapping });
    }
}

/// The tag of a union, with the name and the value of each of its objects.
fn tag_of(all: &Map<String, Value>, schema: &Value) -> Option<(String, Vec<(String, String)>)> {
    let names: Vec<&str> =
        schema.get("oneOf")?.as_array()?.iter().map(referred).collect::<Option<_>>()?;
    let declared = schema.pointer("/discriminator/propertyName").and_then(Value::as_str);
    let first = all.get(*names.first()?)?.get("properties")?.as_object()?;
    first.keys().filter(|tag| declared.is_none_or(|one| one == tag.as_str())).find_map(|tag| {
        let mut values: Vec<(String, String)> = Vec::new();
        for name in &names {
            let member = all.get(*name)?;
            let required = member.get("required").and_then(Value::as_array)?;
            let value = one_value(all, member.get("properties")?.get(tag)?)?;
            let is_new = values.iter().all(|(_, other)| *other != value);
            if !is_new || !required.iter().any(|one| one == tag.as_str()) {
                return None;
            }
            values.push(((*name).to_owned(), value));
        }
        Some((tag.clone(), values))
    })
}

fn one_value(all: &Map<String, Value>, schema: &Value) -> Option<String> {
    let schema = referred(schema).and_then(|name| all.get(name)).unwrap_or(schema);
    crate::check::one_value(schema).map(str::to_owned)
}
