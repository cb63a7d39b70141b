//! Each schema says its type, in one way.

use serde_json::Value;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::every_schema;
use crate::openapi::document::schema::{JsonType, Schema};

pub(crate) const PASS: Pass = Pass {
    name: "infer_types",
    does: "writes types that go without saying, `anyOf` as `oneOf`, and null values as `nullable`",
    run,
};

fn run(draft: &mut Draft) {
    every_schema(draft, &mut |schema| {
        infer_type(schema);
        unite(schema);
        lift_null(schema);
    });
    every_schema(draft, &mut infer_null);
}

fn infer_type(schema: &mut Schema) {
    let is_said = schema.ty.is_some() || refers_or_combines(schema);
    let is_object = schema.properties.is_some() || schema.additional_schema().is_some();
    if !is_said {
        schema.ty = match () {
            () if is_object => Some(JsonType::Object),
            () if schema.items.is_some() => Some(JsonType::Array),
            () => None,
        };
    }
    if schema.ty == Some(JsonType::Array) && schema.items.is_none() {
        schema.items = Some(Box::default());
    }
}

fn refers_or_combines(schema: &Schema) -> bool {
    schema.reference.is_some()
        || [&schema.one_of, &schema.any_of, &schema.all_of].iter().any(|list| list.is_some())
}

/// `anyOf` is read as `oneOf`: the first variant that fits best is the one that is meant.
fn unite(schema: &mut Schema) {
    if let Some(any) = schema.any_of.take() {
        match schema.one_of.take() {
            // Two unions at once: a value has to fit both.
            Some(one) => {
                let union = |list| Schema { one_of: Some(list), ..Schema::default() };
                schema.all_of.get_or_insert_default().extend([union(one), union(any)]);
            }
            None => schema.one_of = Some(any),
        }
    }
    let Some(variants) = &mut schema.one_of else { return };
    // Members that only require or forbid something are a rule about the value, not variants of it.
    if variants.iter().all(|variant| !has_shape(variant)) {
        schema.one_of = None;
        return infer_type(schema);
    }
    let before = variants.len();
    variants.retain(|variant| !is_null(variant));
    if variants.len() < before {
        schema.nullable = Some(true);
    }
}

fn has_shape(schema: &Schema) -> bool {
    let says_shape = schema.ty.is_some()
        || refers_or_combines(schema)
        || schema.properties.is_some()
        || schema.items.is_some()
        || schema.values.is_some()
        || schema.additional.is_some();
    // Without constraints a schema is any value, which is a shape.
    let is_any = || {
        let mut rest = schema.clone();
        rest.title.clear();
        rest.description.clear();
        rest == Schema::default()
    };
    says_shape || is_any()
}

fn is_null(schema: &Schema) -> bool {
    schema.ty == Some(JsonType::Null) || schema.values.as_deref() == Some(&[Value::Null])
}

fn lift_null(schema: &mut Schema) {
    let Some(values) = &mut schema.values else { return };
    // A union asks first whether a variant is nothing but `null`.
    if values.iter().any(Value::is_null) && !values.iter().all(Value::is_null) {
        values.retain(|value| !value.is_null());
        schema.nullable = Some(true);
    }
}

/// An enum of nothing but `null` is the type that has no other value.
fn infer_null(schema: &mut Schema) {
    if schema.values.as_ref().is_some_and(|all| all.iter().all(Value::is_null)) {
        schema.values = None;
        schema.ty = Some(JsonType::Null);
    }
}
