//! Values are of the kind that OpenAPI says.

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::Rule;
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "wrong-kind",
    rule: "Every member of an object is of the kind that OpenAPI 3.0 says.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for misfit in &view.misfits {
        let (expected, help) = match misfit.rule {
            Rule::Any => continue,
            Rule::Flag => ("true or false", "write `true` or `false`, without quotes"),
            Rule::Number => ("a number", "write a number, without quotes"),
            Rule::Count => ("a whole number", "write a number from 0 on, without quotes"),
            Rule::Text => ("text", "put it between quotes if it looks like a number"),
            Rule::Values | Rule::Texts | Rule::List(_) => {
                ("a list", "write `[…]` or lines that begin with `- `")
            }
            Rule::TextMap | Rule::ValueMap | Rule::Map(_) | Rule::One(_) => {
                ("an object", "write members, one a line: `name: value`")
            }
            Rule::FlagOrSchema => ("true, false or a schema", "write one of these"),
        };
        let message = format!("expected {expected}, found {}", found(misfit.value));
        problems.add(&misfit.pointer, message, help);
    }
}

fn found(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) => value.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
