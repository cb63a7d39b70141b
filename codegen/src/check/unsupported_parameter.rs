//! Parameters say where they go, and can be written there.

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::header::is_header_name;
use crate::openapi::view::{Object, View, one_value};

pub(crate) const CHECK: Check = Check {
    code: "unsupported-parameter",
    rule: "A parameter is in the path, the query, a header or a cookie, has a schema or one media type, and a style of its place.",
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
    let (styles, list): (&[&str], _) = match location {
        "path" => (&["simple", "label", "matrix"], "write simple, label or matrix"),
        "header" => (&["simple"], "write simple, or leave `style` out"),
        "query" => (
            &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "write form, spaceDelimited, pipeDelimited or deepObject",
        ),
        "cookie" => (&["form"], "write form, or leave `style` out"),
        _ => {
            let message = format!("is in `{location}`, which OpenAPI does not know");
            return Some((parameter.at("in"), message, "write path, query, header or cookie"));
        }
    };
    let name = parameter.text("name").unwrap_or_default();
    if matches!(location, "header" | "cookie") && !name.is_empty() && !is_header_name(name) {
        let message = format!("has a name that no {location} can have");
        return Some((parameter.at("name"), message, "write a name such as `X-Locale`"));
    }
    if let Some(given) = parameter.text("style").filter(|given| !styles.contains(given)) {
        let message = format!("has the style `{given}`, which is none for a {location}");
        return Some((parameter.at("style"), message, list));
    }
    let content = parameter.members.get("content").and_then(Value::as_object);
    if let Some(content) = content {
        let message = match content.len() {
            1 => return None,
            0 => "has no media type".to_owned(),
            count => format!("has {count} media types"),
        };
        return Some((parameter.at("content"), message, "give it exactly one"));
    }
    let Some(schema) = parameter.members.get("schema") else {
        let message = "has no schema".to_owned();
        let help = "add `schema: {type: string}` or another type";
        return Some((parameter.pointer.clone(), message, help));
    };
    let (schema, place) = view.follow(schema, parameter.at("schema"));
    let text = one_value(schema).filter(|_| location == "header" && parameter.flag("required"))?;
    let is_sendable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    (!is_sendable).then(|| {
        let message = "has a value that no header can hold".to_owned();
        (place, message, "use printable ASCII")
    })
}
