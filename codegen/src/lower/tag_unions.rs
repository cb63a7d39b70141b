//! Unions say by which member their objects are told apart.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::lower::draft::{Draft, UnionTag};
use crate::lower::pass::Pass;
use crate::lower::walk::schemas;
use crate::openapi::value::{entries, list, referred};

pub(crate) const PASS: Pass = Pass {
    name: "tag_unions",
    does: "writes by which member the objects of a union are told apart, and its values",
    run,
};

fn run(draft: &mut Draft) {
    let Draft { document, tags, tagged, .. } = draft;
    let Some(all) = schemas(document) else { return };
    let unions: Vec<_> = all
        .iter()
        .filter_map(|(name, schema)| Some((name.clone(), tag_of(all, schema)?)))
        .collect();
    for (union, (property, variants)) in unions {
        let has_tag =
            |name: &str| members_of(all, name, false, 0).iter().any(|(own, _)| *own == property);
        let is_optional = variants.iter().any(|(name, ..)| !has_tag(name));
        let mut values: IndexMap<String, Vec<String>> = IndexMap::new();
        for (name, texts, is_fixed) in variants {
            if let (true, [text]) = (is_fixed, &texts[..]) {
                tagged.entry(name.clone()).or_default().insert(property.clone(), text.clone());
            }
            for text in texts {
                values.entry(text).or_default().push(name.clone());
            }
        }
        if let Some(schema) = all.get_mut(&union).and_then(Value::as_object_mut) {
            schema.shift_remove("discriminator");
        }
        tags.insert(union, UnionTag { property, values, is_optional });
    }
}

/// The texts of the tag in one member of a union, and whether the member's schema says them.
type Texts = (String, Vec<String>, bool);

/// The tag of a union, with the texts that it has in each of its objects.
fn tag_of(all: &Map<String, Value>, schema: &Value) -> Option<(String, Vec<Texts>)> {
    let names: Vec<&str> =
        schema.get("oneOf")?.as_array()?.iter().map(referred).collect::<Option<_>>()?;
    let declared = schema.pointer("/discriminator/propertyName").and_then(Value::as_str);
    let candidates: Vec<&str> = match declared {
        Some(tag) => vec![tag],
        None => {
            members_of(all, names.first()?, false, 0).into_iter().map(|(name, _)| name).collect()
        }
    };
    let mapped = mapped(schema);
    let tagged = candidates.into_iter().filter_map(|tag| {
        let texts = names.iter().map(|name| {
            let own = texts_of(all, name, tag, false, 0);
            let listed = || texts_of(all, name, tag, true, 0);
            let mapped = || mapped.get(*name).cloned().unwrap_or_else(|| vec![(*name).to_owned()]);
            match own {
                Some(texts) => Some(((*name).to_owned(), texts, true)),
                None if declared.is_some() => {
                    Some(((*name).to_owned(), listed().unwrap_or_else(mapped), false))
                }
                None => None,
            }
        });
        let texts: Vec<Texts> = texts.collect::<Option<_>>()?;
        let groups: HashSet<&Vec<String>> = texts.iter().map(|(_, texts, _)| texts).collect();
        let groups = groups.len();
        // A tag that is the same everywhere tells nothing.
        let tells = groups > 1 || (texts.len() == 1 && declared.is_some());
        tells.then(|| (groups, (tag.to_owned(), texts)))
    });
    // The one that tells most, and of those the first.
    let tagged: Vec<_> = tagged.collect();
    let most = tagged.iter().map(|(groups, _)| *groups).max()?;
    tagged.into_iter().find(|(groups, _)| *groups == most).map(|(_, found)| found)
}

/// The required members of an object, or all of them; of a union, those of its first object.
fn members_of<'a>(
    all: &'a Map<String, Value>,
    name: &str,
    optional: bool,
    depth: usize,
) -> Vec<(&'a str, &'a Value)> {
    let Some(schema) = all.get(name).filter(|_| depth < 8) else { return Vec::new() };
    if let Some(members) = schema.get("oneOf").and_then(Value::as_array) {
        let first = members.first().and_then(referred);
        return first.map(|first| members_of(all, first, optional, depth + 1)).unwrap_or_default();
    }
    let required: HashSet<&str> = list(schema.get("required")).filter_map(Value::as_str).collect();
    entries(schema.get("properties"))
        .filter(|(name, _)| optional || required.contains(name.as_str()))
        .map(|(name, schema)| (name.as_str(), schema))
        .collect()
}

/// The texts that a member of an object can have; in a union, in any of its objects.
fn texts_of(
    all: &Map<String, Value>,
    name: &str,
    tag: &str,
    optional: bool,
    depth: usize,
) -> Option<Vec<String>> {
    let schema = all.get(name).filter(|_| depth < 8)?;
    if let Some(members) = schema.get("oneOf").and_then(Value::as_array) {
        let texts =
            members.iter().map(|member| texts_of(all, referred(member)?, tag, optional, depth + 1));
        let mut texts = texts.collect::<Option<Vec<_>>>()?.concat();
        texts.sort();
        texts.dedup();
        return Some(texts);
    }
    let (_, schema) =
        members_of(all, name, optional, depth).into_iter().find(|(name, _)| *name == tag)?;
    if schema.get("nullable") == Some(&Value::Bool(true)) {
        return None;
    }
    let schema = referred(schema).and_then(|name| all.get(name)).unwrap_or(schema);
    let values = schema.get("enum")?.as_array()?;
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

/// The texts that a discriminator maps to its members, by their names.
fn mapped(schema: &Value) -> HashMap<&str, Vec<String>> {
    let mut mapped: HashMap<&str, Vec<String>> = HashMap::new();
    for (text, target) in entries(schema.pointer("/discriminator/mapping")) {
        let name = target.as_str().and_then(|target| target.rsplit('/').next());
        name.into_iter().for_each(|name| mapped.entry(name).or_default().push(text.clone()));
    }
    mapped
}
