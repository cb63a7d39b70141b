//! The components of a document, read independently of the generator.
//!
//! The schemas of the author's document are translated to JSON Schema 2020-12 for an independent validator.
//! Nothing here uses codegen.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// The schemas of a document.
pub struct Oracle {
    schemas: Map<String, Value>,
}

/// The prefix of references to components.
const COMPONENTS: &str = "#/components/schemas/";

/// The keywords of a schema that contain one schema, several by name, and several in an array.
const ONE: [&str; 9] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "propertyNames",
    "contains",
    "unevaluatedProperties",
];
const NAMED: [&str; 3] = ["properties", "patternProperties", "$defs"];
const LISTED: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// The other keywords that restrict an instance, except limits.
const KEPT: [&str; 6] = ["$ref", "type", "enum", "const", "format", "discriminator"];

/// The keywords that limit values of a type. A format is part of the type.
const LIMITS: [&str; 13] = [
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

impl Oracle {
    /// Reads the components of a document.
    pub fn of(document: &Value) -> Self {
        let is_old = document["openapi"].as_str().is_some_and(|version| version.starts_with("3.0"));
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        let schemas = schemas.into_iter().flatten();
        let schemas = schemas.map(|(name, schema)| (name.clone(), translated(schema, is_old)));
        Self { schemas: schemas.collect() }
    }

    /// The same with open enums: an unlisted string may be listed in a later version.
    #[must_use]
    pub fn relaxed(&self) -> Self {
        self.changed(|_, schema| open_enums(schema))
    }

    /// The same without limits on values, such as the length of a string.
    #[must_use]
    pub fn without_limits(&self) -> Self {
        self.changed(|_, schema| remove_limits(schema))
    }

    /// The same with each schema changed.
    #[must_use]
    pub fn changed(&self, mut change: impl FnMut(&str, &mut Value)) -> Self {
        let mut schemas = self.schemas.clone();
        schemas.iter_mut().for_each(|(name, schema)| change(name, schema));
        Self { schemas }
    }

    /// The names of the components, in the document's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.schemas.keys().map(String::as_str)
    }

    /// The schema of a component.
    pub fn schema(&self, name: &str) -> Option<&Value> {
        self.schemas.get(name)
    }

    /// The target of a reference; none if it is outside the components.
    pub fn follow(&self, reference: &str) -> Option<&Value> {
        let rest = reference.strip_prefix(COMPONENTS)?;
        let inner = rest.split_once('/').map_or("", |(_, inner)| inner);
        let schema = self.schemas.get(&component(reference)?)?;
        if inner.is_empty() { Some(schema) } else { schema.pointer(&format!("/{inner}")) }
    }

    /// A validator for a schema and the components that it refers to, if one can be built.
    pub fn validator(&self, schema: &Value) -> Option<Validator> {
        let mut needed = BTreeSet::new();
        self.collect(schema, &mut needed);
        let inner: Map<String, Value> = needed
            .iter()
            .filter_map(|name| Some((name.clone(), self.schemas.get(name)?.clone())))
            .collect();
        let mut whole = json!({ "allOf": [schema] });
        whole["components"] = json!({ "schemas": inner });
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&whole)
            .ok()
    }

    /// The components that a component refers to, including itself.
    pub fn reach(&self, name: &str) -> BTreeSet<String> {
        let mut reached = BTreeSet::from([name.to_owned()]);
        if let Some(schema) = self.schemas.get(name) {
            self.collect(schema, &mut reached);
        }
        reached
    }

    fn collect(&self, schema: &Value, needed: &mut BTreeSet<String>) {
        match schema {
            Value::Object(members) => {
                let reference = members.get("$ref").and_then(Value::as_str);
                if let Some(name) = reference.and_then(component)
                    && needed.insert(name.clone())
                    && let Some(schema) = self.schemas.get(&name)
                {
                    self.collect(schema, needed);
                }
                members.values().for_each(|member| self.collect(member, needed));
            }
            Value::Array(items) => items.iter().for_each(|item| self.collect(item, needed)),
            _ => {}
        }
    }

    /// The variants of a component that is a union, without `null`.
    pub fn members(&self, name: &str) -> Vec<&Value> {
        let schema = self.schemas.get(name).map(unwrapped).unwrap_or(&Value::Null);
        let listed = ["oneOf", "anyOf"].iter().find_map(|word| schema.get(word)?.as_array());
        listed.into_iter().flatten().filter(|member| member["type"] != "null").collect()
    }

    /// Whether the discriminator of a union decides about an instance: it names a variant, or nothing that is
    /// listed.
    pub fn is_named(&self, name: &str, instance: &Value) -> bool {
        let discriminator = self.schemas.get(name).map(unwrapped).map(|one| &one["discriminator"]);
        let tag = discriminator.and_then(|one| one["propertyName"].as_str());
        tag.is_some_and(|tag| instance.get(tag).is_some_and(Value::is_string))
    }

    /// The variant that the discriminator of a union names for an instance.
    pub fn named_member(&self, name: &str, instance: &Value) -> Option<usize> {
        let schema = self.schemas.get(name).map(unwrapped)?;
        let discriminator = schema.get("discriminator")?;
        let tag = instance.get(discriminator["propertyName"].as_str()?)?.as_str()?;
        let mapped = discriminator["mapping"][tag].as_str().unwrap_or(tag);
        let target = mapped.rsplit('/').next()?;
        self.members(name).iter().position(|member| {
            member["$ref"].as_str().and_then(|one| one.rsplit('/').next()) == Some(target)
        })
    }
}

/// The inner union, if a nullable union is wrapped in another.
fn unwrapped(schema: &Value) -> &Value {
    match schema.get("x-nullable").is_some() {
        true => schema.pointer("/anyOf/0").unwrap_or(schema),
        false => schema,
    }
}

/// The name of the component that a reference points to, or into.
pub(crate) fn component(reference: &str) -> Option<String> {
    let rest = reference.strip_prefix(COMPONENTS)?;
    let name = rest.split('/').next().unwrap_or_default();
    Some(unescaped(name).replace("%20", " "))
}

/// The name in a step of a JSON pointer, unescaped.
pub(crate) fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// A schema translated to JSON Schema 2020-12, with only the keywords that restrict instances.
fn translated(schema: &Value, is_old: bool) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    if let (true, Some(reference)) = (is_old, members.get("$ref")) {
        return json!({ "$ref": reference });
    }
    let mut out = Map::new();
    for (name, value) in members {
        let word = name.as_str();
        if ONE.contains(&word) {
            out.insert(name.clone(), translated(value, is_old));
        } else if let (true, Value::Object(inner)) = (NAMED.contains(&word), value) {
            let inner = inner.iter().map(|(key, one)| (key.clone(), translated(one, is_old)));
            out.insert(name.clone(), Value::Object(inner.collect()));
        } else if let (true, Value::Array(inner)) = (LISTED.contains(&word), value) {
            let inner = inner.iter().map(|one| translated(one, is_old));
            out.insert(name.clone(), inner.collect());
        } else if KEPT.contains(&word)
            || LIMITS.contains(&word)
            || (word == "required" && value.is_array())
        {
            out.insert(name.clone(), value.clone());
        }
    }
    for (limit, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        match out.get(exclusive) {
            Some(Value::Bool(true)) => {
                let value = out.remove(limit);
                value.map(|value| out.insert(exclusive.to_owned(), value));
            }
            Some(Value::Bool(false)) => {
                out.remove(exclusive);
            }
            _ => {}
        }
    }
    if members.get("nullable") == Some(&Value::Bool(true)) {
        return nullable(out);
    }
    Value::Object(out)
}

/// A schema that also allows `null`, even if `type` is missing, because that is what authors mean.
fn nullable(mut schema: Map<String, Value>) -> Value {
    if LISTED.iter().any(|word| schema.contains_key(*word)) || schema.contains_key("$ref") {
        return json!({ "anyOf": [schema, { "type": "null" }], "x-nullable": true });
    }
    if let Some(Value::String(name)) = schema.get("type") {
        let types = json!([name, "null"]);
        schema.insert("type".to_owned(), types);
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    Value::Object(schema)
}

fn remove_limits(schema: &mut Value) {
    let Value::Object(members) = schema else { return };
    members.retain(|name, _| !LIMITS.contains(&name.as_str()));
    // Validators do not know the formats of integers.
    let integer = match members.get("format").and_then(Value::as_str) {
        Some("int8") => Some((i8::MIN.into(), i8::MAX.into())),
        Some("int16") => Some((i16::MIN.into(), i16::MAX.into())),
        Some("int32") => Some((i32::MIN.into(), i32::MAX.into())),
        Some("int64") => Some((i64::MIN, i64::MAX)),
        Some("uint8") => Some((0, u8::MAX.into())),
        Some("uint16") => Some((0, u16::MAX.into())),
        Some("uint32") => Some((0, u32::MAX.into())),
        _ => None,
    };
    if let Some((least, most)) = integer {
        members.insert("minimum".to_owned(), least.into());
        members.insert("maximum".to_owned(), most.into());
    }
    for word in ONE {
        members.get_mut(word).into_iter().for_each(remove_limits);
    }
    for word in NAMED {
        let inner = members.get_mut(word).and_then(Value::as_object_mut);
        inner.into_iter().flat_map(|inner| inner.values_mut()).for_each(remove_limits);
    }
    for word in LISTED {
        let inner = members.get_mut(word).and_then(Value::as_array_mut);
        inner.into_iter().flatten().for_each(remove_limits);
    }
}

/// Whether an enum lists several strings; a single one is a tag.
pub(crate) fn is_open(values: &[Value]) -> bool {
    values.iter().filter(|value| value.is_string()).count() > 1
}

fn open_enums(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            let values = members.get("enum").and_then(Value::as_array);
            if values.is_some_and(|values| is_open(values)) {
                members.remove("enum");
                members.entry("type").or_insert_with(|| json!("string"));
            }
            members.values_mut().for_each(open_enums);
        }
        Value::Array(items) => items.iter_mut().for_each(open_enums),
        _ => {}
    }
}
