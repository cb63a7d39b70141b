//! Walking a document that may have the keywords of any version of OpenAPI 3.

use serde_json::{Map, Value};

use crate::openapi::later::rule_of;
use crate::openapi::pointer::escape;
use crate::openapi::rule::{ObjectType, Rule};

/// Visits each object, map and array of a value, outer ones first, with its rule and its pointer.
pub(crate) fn visit<'a>(
    value: &'a Value,
    rule: Rule,
    pointer: &mut String,
    show: &mut impl FnMut(Rule, &str, &'a Value),
) {
    let length = pointer.len();
    if let Some(ty) = rule.object_type(value) {
        show(Rule::One(ty), pointer, value);
        for (name, property) in value.as_object().into_iter().flatten() {
            if let Some(rule) = rule_of(ty, name).filter(|_| !property.is_string()) {
                step(pointer, name);
                visit(property, rule, pointer, show);
                pointer.truncate(length);
            }
        }
    } else if let Some(inner) = rule.entries().filter(|inner| *inner != Rule::String) {
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
    if let Some(ty) = rule.object_type(value) {
        let Some(properties) = value.as_object_mut() else { return };
        with(ty, pointer, properties);
        for (name, property) in properties {
            if let Some(rule) = rule_of(ty, name).filter(|_| !property.is_string()) {
                step(pointer, name);
                change(property, rule, pointer, with);
                pointer.truncate(length);
            }
        }
    } else if let Some(rule) = rule.entries() {
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
