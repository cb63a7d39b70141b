//! A parameter has a location, and a style and a schema that the location allows.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::document::operation::Parameter;
use crate::rust::header::is_header_name;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-parameter",
    rule: "A parameter is in the path, the query, a header or a cookie, or is the whole query, has a schema or one media type, and a style that its location allows.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for operation in description.operations() {
        for parameter in &operation.parameters {
            if let Some((pointer, message, help)) = fault(description, parameter) {
                let name = &parameter.name;
                problems.add(&pointer, format!("the parameter `{name}` {message}"), help);
            }
        }
    }
}

/// The pointer of a fault in a parameter, the message, and the advice.
fn fault(
    description: &Description<'_>,
    parameter: &Parameter,
) -> Option<(String, String, &'static str)> {
    // `missing-property` reports a parameter without a location.
    let location = Some(parameter.location.as_str()).filter(|location| !location.is_empty())?;
    let (styles, list): (&[&str], _) = match location {
        "path" => (&["simple", "label", "matrix"], "write simple, label or matrix"),
        "header" => (&["simple"], "write simple, or leave `style` out"),
        "query" => (
            &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "write form, spaceDelimited, pipeDelimited or deepObject",
        ),
        "cookie" => (&["form", "cookie"], "write form or cookie"),
        "querystring" => (&[], "leave `style` out: the media type says how it is written"),
        _ => {
            let message = format!("is in `{location}`, which is not a location of OpenAPI");
            return Some((
                parameter.pointer.property("in"),
                message,
                "write path, query, querystring, header or cookie",
            ));
        }
    };
    let name = &parameter.name;
    if matches!(location, "header" | "cookie") && !name.is_empty() && !is_header_name(name) {
        let message = format!("has a name that no {location} can have");
        return Some((
            parameter.pointer.property("name"),
            message,
            "write a name such as `X-Locale`",
        ));
    }
    if let Some(given) = parameter.style.as_deref().filter(|given| !styles.contains(given)) {
        let message = format!("has the style `{given}`, which its location does not allow");
        return Some((parameter.pointer.property("style"), message, list));
    }
    let content = parameter.pointer.property("content");
    if description.value(&content).is_some() {
        let message = match parameter.content.len() {
            1 => return None,
            0 => "has no media type".to_owned(),
            count => format!("has {count} media types"),
        };
        return Some((content, message, "give it exactly one"));
    }
    if location == "querystring" {
        let message = "is the whole query, and has no media type".to_owned();
        let help = "describe it under `content`, usually as `application/x-www-form-urlencoded`";
        return Some((parameter.pointer.to_string(), message, help));
    }
    let Some(schema) = &parameter.schema else {
        let message = "has no schema".to_owned();
        let help = "add `schema: {type: string}` or another type";
        return Some((parameter.pointer.to_string(), message, help));
    };
    let schema = description.target(schema);
    let is_header = location == "header" && parameter.required;
    let value = schema.only_string().filter(|_| is_header)?;
    let is_sendable = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    (!is_sendable).then(|| {
        let message = "has a value that no header can hold".to_owned();
        (schema.pointer.to_string(), message, "use printable ASCII")
    })
}
