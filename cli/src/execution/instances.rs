//! Instances of a schema: values that a conforming server may send.
//!
//! They include the smallest and the fullest value, one for each variant of a union and each value of an
//! enum, limits of numbers, `null` where allowed, empty arrays, and unknown properties. An independent
//! validator checks each against the schema; those that it refuses are counted and not used.

pub(crate) mod flat;
mod numbers;
mod texts;

use std::cell::Cell;
use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::execution::schema::{Oracle, is_open};

/// The instances of a component.
#[derive(Clone, Debug, Default)]
pub struct Instances {
    /// The instances that the schema accepts.
    pub valid: Vec<Value>,
    /// Instances with a string that an enum does not list, but otherwise valid.
    pub unlisted: Vec<Value>,
    /// The number of instances that the schema refuses.
    pub refused: usize,
}

/// The greatest number of instances of a schema, by its depth in the component.
const MOST: [usize; 4] = [160, 20, 5, 2];

/// From this depth on, optional properties are left out.
const FULL_DEPTH: usize = 3;

/// From this depth on, nothing is made, because a schema that must contain itself has no instance.
const DEPTH: usize = 12;

/// The numbers of schemas that are visited for a component before only the plainest values are made, and
/// before nothing more is made. A wide, deep and recursive schema would have no end.
const PATIENCE: usize = 20_000;
const END: usize = 200_000;

/// Makes the instances of a component.
pub fn instances(oracle: &Oracle, name: &str) -> Option<Instances> {
    let schema = oracle.schema(name)?;
    let validator = oracle.validator(schema)?;
    let maker = Maker {
        oracle,
        unlisted: Cell::new(false),
        touched: Cell::new(false),
        looks: Cell::new(0),
    };
    let mut found = Instances::default();
    let mut seen = BTreeSet::new();
    for value in maker.samples(schema, 0) {
        if !seen.insert(value.to_string()) {
            continue;
        }
        if validator.is_valid(&value) {
            found.valid.push(value);
        } else {
            found.refused += 1;
        }
    }
    maker.unlisted.set(true);
    maker.looks.set(0);
    let relaxed = oracle.relaxed();
    let relaxed_validator = relaxed.validator(relaxed.schema(name)?)?;
    for is_full in [false, true] {
        maker.touched.set(false);
        let value = maker.one(schema, 0, is_full);
        let value = value.filter(|value| maker.touched.get() && !validator.is_valid(value));
        if let Some(value) = value
            && relaxed_validator.is_valid(&value)
            && seen.insert(value.to_string())
        {
            found.unlisted.push(value);
        }
    }
    Some(found)
}

struct Maker<'a> {
    oracle: &'a Oracle,
    /// Whether enums get a string that they do not list.
    unlisted: Cell<bool>,
    /// Whether an enum did.
    touched: Cell<bool>,
    /// The number of schemas visited.
    looks: Cell<usize>,
}

impl Maker<'_> {
    /// Values that show what a schema allows, the plainest first.
    fn samples(&self, schema: &Value, depth: usize) -> Vec<Value> {
        let most = MOST.get(depth).copied().unwrap_or(1);
        if depth >= DEPTH {
            return Vec::new();
        }
        if depth > 0 && self.look() > PATIENCE {
            return self.one(schema, depth, false).into_iter().collect();
        }
        let branches = flat::branches(self.oracle, schema);
        // Each branch gets its share, so that none hides the others.
        let share = (most / branches.len().max(1)).max(if depth == 0 { 6 } else { 1 });
        let mut samples = Vec::new();
        for branch in &branches {
            samples.extend(self.samples_of(branch, depth).into_iter().take(share));
        }
        samples.truncate(most.max(branches.len().min(64)));
        samples
    }

    /// Counts a visit to a schema.
    fn look(&self) -> usize {
        self.looks.set(self.looks.get() + 1);
        self.looks.get()
    }

    fn samples_of(&self, schema: &Map<String, Value>, depth: usize) -> Vec<Value> {
        if let Some(value) = schema.get("const") {
            return vec![value.clone()];
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return values.clone();
        }
        let mut samples = Vec::new();
        for kind in kinds(schema) {
            match kind {
                "null" => samples.push(Value::Null),
                "boolean" => samples.extend([json!(true), json!(false)]),
                "integer" => samples.extend(numbers::integers(schema)),
                "number" => samples.extend(numbers::numbers(schema)),
                "string" => samples.extend(texts::texts(schema).into_iter().map(Value::String)),
                "array" => samples.extend(self.lists(schema, depth)),
                _ => samples.extend(self.objects(schema, depth)),
            }
        }
        samples
    }

    fn lists(&self, schema: &Map<String, Value>, depth: usize) -> Vec<Value> {
        let items = schema.get("items").cloned().unwrap_or(Value::Bool(true));
        let limit = |word: &str| schema.get(word).and_then(Value::as_u64).map(|n| n as usize);
        let (least, most) = (limit("minItems").unwrap_or(0), limit("maxItems").unwrap_or(8));
        let inner = self.samples(&items, depth + 1);
        let mut lists: Vec<Vec<Value>> = Vec::new();
        if least == 0 {
            lists.push(Vec::new());
        }
        let filled = |first: &Value| {
            let mut list = vec![first.clone()];
            list.extend(
                inner.iter().filter(|one| *one != first).take(least.saturating_sub(1)).cloned(),
            );
            while list.len() < least && !schema.contains_key("uniqueItems") {
                list.push(first.clone());
            }
            list
        };
        lists.extend(inner.iter().map(filled));
        lists.push(inner.iter().take(most.min(8).max(least)).cloned().collect());
        lists
            .into_iter()
            .filter(|list| (least..=most).contains(&list.len()))
            .map(Value::Array)
            .collect()
    }

    fn objects(&self, schema: &Map<String, Value>, depth: usize) -> Vec<Value> {
        let minimal = self.object(schema, depth, false);
        let full = self.object(schema, depth, true);
        let mut objects: Vec<Map<String, Value>> = minimal.iter().chain(&full).cloned().collect();
        let Some(minimal) = minimal else { return Vec::new() };
        objects.extend(self.with_unknown_members(schema, &minimal, depth));
        if let Some(full) = &full {
            objects.extend(self.with_unknown_members(schema, full, depth).into_iter().take(1));
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        let count = properties.map_or(0, Map::len).max(1);
        let share = (MOST.get(depth).copied().unwrap_or(1) / count).max(2);
        for (name, property) in properties.into_iter().flatten() {
            for value in self.samples(property, depth + 1).into_iter().take(share) {
                let mut object = minimal.clone();
                object.insert(name.clone(), value);
                objects.push(object);
            }
        }
        objects.into_iter().map(Value::Object).collect()
    }

    fn with_unknown_members(
        &self,
        schema: &Map<String, Value>,
        object: &Map<String, Value>,
        depth: usize,
    ) -> Vec<Map<String, Value>> {
        let unknown = match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => Vec::new(),
            Some(inner @ Value::Object(_)) => self.samples(inner, depth + 1),
            _ => vec![json!({ "a": [1.5, null, "b"] }), Value::Null],
        };
        let with = |value: &Value| {
            let mut object = object.clone();
            object.insert("x-unlisted member".to_owned(), value.clone());
            object
        };
        unknown.iter().map(with).collect()
    }

    fn object(
        &self,
        schema: &Map<String, Value>,
        depth: usize,
        is_full: bool,
    ) -> Option<Map<String, Value>> {
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut object = Map::new();
        for (name, property) in properties.into_iter().flatten() {
            let is_required = required.contains(&name.as_str());
            if !is_required && (!is_full || depth >= FULL_DEPTH) {
                continue;
            }
            match self.one(property, depth + 1, is_full) {
                Some(value) => {
                    object.insert(name.clone(), value);
                }
                None if is_required => return None,
                None => {}
            }
        }
        for name in required {
            if !object.contains_key(name) {
                let other = schema.get("additionalProperties").cloned();
                let value = self.one(&other.unwrap_or(Value::Bool(true)), depth + 1, is_full)?;
                object.insert(name.to_owned(), value);
            }
        }
        Some(object)
    }

    /// One plain value.
    fn one(&self, schema: &Value, depth: usize, is_full: bool) -> Option<Value> {
        let looks = self.look();
        if depth >= DEPTH || looks > END {
            return None;
        }
        let is_full = is_full && looks <= PATIENCE;
        let branches = flat::branches(self.oracle, schema);
        branches.iter().find_map(|branch| self.one_of(branch, depth, is_full))
    }

    fn one_of(&self, schema: &Map<String, Value>, depth: usize, is_full: bool) -> Option<Value> {
        if let Some(value) = schema.get("const") {
            return Some(value.clone());
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            if self.unlisted.get() && is_open(values) {
                self.touched.set(true);
                return Some(json!("not listed yet"));
            }
            return values.iter().find(|value| !value.is_null()).or(values.first()).cloned();
        }
        let kinds = kinds(schema);
        let kind = kinds.iter().find(|kind| **kind != "null").or(kinds.first())?;
        match *kind {
            "null" => Some(Value::Null),
            "boolean" => Some(json!(true)),
            "integer" => numbers::integers(schema).into_iter().next(),
            "number" => numbers::numbers(schema).into_iter().next(),
            "string" => texts::texts(schema).into_iter().next().map(Value::String),
            "array" => {
                let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
                let items = schema.get("items").cloned().unwrap_or(Value::Bool(true));
                if least == 0 && (!is_full || depth >= FULL_DEPTH) {
                    return Some(json!([]));
                }
                match self.one(&items, depth + 1, is_full) {
                    Some(item) => Some(vec![item; least.clamp(1, 20) as usize].into()),
                    None => (least == 0).then(|| json!([])),
                }
            }
            _ => self.object(schema, depth, is_full).map(Value::Object),
        }
    }
}

/// The types of a schema: those it names, those its keywords imply, or all.
fn kinds(schema: &Map<String, Value>) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => return vec![name],
        Some(Value::Array(names)) => return names.iter().filter_map(Value::as_str).collect(),
        _ => {}
    }
    let has = |words: &[&str]| words.iter().any(|word| schema.contains_key(*word));
    if has(&["properties", "required", "additionalProperties"]) {
        vec!["object"]
    } else if has(&["items"]) {
        vec!["array"]
    } else if has(&["pattern", "format", "minLength", "maxLength"]) {
        vec!["string"]
    } else if has(&["minimum", "maximum", "multipleOf"]) {
        vec!["number"]
    } else {
        vec!["object", "string", "integer", "number", "boolean", "array", "null"]
    }
}
