//! What is all of several schemas is one schema.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::schemas;
use crate::openapi::value::{canonical, list, reference, referred};
use crate::rust::names::pascal;
use crate::rust::scope::Names;

pub(crate) const PASS: Pass = Pass {
    name: "merge_all_of",
    does: "makes one object of an `allOf`, and one of each variant where a union is among its parts",
    run,
};

fn run(draft: &mut Draft) {
    let Some(all) = schemas(&mut draft.document) else { return };
    let names = Names::with(all.keys().map(|name| pascal(name)));
    let old = std::mem::take(all);
    let mut merger =
        Merger { old: &old, done: HashMap::new(), open: HashSet::new(), made: Vec::new(), names };
    // Parts come before what is made of them, so that no chain of them is too long.
    let mut made: HashMap<&str, Vec<(String, Value)>> = HashMap::new();
    for name in parts_first(&old) {
        if let Some(schema) = old.get(name) {
            merger.named(name, schema, 0);
            made.insert(name, std::mem::take(&mut merger.made));
        }
    }
    for name in old.keys() {
        all.extend(merger.done.remove(name).map(|merged| (name.clone(), merged)));
        // What was made for a schema follows it.
        all.extend(made.remove(name.as_str()).into_iter().flatten());
    }
}

/// The names of all schemas, each after those that it is made of.
fn parts_first(all: &Map<String, Value>) -> Vec<&str> {
    let mut order = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for name in all.keys() {
        let mut path: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut next = Some(name.as_str());
        loop {
            if let Some(name) = next.take().filter(|name| seen.insert(name)) {
                let mut parts = Vec::new();
                all.get(name).into_iter().for_each(|schema| collect(schema, &mut parts));
                // The first is taken first.
                parts.reverse();
                path.push((name, parts));
            }
            let Some((name, parts)) = path.last_mut() else { break };
            match parts.pop() {
                Some(part) => next = Some(part),
                None => {
                    order.push(*name);
                    path.pop();
                }
            }
        }
    }
    order
}

/// The schemas that a schema refers to from its `allOf` and `oneOf`, or from one that stands there.
fn collect<'a>(schema: &'a Value, parts: &mut Vec<&'a str>) {
    let inner = ["allOf", "oneOf"].iter().flat_map(|word| list(schema.get(*word)));
    for part in inner {
        parts.extend(referred(part));
        collect(part, parts);
    }
}

struct Merger<'a> {
    old: &'a Map<String, Value>,
    done: HashMap<String, Value>,
    /// The schemas that are being merged: a union may be a member of itself.
    open: HashSet<String>,
    made: Vec<(String, Value)>,
    names: Names,
}

/// Deeper than this no `allOf` stands in another, as deep as a file may be.
const DEEPEST: usize = 64;

impl Merger<'_> {
    fn named(&mut self, name: &str, schema: &Value, depth: usize) -> Value {
        if let Some(done) = self.done.get(name) {
            return done.clone();
        }
        if !self.open.insert(name.to_owned()) {
            let mut schema = schema.clone();
            if let Some(members) = schema.as_object_mut() {
                members.retain(|name, _| name != "allOf" && name != "oneOf");
            }
            return schema;
        }
        let merged = self.merged(name, schema, depth);
        self.open.remove(name);
        self.done.insert(name.to_owned(), merged.clone());
        merged
    }

    /// The schema without `allOf`, and without properties beside a union.
    fn merged(&mut self, name: &str, schema: &Value, depth: usize) -> Value {
        let is_union = schema.get("oneOf").is_some() && schema.get("properties").is_some();
        if (schema.get("allOf").is_none() && !is_union) || depth > DEEPEST {
            return schema.clone();
        }
        let mut own = schema.as_object().cloned().unwrap_or_default();
        let parts = own.shift_remove("allOf").unwrap_or_default();
        let mut base = Map::new();
        let mut unions: Vec<Value> = Vec::new();
        for part in list(Some(&parts)) {
            let part = self.resolved(part, depth);
            let mut part = part.as_object().cloned().unwrap_or_default();
            // What a part says of itself is not said of the whole.
            ["description", "title", "discriminator", "example", "deprecated", "nullable"]
                .iter()
                .for_each(|word| {
                    part.shift_remove(*word);
                });
            take_union(&mut part, &mut unions);
            merge(&mut base, &part);
        }
        take_union(&mut own, &mut unions);
        merge(&mut base, &own);
        name_once(&mut base);
        match unions.is_empty() {
            true => Value::Object(base),
            false => self.distributed(name, base, unions, depth),
        }
    }

    /// The schema that a part stands for, merged itself.
    fn resolved(&mut self, part: &Value, depth: usize) -> Value {
        match referred(part).and_then(|name| Some((name, self.old.get(name)?))) {
            Some((name, target)) => {
                let name = name.to_owned();
                let target = target.clone();
                let merged = self.named(&name, &target, depth + 1);
                // An alias of an alias.
                if referred(&merged).is_some() && depth < DEEPEST {
                    self.resolved(&merged, depth + 1)
                } else {
                    merged
                }
            }
            None => self.merged("", part, depth + 1),
        }
    }

    /// A union of which each variant has the base's members too.
    fn distributed(
        &mut self,
        name: &str,
        base: Map<String, Value>,
        mut unions: Vec<Value>,
        depth: usize,
    ) -> Value {
        const OF_THE_UNION: [&str; 6] =
            ["description", "title", "nullable", "deprecated", "discriminator", "example"];
        let (words, form): (Map<_, _>, Map<_, _>) =
            base.into_iter().partition(|(name, _)| OF_THE_UNION.contains(&name.as_str()));
        let first = unions.remove(0);
        let mut union = first.as_object().cloned().unwrap_or_default();
        union.extend(words);
        let has_form = form.keys().any(|name| name != "type") || !unions.is_empty();
        if has_form {
            let members: Vec<Value> = list(union.get("oneOf")).cloned().collect();
            let members: Vec<Value> = members
                .iter()
                .enumerate()
                .map(|(index, member)| {
                    let mut parts = vec![Value::Object(form.clone()), member.clone()];
                    parts.extend(unions.iter().cloned());
                    let own =
                        referred(member).map(|own| crate::rust::names::union_variant(name, own));
                    let own = own.unwrap_or_else(|| format!("Option{}", index + 1));
                    let words = self.names.take(&pascal(&format!("{name} {own}")), "");
                    let mut merged = self.merged(&words, &json!({ "allOf": parts }), depth + 1);
                    if let (Some(text), Some(merged)) =
                        (self.resolved(member, depth).get("description"), merged.as_object_mut())
                    {
                        merged.insert("description".to_owned(), text.clone());
                    }
                    self.made.push((words.clone(), merged));
                    self.point(&mut union, member, &words);
                    reference(&words)
                })
                .collect();
            union.insert("oneOf".to_owned(), Value::Array(members));
        }
        union.shift_remove("type");
        Value::Object(union)
    }

    /// The discriminator that named a member names what was made of it.
    fn point(&self, union: &mut Map<String, Value>, member: &Value, name: &str) {
        let Some(old) = referred(member).map(str::to_owned) else { return };
        let Some(discriminator) = union.get_mut("discriminator").and_then(Value::as_object_mut)
        else {
            return;
        };
        let mapping = discriminator.entry("mapping").or_insert_with(|| json!({}));
        let Some(mapping) = mapping.as_object_mut() else { return };
        let leads = |target: &Value| {
            target.as_str().is_some_and(|text| text.rsplit('/').next() == Some(&old))
        };
        let mut is_named = false;
        for (_, target) in mapping.iter_mut().filter(|(_, target)| leads(target)) {
            *target = reference(name)["$ref"].take();
            is_named = true;
        }
        if !is_named {
            mapping.insert(old, reference(name)["$ref"].take());
        }
    }
}

fn take_union(part: &mut Map<String, Value>, unions: &mut Vec<Value>) {
    if let Some(members) = part.shift_remove("oneOf") {
        unions.push(json!({ "oneOf": members }));
    }
}

/// Puts what `more` says into `base`: members together, of all else the later word.
fn merge(base: &mut Map<String, Value>, more: &Map<String, Value>) {
    for (name, value) in more {
        match (name.as_str(), base.get_mut(name)) {
            ("properties", Some(Value::Object(known))) => {
                for (name, property) in value.as_object().into_iter().flatten() {
                    let both = match known.get(name) {
                        Some(old) => both(old, property),
                        None => property.clone(),
                    };
                    known.insert(name.clone(), both);
                }
            }
            ("required", Some(Value::Array(known))) => {
                // Those that are there twice go when all parts are together.
                known.extend(list(Some(value)).cloned());
            }
            ("enum", Some(Value::Array(known))) => {
                let others: HashSet<String> = list(Some(value)).map(canonical).collect();
                known.retain(|one| others.contains(&canonical(one)));
            }
            _ => {
                base.insert(name.clone(), value.clone());
            }
        }
    }
}

/// Takes out of what is required what several parts require.
fn name_once(schema: &mut Map<String, Value>) {
    let mut seen = HashSet::new();
    let required = schema.get_mut("required").and_then(Value::as_array_mut);
    required.into_iter().for_each(|all| all.retain(|name| seen.insert(name.to_string())));
}

/// A member that two parts describe: the words of both, unless one of them says it all.
fn both(old: &Value, new: &Value) -> Value {
    let is_plain = |schema: &Value| {
        referred(schema).is_none() && schema.get("oneOf").is_none() && schema.get("allOf").is_none()
    };
    match (old.as_object(), new.as_object()) {
        (Some(one), Some(other)) if is_plain(old) && is_plain(new) => {
            let mut merged = one.clone();
            merge(&mut merged, other);
            name_once(&mut merged);
            Value::Object(merged)
        }
        // A reference says more than a few words about it.
        (Some(_), Some(other))
            if referred(old).is_some()
                && !other.contains_key("$ref")
                && !other.contains_key("type") =>
        {
            old.clone()
        }
        _ => new.clone(),
    }
}
