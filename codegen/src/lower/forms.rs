//! What the variants of a union look like, as far as that tells them apart.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::ir::shape::{Form, Like};
use crate::openapi::value::{entries, list, referred};
use crate::rust::formats::string_format;

/// The forms of the members of a union.
pub(crate) fn forms(union: &[&Value], all: &Map<String, Value>) -> Vec<Form> {
    let forms: Vec<Form> = union.iter().map(|member| form(member, all, 0)).collect();
    let looks = looks(union, &forms, all);
    // Another member of the union that has the property has it in another form.
    let tells = |name: &str| looks.get(name).is_some_and(|looks| looks.len() > 1);
    let told = forms.iter().map(|form| match form {
        Form::Object { required, members } => {
            let members = members.iter().filter(|(name, one)| is_enum(one) || tells(name));
            Form::Object { required: required.clone(), members: members.cloned().collect() }
        }
        other => other.clone(),
    });
    told.collect()
}

/// The forms in which the members of a union have each property, none among them where a form says
/// nothing of it; no more than two of each.
fn looks<'a>(
    union: &[&'a Value],
    forms: &'a [Form],
    all: &'a Map<String, Value>,
) -> HashMap<&'a str, Vec<Option<&'a Form>>> {
    let mut looks: HashMap<&str, Vec<Option<&Form>>> = HashMap::new();
    for (schema, form) in union.iter().zip(forms) {
        let own: HashMap<&str, &Form> = match form {
            Form::Object { members, .. } => {
                members.iter().map(|(name, form)| (name.as_str(), form)).collect()
            }
            _ => HashMap::new(),
        };
        for (name, _) in entries(followed(schema, all).get("properties")) {
            let (looks, form) = (looks.entry(name).or_default(), own.get(name.as_str()).copied());
            if looks.len() < 2 && !looks.contains(&form) {
                looks.push(form);
            }
        }
    }
    looks
}

fn followed<'a>(schema: &'a Value, all: &'a Map<String, Value>) -> &'a Value {
    referred(schema).and_then(|name| all.get(name)).unwrap_or(schema)
}

/// The form of a schema, as deep as is looked.
fn form(schema: &Value, all: &Map<String, Value>, depth: usize) -> Form {
    const DEEPEST: usize = 4;
    let schema = followed(schema, all);
    if schema.get("oneOf").is_some() {
        // A union that is its own member says nothing by it.
        let members = list(schema.get("oneOf")).filter(|_| depth < DEEPEST);
        return Form::Union(members.map(|member| form(member, all, depth + 1)).collect());
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => object(schema, all, depth),
        Some("array") => {
            let item = schema.get("items").filter(|_| depth < DEEPEST);
            let item = item.map(|item| form(item, all, depth + 1));
            Form::List(item.filter(says_something).map(Box::new))
        }
        Some("string") => Form::Text(likes(schema)),
        Some("integer") if schema.get("enum").is_none() => Form::Integer,
        Some("number") if schema.get("enum").is_none() => Form::Number,
        Some("boolean") if schema.get("enum").is_none() => Form::Flag,
        _ if texts(schema).is_some() => Form::Text(likes(schema)),
        _ => Form::Any,
    }
}

fn object(schema: &Value, all: &Map<String, Value>, depth: usize) -> Form {
    let required: Vec<String> =
        list(schema.get("required")).filter_map(Value::as_str).map(str::to_owned).collect();
    let is_required: HashSet<&str> = required.iter().map(String::as_str).collect();
    let members = entries(schema.get("properties")).filter_map(|(name, property)| {
        if let Some(texts) = texts(followed(property, all)) {
            // What may be left out and has many values says little.
            let says = depth == 0 && (is_required.contains(name.as_str()) || texts.len() == 1);
            return says.then(|| (name.clone(), Form::Text(vec![Like::OneOf(texts)])));
        }
        let form = (depth < 2).then(|| form(property, all, depth + 2))?;
        says_something(&form).then(|| (name.clone(), form))
    });
    Form::Object { members: members.collect(), required }
}

fn is_enum(form: &Form) -> bool {
    matches!(form, Form::Text(likes) if matches!(likes[..], [Like::OneOf(_)]))
}

/// Whether a form says of texts what they are like: all else shows when a value is read.
fn says_something(form: &Form) -> bool {
    match form {
        Form::Text(likes) => !likes.is_empty() && !is_enum(form),
        Form::Object { members, .. } => members.iter().any(|(_, form)| says_something(form)),
        Form::List(item) => item.is_some(),
        Form::Union(forms) => forms.iter().any(says_something),
        _ => false,
    }
}

/// The values of an enum of texts.
fn texts(schema: &Value) -> Option<Vec<String>> {
    let values = schema.get("enum")?.as_array()?;
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

fn likes(schema: &Value) -> Vec<Like> {
    let format = schema.get("format").and_then(Value::as_str).and_then(string_format);
    let format = format.and_then(|format| format.like);
    if let Some(texts) = texts(schema) {
        return vec![Like::OneOf(texts)];
    }
    let pattern = schema.get("pattern").and_then(Value::as_str);
    let limit = |word: &str| schema.get(word).and_then(Value::as_u64);
    let length = match (limit("minLength"), limit("maxLength")) {
        (None, None) => None,
        (least, most) => Some(Like::Length(least.unwrap_or(0), most.unwrap_or(u64::MAX))),
    };
    let format = format.map(Like::Format).into_iter();
    format.chain(pattern.map(|pattern| Like::Pattern(pattern.to_owned()))).chain(length).collect()
}
