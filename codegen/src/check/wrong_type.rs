//! Each property has the type that OpenAPI requires.

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::rule::Rule;

pub(crate) const CHECK: Check = Check {
    code: "wrong-type",
    rule: "Every property of an object has the type that OpenAPI 3.0 requires.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for mismatch in &description.written.mismatches {
        // `dangling-reference` reports a reference in place of the value.
        if description.is_refused(&mismatch.pointer)
            || description.is_refused(&format!("{}/$ref", mismatch.pointer))
        {
            continue;
        }
        let (expected, help) = match mismatch.rule {
            Rule::Any => continue,
            Rule::Boolean => ("true or false", "write `true` or `false`, without quotes"),
            Rule::Number => ("a number", "write a number, without quotes"),
            Rule::Count => ("a whole number", "write a number from 0 on, without quotes"),
            Rule::String => ("a string", "put it between quotes if it looks like a number"),
            Rule::Values | Rule::Strings | Rule::Array(_) => {
                ("an array", "write `[…]` or lines that begin with `- `")
            }
            Rule::StringMap | Rule::ValueMap | Rule::Map(_) | Rule::One(_) => {
                ("an object", "write properties, one per line: `name: value`")
            }
            Rule::StringMapOrFalse => {
                ("an object or false", "write properties, or `false` to switch it off")
            }
            Rule::BooleanOrSchema => ("true, false or a schema", "write one of these"),
            Rule::BooleanOrNumber => {
                ("true, false or a number", "write one of these, without quotes")
            }
            Rule::StringOrStrings => {
                ("the name of a type, or an array of names", "write one such as `string`")
            }
            Rule::SchemaOrSchemas => {
                ("a schema", "write its keywords, one per line, such as `type: string`")
            }
        };
        let message = format!("expected {expected}, found {}", found(mismatch.value));
        problems.add(&mismatch.pointer, message, help);
    }
}

fn found(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) => value.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
