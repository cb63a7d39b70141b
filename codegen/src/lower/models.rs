//! The named schemas of the lowered document, as types.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::ir::model::{Arm, Member, Model, ModelKind, Presence, UnionVariant, Variant};
use crate::ir::shape::Form;
use crate::ir::types::{Type, Width};
use crate::lower::draft::{Draft, UnionTag};
use crate::lower::forms::forms;
use crate::openapi::value::{entries, list, referred, text};
use crate::rust::formats::{integer, string_format};
use crate::rust::names::{is_usable, pascal, usable_field, usable_variant};
use crate::rust::scope::{Names, Scope};

/// The schemas that have names.
pub(crate) fn models(draft: &Draft) -> Vec<Model> {
    let schemas = draft.document.pointer("/components/schemas");
    let none = Map::new();
    let all = schemas.and_then(Value::as_object).unwrap_or(&none);
    let mut models: Vec<Model> =
        all.iter().map(|(name, schema)| model(name, schema, all, draft)).collect();
    crate::lower::recursion::box_circles(&mut models);
    models
}

/// The types that the named schemas of the document became.
pub(crate) fn components(draft: &Draft) -> Vec<(String, Type)> {
    let schemas = draft.document.pointer("/components/schemas");
    let is_made = |schema: &Value| {
        referred(schema).is_none_or(|name| schemas.is_some_and(|all| all.get(name).is_some()))
    };
    let all = draft.components.iter().filter(|(_, schema)| is_made(schema));
    all.map(|(name, schema)| (name.clone(), nullable(schema))).collect()
}

fn model(name: &str, schema: &Value, all: &Map<String, Value>, draft: &Draft) -> Model {
    let has = |keyword: &str| schema.get(keyword).is_some();
    let kind = match () {
        () if has("oneOf") => union(name, schema, all, draft.tags.get(name)),
        () if has("enum") => enumeration(schema),
        () => ModelKind::Object {
            members: members(schema, all, draft.tagged.get(name)),
            additional: additional(schema),
        },
    };
    Model {
        name: pascal(name),
        description: text(schema, "/description"),
        deprecated: schema.get("deprecated") == Some(&Value::Bool(true)),
        kind,
    }
}

/// The type of the members that are not listed. Without a word, or with any type, they are extra.
fn additional(schema: &Value) -> Option<Type> {
    let value = schema.get("additionalProperties").filter(|one| one.is_object())?;
    Some(nullable(value)).filter(|ty| *ty != Type::Any)
}

fn enumeration(schema: &Value) -> ModelKind {
    let variants = enum_variants(schema);
    let is_text = list(schema.get("enum")).all(Value::is_string);
    if is_text { ModelKind::Enum { variants } } else { ModelKind::Values { variants } }
}

fn enum_variants(schema: &Value) -> Vec<Variant> {
    let named: Vec<&Value> = list(schema.get("x-enum-varnames")).collect();
    let mut names = Names::of(Scope::OpenVariants);
    let mut known: HashSet<String> = HashSet::new();
    let mut variants: Vec<Variant> = Vec::new();
    for (index, value) in list(schema.get("enum")).enumerate() {
        let wire = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        // The same value twice is one.
        if !known.insert(wire.clone()) {
            continue;
        }
        let own = named.get(index).and_then(|name| name.as_str()).unwrap_or(&wire);
        let rust = names.take(&usable_variant(own), "");
        let meaning = schema.get("x-enumDescriptions").and_then(|all| all.get(&wire)?.as_str());
        let description = meaning.unwrap_or_default().trim().to_owned();
        variants.push(Variant { wire, rust, description });
    }
    variants
}

fn union(
    name: &str,
    schema: &Value,
    all: &Map<String, Value>,
    tag: Option<&UnionTag>,
) -> ModelKind {
    let members: Vec<&Value> = list(schema.get("oneOf")).collect();
    let mut names = Names::of(Scope::OpenVariants);
    let mut variants: Vec<UnionVariant> = members
        .iter()
        .zip(forms(&members, all))
        .map(|(member, form)| union_variant(name, member, form, all, &mut names))
        .collect();
    if let Some(UnionTag { property, values, is_optional }) = tag {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (at, name) in
            members.iter().enumerate().filter_map(|(at, one)| Some((at, referred(one)?)))
        {
            places.entry(name).or_insert(at);
        }
        let at = |name: &String| places.get(name.as_str()).copied();
        let mut arms: IndexMap<Vec<usize>, Vec<String>> = IndexMap::new();
        for (text, names) in values {
            let variants: Vec<usize> = names.iter().filter_map(at).collect();
            arms.entry(variants).or_default().push(text.clone());
        }
        let arms = arms.into_iter().map(|(variants, texts)| Arm { texts, variants }).collect();
        let (tag, may_lack_tag) = (property.clone(), *is_optional);
        return ModelKind::Tagged { tag, may_lack_tag, variants, arms };
    }
    let is_object =
        |one: &UnionVariant| matches!((&one.form, &one.ty), (Form::Object { .. }, Type::Model(_)));
    let is_list = |one: &UnionVariant| matches!(&one.ty, Type::List(_));
    if let [one, other] = &variants[..] {
        let list_first = is_list(one) && is_object(other);
        if list_first || (is_object(one) && is_list(other)) {
            let (last, first) = (variants.pop(), variants.pop());
            let (object, list) = if list_first { (last, first) } else { (first, last) };
            if let (Some(object), Some(mut list)) = (object, list) {
                if let Type::List(inner) = list.ty {
                    list.ty = *inner;
                }
                return ModelKind::Either { object, list, list_first };
            }
        }
    }
    ModelKind::Choice { variants }
}

fn union_variant(
    union: &str,
    schema: &Value,
    form: Form,
    all: &Map<String, Value>,
    names: &mut Names,
) -> UnionVariant {
    let target = referred(schema).and_then(|name| all.get(name)).unwrap_or(schema);
    let ty = nullable(schema);
    let own = referred(schema).map(|member| crate::rust::names::union_variant(union, member));
    let title = schema.get("title").and_then(Value::as_str).map(usable_variant);
    let rust = own.or(title.filter(|name| is_usable(name)));
    let rust = rust.unwrap_or_else(|| word(&ty).to_owned());
    UnionVariant {
        rust: names.take(&rust, ""),
        ty,
        form,
        description: text(target, "/description"),
    }
}

/// How people call a type.
fn word(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "Flag",
        Type::Integer(_) => "Integer",
        Type::Number => "Number",
        Type::Text => "Text",
        Type::Format(format) => format.ty.unwrap_or("Text"),
        Type::Any => "Any",
        Type::Free => "Object",
        Type::List(_) => "List",
        Type::Map(_) => "Map",
        Type::Nullable(inner) | Type::Boxed(inner) => word(inner),
        Type::Model(_) => "Model",
    }
}

fn members(
    schema: &Value,
    all: &Map<String, Value>,
    tags: Option<&IndexMap<String, String>>,
) -> Vec<Member> {
    let required: HashSet<&str> = list(schema.get("required")).filter_map(Value::as_str).collect();
    let mut names = Names::of(Scope::Fields);
    if additional(schema).is_some() {
        names.reserve("additional");
    }
    let member = |(wire, value): (&String, &Value)| {
        let is_required = required.contains(wire.as_str());
        let is_nullable = value.get("nullable") == Some(&Value::Bool(true));
        let target = referred(value).and_then(|name| all.get(name)).unwrap_or(value);
        let presence = match tags.and_then(|tags| tags.get(wire)) {
            Some(tag) => Presence::Tag(tag.to_owned()),
            None if is_required && is_nullable => Presence::RequiredNullable,
            None if is_required => Presence::Required,
            None if is_nullable => Presence::OptionalNullable,
            None => Presence::Optional,
        };
        let described = [value, target].into_iter().find(|one| one.get("description").is_some());
        let flag =
            |name| [value, target].iter().any(|one| one.get(name) == Some(&Value::Bool(true)));
        // Of any type `null` is a value like others.
        let ty = ty(value);
        let presence = match (presence, &ty) {
            (Presence::RequiredNullable, Type::Any) => Presence::Required,
            (presence, _) => presence,
        };
        let only = target.get("enum").filter(|_| target.get("oneOf").is_none());
        // What may also be `null` has two values.
        let only = only.filter(|_| presence == Presence::Required);
        let only = only.map(|_| enum_variants(target));
        Member {
            wire: wire.clone(),
            rust: names.take(&usable_field(wire), "_"),
            description: described.map(|one| text(one, "/description")).unwrap_or_default(),
            notes: crate::lower::notes::notes(value),
            ty,
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

/// The type of a value that may also be `null`, where the schema says so.
fn nullable(schema: &Value) -> Type {
    let inner = ty(schema);
    let is_nullable = schema.get("nullable") == Some(&Value::Bool(true)) && inner != Type::Any;
    if is_nullable { Type::Nullable(Box::new(inner)) } else { inner }
}

/// The type of a value that is there; whether it may be `null` is said where it stands.
pub(crate) fn ty(schema: &Value) -> Type {
    if let Some(name) = referred(schema) {
        return Type::Model(pascal(name));
    }
    let format = schema.get("format").and_then(Value::as_str);
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => Type::Bool,
        Some("integer") => Type::Integer(Width(integer(format))),
        Some("number") => Type::Number,
        Some("string") => {
            let format = format.and_then(string_format).filter(|format| format.ty.is_some());
            format.map_or(Type::Text, Type::Format)
        }
        Some("object") => match schema.get("additionalProperties").filter(|one| one.is_object()) {
            Some(value) if nullable(value) != Type::Any => Type::Map(Box::new(nullable(value))),
            _ => Type::Free,
        },
        Some("array") => {
            let items = schema.get("items").unwrap_or(&Value::Null);
            Type::List(Box::new(nullable(items)))
        }
        _ => Type::Any,
    }
}
