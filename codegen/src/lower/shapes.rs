//! The shapes of the variants of a union, as far as they distinguish the variants.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::ir::shape::{Shape, StringRule};
use crate::openapi::document::schema::{JsonType, Schema, Schemas};
use crate::rust::formats::{spellings, string_format};

/// The shapes of the variants of a union.
pub(crate) fn shapes(union: &[Schema], all: &Schemas) -> Vec<Shape> {
    let shapes: Vec<Shape> = union.iter().map(|variant| shape(variant, all, 0)).collect();
    let looks = looks(union, &shapes, all);
    // Some other variant of the union has the property in another shape.
    let tells = |name: &str| looks.get(name).is_some_and(|looks| looks.len() > 1);
    let told = shapes.iter().map(|shape| match shape {
        Shape::Object { required, properties } => {
            let properties = properties.iter().filter(|(name, one)| is_enum(one) || tells(name));
            Shape::Object { required: required.clone(), properties: properties.cloned().collect() }
        }
        Shape::Map(_) => Shape::Map(looks.keys().map(|name| (*name).to_owned()).collect()),
        other => other.clone(),
    });
    told.collect()
}

/// The shapes of each property in the variants of a union, at most two per property; none among them for a
/// variant that does not constrain it.
fn looks<'a>(
    union: &'a [Schema],
    shapes: &'a [Shape],
    all: &'a Schemas,
) -> IndexMap<&'a str, Vec<Option<&'a Shape>>> {
    let mut looks: IndexMap<&str, Vec<Option<&Shape>>> = IndexMap::new();
    for (schema, shape) in union.iter().zip(shapes) {
        let own: HashMap<&str, &Shape> = match shape {
            Shape::Object { properties, .. } => {
                properties.iter().map(|(name, shape)| (name.as_str(), shape)).collect()
            }
            _ => HashMap::new(),
        };
        for (name, _) in schema.followed(all).listed() {
            let (looks, shape) = (looks.entry(name).or_default(), own.get(name.as_str()).copied());
            if looks.len() < 2 && !looks.contains(&shape) {
                looks.push(shape);
            }
        }
    }
    looks
}

/// The shape of a schema, down to a maximum depth.
fn shape(schema: &Schema, all: &Schemas, depth: usize) -> Shape {
    const DEEPEST: usize = 4;
    let schema = schema.followed(all);
    if let Some(variants) = &schema.one_of {
        // A union that is its own variant adds nothing.
        let variants = variants.iter().filter(|_| depth < DEEPEST);
        return Shape::Union(variants.map(|variant| shape(variant, all, depth + 1)).collect());
    }
    if let Some(values) = values(schema) {
        return Shape::Values(values);
    }
    match schema.ty {
        Some(JsonType::Object) if schema.properties.is_none() && schema.required.is_empty() => {
            Shape::Map(Vec::new())
        }
        Some(JsonType::Object) => object(schema, all, depth),
        Some(JsonType::Null) => Shape::Null,
        Some(JsonType::Array) => {
            let item = schema.items.as_deref().filter(|_| depth < DEEPEST);
            let item = item.map(|item| shape(item, all, depth + 1));
            Shape::Array(item.filter(says_something).map(Box::new))
        }
        Some(JsonType::String) => Shape::String(rules(schema)),
        Some(JsonType::Integer) => Shape::Integer,
        Some(JsonType::Number) => Shape::Number,
        Some(JsonType::Boolean) => Shape::Boolean,
        _ if schema.strings().is_some() => Shape::String(rules(schema)),
        _ => Shape::Any,
    }
}

fn object(schema: &Schema, all: &Schemas, depth: usize) -> Shape {
    let required: HashSet<&str> = schema.required.iter().map(String::as_str).collect();
    let properties = schema.listed().filter_map(|(name, property)| {
        if let Some(texts) = texts(property.followed(all)) {
            // An optional property with many values distinguishes little.
            let says = depth == 0 && (required.contains(name.as_str()) || texts.len() == 1);
            return says.then(|| (name.clone(), Shape::String(vec![StringRule::OneOf(texts)])));
        }
        if let Some(mut values) = values(property.followed(all)) {
            values.extend(property.is_nullable().then(|| "null".to_owned()));
            let says = depth == 0 && (required.contains(name.as_str()) || values.len() == 1);
            return says.then(|| (name.clone(), Shape::Values(values)));
        }
        let shape = (depth < 2).then(|| shape(property, all, depth + 2))?;
        says_something(&shape).then(|| (name.clone(), shape))
    });
    Shape::Object { properties: properties.collect(), required: schema.required.clone() }
}

fn is_enum(shape: &Shape) -> bool {
    match shape {
        Shape::String(rules) => matches!(rules[..], [StringRule::OneOf(_)]),
        Shape::Values(_) | Shape::Null => true,
        _ => false,
    }
}

/// Whether a shape constrains a string: everything else is found when a value is decoded.
fn says_something(shape: &Shape) -> bool {
    match shape {
        Shape::String(rules) => !rules.is_empty() && !is_enum(shape),
        Shape::Object { properties, .. } => {
            properties.iter().any(|(_, shape)| says_something(shape))
        }
        Shape::Array(item) => item.is_some(),
        Shape::Null => true,
        Shape::Union(shapes) => shapes.iter().any(says_something),
        _ => false,
    }
}

/// The values of an enum of strings.
fn texts(schema: &Schema) -> Option<Vec<String>> {
    Some(schema.strings()?.into_iter().map(str::to_owned).collect())
}

/// The values of an enum that are not all strings, as JSON, each in one spelling.
fn values(schema: &Schema) -> Option<Vec<String>> {
    let values = schema.values.as_ref().filter(|_| schema.strings().is_none())?;
    Some(values.iter().filter_map(|value| spellings(&value.to_string()).pop()).collect())
}

fn rules(schema: &Schema) -> Vec<StringRule> {
    if let Some(texts) = texts(schema) {
        return vec![StringRule::OneOf(texts)];
    }
    let format = schema.format.as_deref().and_then(string_format).and_then(|one| one.like);
    let length = match (schema.min_length, schema.max_length) {
        (None, None) => None,
        (least, most) => Some(StringRule::Length(least.unwrap_or(0), most.unwrap_or(u64::MAX))),
    };
    let pattern = schema.pattern.clone().map(StringRule::Pattern);
    format.map(StringRule::Format).into_iter().chain(pattern).chain(length).collect()
}
