//! Walks through a document that may have the keywords of any version of OpenAPI 3.

use serde_json::{Map, Value};

use crate::openapi::grammar::{ObjectType, Rule, layout_of, operation_rule};
use crate::openapi::pointer::escape;

/// The keywords of OpenAPI 3.1 and JSON Schema that contain objects and are not in 3.0.
const LATER: &[(ObjectType, &str, Rule)] = &[
    (ObjectType::Document, "webhooks", Rule::Map(ObjectType::PathItem)),
    (ObjectType::PathItem, "additionalOperations", Rule::Map(ObjectType::Operation)),
    (ObjectType::Components, "pathItems", Rule::Map(ObjectType::PathItem)),
    (ObjectType::Schema, "$defs", Rule::Map(ObjectType::Schema)),
    (ObjectType::Schema, "definitions", Rule::Map(ObjectType::Schema)),
    (ObjectType::Schema, "prefixItems", Rule::Array(ObjectType::Schema)),
    (ObjectType::Schema, "patternProperties", Rule::Map(ObjectType::Schema)),
];

/// The rule of a property; none for a property that no version of OpenAPI defines.
pub(crate) fn rule_of(ty: ObjectType, name: &str) -> Option<Rule> {
    let layout = layout_of(ty);
    let listed = layout.properties.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule);
    let later =
        || LATER.iter().find(|(of, known, _)| *of == ty && *known == name).map(|(.., rule)| *rule);
    let operation = || operation_rule(ty, name);
    let other = || if name.starts_with("x-") { None } else { layout.others };
    listed.or_else(later).or_else(operation).or_else(other)
}

/// The rule of the entries, where a value is an array or a map.
fn inner(rule: Rule) -> Option<Rule> {
    match rule {
        Rule::Array(ty) | Rule::Map(ty) => Some(Rule::One(ty)),
        _ => None,
    }
}

/// The type of the object that a value is; none for arrays, maps and what is not an object.
fn object_type_of(rule: Rule) -> Option<ObjectType> {
    match rule {
        Rule::One(ty) => Some(ty),
        Rule::BooleanOrSchema => Some(ObjectType::Schema),
        _ => None,
    }
}

/// Shows each object, map and array of a value, outer ones first, with its rule and its pointer.
pub(crate) fn visit<'a>(
    value: &'a Value,
    rule: Rule,
    pointer: &mut String,
    show: &mut impl FnMut(Rule, &str, &'a Value),
) {
    let length = pointer.len();
    if let Some(ty) = object_type_of(rule) {
        show(Rule::One(ty), pointer, value);
        for (name, property) in value.as_object().into_iter().flatten() {
            if let Some(rule) = rule_of(ty, name).filter(|_| !property.is_string()) {
                step(pointer, name);
                visit(property, rule, pointer, show);
                pointer.truncate(length);
            }
        }
    } else if let Some(inner) = inner(rule) {
        show(rule, pointer, value);
        let rule = inner;
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    step(pointer, &index.to_string());
                    visit(item, rule, pointer, show);
                    pointer.truncate(length);
                }
            }
            Value::Object(entries) => {
                for (name, property) in entries {
                    step(pointer, name);
                    visit(property, rule, pointer, show);
                    pointer.truncate(length);
                }
            }
            _ => {}
        }
    } else if matches!(rule, Rule::Strings | Rule::Values) {
        show(rule, pointer, value);
    }
}

/// Changes each object of a value, outer ones first: an object that a change adds is changed too.
pub(crate) fn change(
    value: &mut Value,
    rule: Rule,
    pointer: &mut String,
    with: &mut impl FnMut(ObjectType, &str, &mut Map<String, Value>),
) {
    let length = pointer.len();
    if let Some(ty) = object_type_of(rule) {
        let Some(properties) = value.as_object_mut() else { return };
        with(ty, pointer, properties);
        for (name, property) in properties {
            if let Some(rule) = rule_of(ty, name).filter(|_| !property.is_string()) {
                step(pointer, name);
                change(property, rule, pointer, with);
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
            Value::Object(entries) => {
                for (name, property) in entries {
                    step(pointer, name);
                    change(property, rule, pointer, with);
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
