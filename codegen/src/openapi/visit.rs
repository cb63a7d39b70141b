//! Ways through a document that may have the words of any OpenAPI 3.

use serde_json::{Map, Value};

use crate::openapi::grammar::{ObjectType, Rule, layout_of};
use crate::openapi::pointer::escape;

/// What OpenAPI 3.1 and JSON Schema have besides the words of 3.0.
const LATER: &[(ObjectType, &str, Rule)] = &[
    (ObjectType::Document, "webhooks", Rule::Map(ObjectType::PathItem)),
    (ObjectType::Components, "pathItems", Rule::Map(ObjectType::PathItem)),
    (ObjectType::Schema, "$defs", Rule::Map(ObjectType::Schema)),
    (ObjectType::Schema, "definitions", Rule::Map(ObjectType::Schema)),
    (ObjectType::Schema, "prefixItems", Rule::Array(ObjectType::Schema)),
    (ObjectType::Schema, "patternProperties", Rule::Map(ObjectType::Schema)),
];

/// What a member of an object is; none for members that no OpenAPI knows.
pub(crate) fn rule_of(kind: ObjectType, name: &str) -> Option<Rule> {
    let shape = layout_of(kind);
    let listed = shape.members.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule);
    let later = || {
        LATER.iter().find(|(of, known, _)| *of == kind && *known == name).map(|(.., rule)| *rule)
    };
    let other = || if name.starts_with("x-") { None } else { shape.others };
    listed.or_else(later).or_else(other)
}

/// What the parts of a value are, where it is a list or a map.
fn inner(rule: Rule) -> Option<Rule> {
    match rule {
        Rule::Array(kind) | Rule::Map(kind) => Some(Rule::One(kind)),
        _ => None,
    }
}

/// Which kind of object a value is; none for lists, maps and what is no object.
fn object_type_of(rule: Rule) -> Option<ObjectType> {
    match rule {
        Rule::One(kind) => Some(kind),
        Rule::BooleanOrSchema => Some(ObjectType::Schema),
        _ => None,
    }
}

/// Shows each object of a value, outer ones first, with its kind and its pointer.
pub(crate) fn visit<'a>(
    value: &'a Value,
    rule: Rule,
    pointer: &mut String,
    show: &mut impl FnMut(ObjectType, &str, &'a Value),
) {
    let length = pointer.len();
    if let Some(kind) = object_type_of(rule) {
        show(kind, pointer, value);
        for (name, member) in value.as_object().into_iter().flatten() {
            if let Some(rule) = rule_of(kind, name).filter(|_| !member.is_string()) {
                step(pointer, name);
                visit(member, rule, pointer, show);
                pointer.truncate(length);
            }
        }
    } else if let Some(rule) = inner(rule) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    step(pointer, &index.to_string());
                    visit(item, rule, pointer, show);
                    pointer.truncate(length);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    step(pointer, name);
                    visit(member, rule, pointer, show);
                    pointer.truncate(length);
                }
            }
            _ => {}
        }
    }
}

/// Changes each object of a value, outer ones first: what a change puts into an object is changed
/// in its turn.
pub(crate) fn change(
    value: &mut Value,
    rule: Rule,
    pointer: &mut String,
    with: &mut impl FnMut(ObjectType, &str, &mut Map<String, Value>),
) {
    let length = pointer.len();
    if let Some(kind) = object_type_of(rule) {
        let Some(members) = value.as_object_mut() else { return };
        with(kind, pointer, members);
        for (name, member) in members {
            if let Some(rule) = rule_of(kind, name).filter(|_| !member.is_string()) {
                step(pointer, name);
                change(member, rule, pointer, with);
                pointer.truncate(length);
            }
        }
    } else if let Some(rule) = inner(rule) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    step(pointer, &index.to_string());
                    change(item, rule, pointer, with);
                    pointer.truncate(length);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    step(pointer, name);
                    change(member, rule, pointer, with);
                    pointer.truncate(length);
                }
            }
            _ => {}
        }
    }
}

fn step(pointer: &mut String, name: &str) {
    pointer.push('/');
    pointer.push_str(&escape(name));
}
