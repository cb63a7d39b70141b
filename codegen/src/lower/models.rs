//! The named schemas of the lowered document, as types.

use serde_json::{Map, Value};

use super::api::{Member, Model, ModelKind, Presence, Type, UnionVariant, Variant, Width};
use super::document::{entries, list, referred, text};
use super::tag_unions::TAGS;
use crate::names::{pascal, snake};

/// The schemas that have names.
pub(super) fn models(document: &Value) -> Vec<Model> {
    let schemas = document.pointer("/components/schemas");
    let all = schemas.and_then(Value::as_object);
    entries(schemas).map(|(name, schema)| model(name, schema, all)).collect()
}

fn model(name: &str, schema: &Value, all: Option<&Map<String, Value>>) -> Model {
    let variants = list(schema.get("oneOf")).collect::<Vec<_>>();
    let kind = if let Some(values) = schema.get("enum") {
        ModelKind::Enum { variants: enum_variants(values, schema) }
    } else if let Some(tag) =
        schema.pointer("/discriminator/propertyName").filter(|_| !variants.is_empty())
    {
        let mapping: Vec<_> = entries(schema.pointer("/discriminator/mapping")).collect();
        let variants = variants.iter().map(|member| {
            let target = member.get("$ref");
            let tag = mapping.iter().find(|(_, one)| Some(*one) == target);
            let tag = tag.map(|(value, _)| (*value).clone()).unwrap_or_default();
            union_variant(name, member, tag, all)
        });
        ModelKind::Tagged { tag: text(tag, ""), variants: variants.collect() }
    } else if let [first, second] = variants[..] {
        let (list, object) =
            if first.get("items").is_some() { (first, second) } else { (second, first) };
        let object = union_variant(name, object, String::new(), all);
        ModelKind::Either { object, list: union_variant(name, list, String::new(), all) }
    } else {
        ModelKind::Object { members: members(schema, all) }
    };
    Model {
        name: pascal(name),
        description: text(schema, "/description"),
        deprecated: schema.get("deprecated") == Some(&Value::Bool(true)),
        kind,
    }
}

fn enum_variants(values: &Value, schema: &Value) -> Vec<Variant> {
    let names: Vec<&Value> = list(schema.get("x-enum-varnames")).collect();
    let texts = list(Some(values)).filter_map(Value::as_str);
    let variant = |(index, wire): (usize, &str)| {
        let name = names.get(index).and_then(|name| name.as_str()).unwrap_or(wire);
        Variant { wire: wire.to_owned(), rust: pascal(name) }
    };
    texts.enumerate().map(variant).collect()
}

fn union_variant(
    union: &str,
    schema: &Value,
    tag: String,
    all: Option<&Map<String, Value>>,
) -> UnionVariant {
    let own = referred(schema).map(|member| crate::names::union_variant(union, member));
    let rust = own.unwrap_or_else(|| "List".to_owned());
    let described = referred(schema).and_then(|name| all?.get(name)).unwrap_or(schema);
    let inner = schema.get("items").unwrap_or(schema);
    UnionVariant { rust, ty: ty(inner), tag, description: text(described, "/description") }
}

fn members(schema: &Value, all: Option<&Map<String, Value>>) -> Vec<Member> {
    let required: Vec<&str> = list(schema.get("required")).filter_map(Value::as_str).collect();
    let tags = schema.get(TAGS);
    let member = |(wire, value): (&String, &Value)| {
        let is_required = required.contains(&wire.as_str());
        let is_nullable = value.get("nullable") == Some(&Value::Bool(true));
        let target = referred(value).and_then(|name| all?.get(name)).unwrap_or(value);
        let presence = match tags.and_then(|tags| tags.get(wire)?.as_str()) {
            Some(tag) => Presence::Tag(tag.to_owned()),
            None if is_required && is_nullable => Presence::RequiredNullable,
            None if is_required => Presence::Required,
            None if is_nullable => Presence::OptionalNullable,
            None => Presence::Optional,
        };
        let described = [value, target].into_iter().find(|one| one.get("description").is_some());
        let flag =
            |name| [value, target].iter().any(|one| one.get(name) == Some(&Value::Bool(true)));
        let only = target.get("enum").map(|values| enum_variants(values, target));
        Member {
            wire: wire.clone(),
            rust: snake(wire),
            description: described.map(|one| text(one, "/description")).unwrap_or_default(),
            ty: ty(value),
            presence,
            only: only
                .filter(|all| all.len() == 1)
                .and_then(|mut all| all.pop())
                .map(|one| one.rust),
            read_only: flag("readOnly"),
            deprecated: flag("deprecated"),
        }
    };
    entries(schema.get("properties")).map(member).collect()
}

/// The type of a value that is there; whether it may be `null` is said where it stands.
pub(super) fn ty(schema: &Value) -> Type {
    if let Some(name) = referred(schema) {
        return Type::Model(pascal(name));
    }
    let format = schema.get("format").and_then(Value::as_str);
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => Type::Bool,
        Some("integer") => Type::Integer(width(format)),
        Some("number") => Type::Number,
        Some("string") if format == Some("date-time") => Type::Timestamp,
        Some("string") if format == Some("date") => Type::Date,
        Some("string") if format == Some("uuid") => Type::Uuid,
        Some("string") => Type::Text,
        Some("object") => Type::Free,
        Some("array") => {
            let items = schema.get("items").unwrap_or(&Value::Null);
            let item = ty(items);
            let is_nullable =
                items.get("nullable") == Some(&Value::Bool(true)) && item != Type::Any;
            Type::List(Box::new(if is_nullable { Type::Nullable(Box::new(item)) } else { item }))
        }
        _ => Type::Any,
    }
}

/// The Rust integer of a format; the widest usual one where the format says nothing.
fn width(format: Option<&str>) -> Width {
    Width(match format {
        Some("int8") => "i8",
        Some("int16") => "i16",
        Some("int32") => "i32",
        Some("uint8") => "u8",
        Some("uint16") => "u16",
        Some("uint32") => "u32",
        Some("uint64" | "uint") => "u64",
        _ => "i64",
    })
}
