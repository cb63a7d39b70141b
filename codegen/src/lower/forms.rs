//! What the variants of a union look like, as far as that tells them apart.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::ir::shape::{Form, Like};
use crate::openapi::document::schema::{JsonType, Schema, Schemas};
use crate::rust::formats::{spellings, string_format};

/// The forms of the variants of a union.
pub(crate) fn forms(union: &[Schema], all: &Schemas) -> Vec<Form> {
    let forms: Vec<Form> = union.iter().map(|variant| form(variant, all, 0)).collect();
    let looks = looks(union, &forms, all);
    // Another variant of the union that has the property has it in another form.
    let tells = |name: &str| looks.get(name).is_some_and(|looks| looks.len() > 1);
    let told = forms.iter().map(|form| match form {
        Form::Object { required, members } => {
            let members = members.iter().filter(|(name, one)| is_enum(one) || tells(name));
            Form::Object { required: required.clone(), members: members.cloned().collect() }
        }
        Form::Map(_) => Form::Map(looks.keys().map(|name| (*name).to_owned()).collect()),
        other => other.clone(),
    });
    told.collect()
}

/// The forms in which the members of a union have each property, none among them where a form says
/// nothing of it; no more than two of each.
fn looks<'a>(
    union: &'a [Schema],
    forms: &'a [Form],
    all: &'a Schemas,
) -> IndexMap<&'a str, Vec<Option<&'a Form>>> {
    let mut looks: IndexMap<&str, Vec<Option<&Form>>> = IndexMap::new();
    for (schema, form) in union.iter().zip(forms) {
        let own: HashMap<&str, &Form> = match form {
            Form::Object { members, .. } => {
                members.iter().map(|(name, form)| (name.as_str(), form)).collect()
            }
            _ => HashMap::new(),
        };
        for (name, _) in schema.followed(all).listed() {
            let (looks, form) = (looks.entry(name).or_default(), own.get(name.as_str()).copied());
            if looks.len() < 2 && !looks.contains(&form) {
                looks.push(form);
            }
        }
    }
    looks
}

/// The form of a schema, as deep as is looked.
fn form(schema: &Schema, all: &Schemas, depth: usize) -> Form {
    const DEEPEST: usize = 4;
    let schema = schema.followed(all);
    if let Some(variants) = &schema.one_of {
        // A union that is its own variant says nothing by it.
        let variants = variants.iter().filter(|_| depth < DEEPEST);
        return Form::Union(variants.map(|variant| form(variant, all, depth + 1)).collect());
    }
    if let Some(values) = values(schema) {
        return Form::Values(values);
    }
    match schema.ty {
        Some(JsonType::Object) if schema.properties.is_none() && schema.required.is_empty() => {
            Form::Map(Vec::new())
        }
        Some(JsonType::Object) => object(schema, all, depth),
        Some(JsonType::Null) => Form::Null,
        Some(JsonType::Array) => {
            let item = schema.items.as_deref().filter(|_| depth < DEEPEST);
            let item = item.map(|item| form(item, all, depth + 1));
            Form::List(item.filter(says_something).map(Box::new))
        }
        Some(JsonType::String) => Form::Text(likes(schema)),
        Some(JsonType::Integer) => Form::Integer,
        Some(JsonType::Number) => Form::Number,
        Some(JsonType::Boolean) => Form::Flag,
        _ if schema.strings().is_some() => Form::Text(likes(schema)),
        _ => Form::Any,
    }
}

fn object(schema: &Schema, all: &Schemas, depth: usize) -> Form {
    let required: HashSet<&str> = schema.required.iter().map(String::as_str).collect();
    let members = schema.listed().filter_map(|(name, property)| {
        if let Some(texts) = texts(property.followed(all)) {
            // What may be left out and has many values says little.
            let says = depth == 0 && (required.contains(name.as_str()) || texts.len() == 1);
            return says.then(|| (name.clone(), Form::Text(vec![Like::OneOf(texts)])));
        }
        if let Some(mut values) = values(property.followed(all)) {
            values.extend(property.is_nullable().then(|| "null".to_owned()));
            let says = depth == 0 && (required.contains(name.as_str()) || values.len() == 1);
            return says.then(|| (name.clone(), Form::Values(values)));
        }
        let form = (depth < 2).then(|| form(property, all, depth + 2))?;
        says_something(&form).then(|| (name.clone(), form))
    });
    Form::Object { members: members.collect(), required: schema.required.clone() }
}

fn is_enum(form: &Form) -> bool {
    match form {
        Form::Text(likes) => matches!(likes[..], [Like::OneOf(_)]),
        Form::Values(_) | Form::Null => true,
        _ => false,
    }
}

/// Whether a form says of texts what they are like: all else shows when a value is read.
fn says_something(form: &Form) -> bool {
    match form {
        Form::Text(likes) => !likes.is_empty() && !is_enum(form),
        Form::Object { members, .. } => members.iter().any(|(_, form)| says_something(form)),
        Form::List(item) => item.is_some(),
        Form::Null => true,
        Form::Union(forms) => forms.iter().any(says_something),
        _ => false,
    }
}

/// The values of an enum of strings.
fn texts(schema: &Schema) -> Option<Vec<String>> {
    Some(schema.strings()?.into_iter().map(str::to_owned).collect())
}

/// The values of an enum of others than strings alone, as JSON, each spelled in one way.
fn values(schema: &Schema) -> Option<Vec<String>> {
    let values = schema.values.as_ref().filter(|_| schema.strings().is_none())?;
    Some(values.iter().filter_map(|value| spellings(&value.to_string()).pop()).collect())
}

fn likes(schema: &Schema) -> Vec<Like> {
    if let Some(texts) = texts(schema) {
        return vec![Like::OneOf(texts)];
    }
    let format = schema.format.as_deref().and_then(string_format).and_then(|one| one.like);
    let length = match (schema.min_length, schema.max_length) {
        (None, None) => None,
        (least, most) => Some(Like::Length(least.unwrap_or(0), most.unwrap_or(u64::MAX))),
    };
    let pattern = schema.pattern.clone().map(Like::Pattern);
    format.map(Like::Format).into_iter().chain(pattern).chain(length).collect()
}
