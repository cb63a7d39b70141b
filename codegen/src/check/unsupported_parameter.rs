//! Parameters are in the path, the query or a header, and simple enough to write there.

use serde_json::Value;

use super::{Check, Object, Problems, Scope, View, is_header_name, one_value};

pub(super) const CHECK: Check = Check {
    code: "unsupported-parameter",
    rule: "A parameter is text, a flag, an integer, an enum, or in the query a list of these, in its default style.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for operation in view.operations() {
        for parameter in &operation.parameters {
            if let Some((place, message, help)) = fault(view, parameter) {
                let name = parameter.text("name").unwrap_or_default();
                problems.add(&place, format!("the parameter `{name}` {message}"), help);
            }
        }
    }
}

fn fault(view: &View<'_>, parameter: &Object<'_>) -> Option<(String, String, &'static str)> {
    let location = parameter.text("in")?;
    let style = match location {
        "path" | "header" => "simple",
        "query" => "form",
        "cookie" => {
            let help = "send it with a header parameter, or leave it out of the description";
            return Some((
                parameter.at("in"),
                "is a cookie, which is not supported".to_owned(),
                help,
            ));
        }
        _ => {
            let message = format!("is in `{location}`, which OpenAPI does not know");
            return Some((parameter.at("in"), message, "write path, query or header"));
        }
    };
    let name = parameter.text("name").unwrap_or_default();
    if location == "header" && !name.is_empty() && !is_header_name(name) {
        let message = "has a name that no header can have".to_owned();
        return Some((parameter.at("name"), message, "write a name such as `X-Locale`"));
    }
    if parameter.text("style").is_some_and(|given| given != style) {
        let message = format!("has a style other than `{style}`, which is not supported");
        return Some((parameter.at("style"), message, "leave `style` out, or the parameter"));
    }
    if location == "query" && parameter.members.get("explode") == Some(&Value::Bool(false)) {
        let message = "is not exploded, which is not supported".to_owned();
        return Some((parameter.at("explode"), message, "leave `explode` out, or the parameter"));
    }
    let Some(schema) = parameter.members.get("schema") else {
        let message = "has no schema".to_owned();
        return Some((
            parameter.pointer.clone(),
            message,
            "add `schema: {type: string}` or another type",
        ));
    };
    let (schema, place) = view.follow(schema, parameter.at("schema"));
    let is_list = schema.get("type").and_then(Value::as_str) == Some("array");
    let item = match schema.get("items") {
        Some(items) if is_list && location == "query" => {
            view.follow(items, format!("{place}/items")).0
        }
        _ => schema,
    };
    // A reference that leads nowhere has a report of its own.
    if item.get("$ref").is_some() {
        return None;
    }
    let is_simple =
        matches!(item.get("type").and_then(Value::as_str), Some("string" | "boolean" | "integer"));
    if !is_simple {
        let message = "is of a type that has no plain text".to_owned();
        return Some((
            place,
            message,
            "use string, boolean, integer, an enum, or in a query a list of these",
        ));
    }
    if location == "header"
        && parameter.flag("required")
        && one_value(schema)
            .is_some_and(|text| !text.bytes().all(|byte| (b' '..=b'~').contains(&byte)))
    {
        return Some((
            place,
            "has a value that no header can hold".to_owned(),
            "use printable ASCII",
        ));
    }
    None
}
