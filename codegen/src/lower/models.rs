//! The named schemas of the lowered document, as types.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use crate::ir::id::{ModelId, PropertyId, VariantId};
use crate::ir::model::{Arm, Model, ModelKind, Presence, Property, Tag, UnionVariant, Variant};
use crate::ir::shape::Shape;
use crate::ir::types::{Type, Width};
use crate::lower::draft::{Draft, UnionTag};
use crate::lower::shapes::shapes;
use crate::openapi::document::schema::{JsonType, Schema, Schemas};
use crate::rust::formats::{integer, spellings, string_format};

/// The models of the named schemas.
pub(crate) fn models(draft: &Draft) -> Vec<Model> {
    let all = &draft.document.components.schemas;
    let named = all.iter().enumerate();
    let mut models: Vec<Model> =
        named.map(|(at, (name, schema))| model(ModelId(at), name, schema, draft)).collect();
    crate::lower::recursion::box_circles(&mut models);
    crate::lower::cut_links::cut_links(&mut models);
    models
}

/// The types that the named schemas of the document became.
pub(crate) fn components(draft: &Draft) -> Vec<(String, Type)> {
    let made = &draft.document.components.schemas;
    let is_made = |schema: &Schema| schema.referred().is_none_or(|name| made.contains_key(name));
    let all = draft.components.iter().filter(|(_, schema)| is_made(schema));
    all.map(|(name, schema)| (name.clone(), nullable(schema, made))).collect()
}

fn model(id: ModelId, name: &str, schema: &Schema, draft: &Draft) -> Model {
    let all = &draft.document.components.schemas;
    let kind = match () {
        () if schema.one_of.is_some() => union(id, schema, all, draft.tags.get(name)),
        () if schema.values.is_some() => enumeration(id, schema),
        () => ModelKind::Object {
            properties: properties(id, schema, all, draft.tagged.get(name)),
            additional: additional(schema, all),
        },
    };
    Model {
        id,
        name: name.to_owned(),
        description: schema.description.clone(),
        deprecated: schema.deprecated == Some(true),
        kind,
    }
}

/// The type of the unlisted properties. If the document does not describe them, or allows any type, they are
/// extra.
fn additional(schema: &Schema, all: &Schemas) -> Option<Type> {
    let ty = schema.additional_schema().map(|values| nullable(values, all));
    ty.filter(|ty| *ty != Type::Any)
}

fn enumeration(id: ModelId, schema: &Schema) -> ModelKind {
    let variants = enum_variants(id, schema);
    let is_text = schema.strings().is_some();
    if is_text { ModelKind::Enum { variants } } else { ModelKind::Values { variants } }
}

fn enum_variants(model: ModelId, schema: &Schema) -> Vec<Variant> {
    let mut known: HashSet<String> = HashSet::new();
    let mut variants: Vec<Variant> = Vec::new();
    let is_text = schema.strings().is_some();
    for (index, value) in schema.values.iter().flatten().enumerate() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let wire = if is_text { text.clone() } else { value.to_string() };
        // A repeated value counts once, however its number is spelled.
        if !known.insert(spellings(&wire).pop().unwrap_or_default()) {
            continue;
        }
        let id = VariantId { model, at: variants.len() };
        let meaning = schema.meanings.get(&text).map(|text| text.trim().to_owned());
        let own = schema.variant_names.get(index).and_then(Value::as_str);
        let name = own.map(str::to_owned).unwrap_or(text);
        variants.push(Variant { id, wire, name, description: meaning.unwrap_or_default() });
    }
    variants
}

fn union(id: ModelId, schema: &Schema, all: &Schemas, tag: Option<&UnionTag>) -> ModelKind {
    let one_of = schema.variants();
    let mut variants: Vec<UnionVariant> = one_of
        .iter()
        .zip(shapes(one_of, all))
        .enumerate()
        .map(|(at, (one, shape))| union_variant(VariantId { model: id, at }, one, shape, all))
        .collect();
    if let Some(UnionTag { property, values, is_optional, is_json, default }) = tag {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (at, name) in
            one_of.iter().enumerate().filter_map(|(at, one)| Some((at, one.referred()?)))
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
        let tag = Tag {
            property: property.clone(),
            is_optional: *is_optional,
            is_json: *is_json,
            default: default.as_ref().and_then(at),
        };
        return ModelKind::Tagged { tag, variants, arms };
    }
    let is_object = |one: &UnionVariant| {
        matches!((&one.shape, &one.ty), (Shape::Object { .. }, Type::Model(_)))
    };
    let is_list = |one: &UnionVariant| matches!(&one.ty, Type::Array(_));
    if let [one, other] = &variants[..] {
        let list_first = is_list(one) && is_object(other);
        if list_first || (is_object(one) && is_list(other)) {
            let (last, first) = (variants.pop(), variants.pop());
            let (object, list) = if list_first { (last, first) } else { (first, last) };
            if let (Some(object), Some(mut list)) = (object, list) {
                if let Type::Array(inner) = list.ty {
                    list.ty = *inner;
                }
                return ModelKind::Either { object, list, list_first };
            }
        }
    }
    ModelKind::Choice { variants }
}

fn union_variant(id: VariantId, schema: &Schema, shape: Shape, all: &Schemas) -> UnionVariant {
    UnionVariant {
        id,
        title: schema.title.clone(),
        ty: nullable(schema, all),
        shape,
        description: schema.followed(all).description.clone(),
    }
}

fn properties(
    model: ModelId,
    schema: &Schema,
    all: &Schemas,
    tags: Option<&IndexMap<String, String>>,
) -> Vec<Property> {
    let required: HashSet<&str> = schema.required.iter().map(String::as_str).collect();
    let property = |(at, (wire, own)): (usize, (&String, &Schema))| {
        let is_required = required.contains(wire.as_str());
        let is_nullable = own.is_nullable();
        let target = own.followed(all);
        let presence = match tags.and_then(|tags| tags.get(wire)) {
            Some(tag) => Presence::Tag(tag.to_owned()),
            None if is_required && is_nullable => Presence::RequiredNullable,
            None if is_required => Presence::Required,
            None if is_nullable => Presence::OptionalNullable,
            None => Presence::Optional,
        };
        let both = [own, target];
        let description = both.into_iter().map(|one| &one.description).find(|one| !one.is_empty());
        // In a value of any type, `null` is an ordinary value.
        let ty = ty(own, all);
        let presence = match (presence, &ty) {
            (Presence::RequiredNullable, Type::Any) => Presence::Required,
            (presence, _) => presence,
        };
        // A property that may also be `null` has two values.
        let has_one = presence == Presence::Required && target.one_of.is_none();
        let only = ty.model().filter(|id| has_one && enum_variants(*id, target).len() == 1);
        Property {
            id: PropertyId { model, at },
            wire: wire.clone(),
            description: description.cloned().unwrap_or_default(),
            notes: crate::lower::notes::notes(own),
            ty,
            presence,
            only: only.map(|model| VariantId { model, at: 0 }),
            read_only: both.iter().any(|one| one.read_only == Some(true)),
            deprecated: both.iter().any(|one| one.deprecated == Some(true)),
        }
    };
    schema.listed().enumerate().map(property).collect()
}

/// The model of a named schema.
pub(crate) fn model_of(name: &str, all: &Schemas) -> Option<ModelId> {
    all.get_index_of(name).map(ModelId)
}

/// The type of a value, which may be `null` if the schema says so.
pub(crate) fn nullable(schema: &Schema, all: &Schemas) -> Type {
    let inner = ty(schema, all);
    let is_nullable = schema.is_nullable() && !matches!(inner, Type::Any | Type::Nullable(_));
    if is_nullable { Type::Nullable(Box::new(inner)) } else { inner }
}

/// The type of a value that is present; the property determines whether it may be `null`.
pub(crate) fn ty(schema: &Schema, all: &Schemas) -> Type {
    if let Some(name) = schema.referred() {
        return model_of(name, all).map_or(Type::Any, Type::Model);
    }
    let format = schema.format.as_deref();
    match schema.ty {
        Some(JsonType::Boolean) => Type::Boolean,
        Some(JsonType::Integer) => Type::Integer(Width(integer(format))),
        Some(JsonType::Number) => Type::Number,
        Some(JsonType::String) => {
            let format = format.and_then(string_format).filter(|format| format.ty.is_some());
            format.map_or(Type::String, Type::Format)
        }
        Some(JsonType::Object) => {
            match schema.additional_schema().map(|values| nullable(values, all)) {
                Some(values) if values != Type::Any => Type::Map(Box::new(values)),
                _ => Type::Object,
            }
        }
        Some(JsonType::Array) => {
            let items = schema.items.as_deref();
            Type::Array(Box::new(items.map_or(Type::Any, |items| nullable(items, all))))
        }
        Some(JsonType::Null) | None => Type::Any,
    }
}
