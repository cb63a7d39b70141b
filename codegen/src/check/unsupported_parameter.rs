//! A parameter has a location, and a style and a schema that the location allows.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::view::View;
use crate::openapi::view::operation::ParameterView;
use crate::openapi::view::properties::Located;
use crate::rust::header::is_header_name;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-parameter",
    rule: "A parameter is in the path, the query, a header or a cookie, or is the whole query, has a schema or one media type, and a style that its location allows.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for operation in view.operations() {
        for parameter in &operation.parameters {
            if let Some((pointer, message, help)) = fault(view, parameter) {
                let name = parameter.name().unwrap_or_default();
                problems.add(&pointer, format!("the parameter `{name}` {message}"), help);
            }
        }
    }
}

/// The pointer of what is wrong with a parameter, what is wrong, and what to do.
fn fault<'a>(
    view: &View<'a>,
    parameter: &Located<'a, ParameterView<'a>>,
) -> Option<(String, String, &'static str)> {
    let location = parameter.location()?;
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
                parameter.at("in"),
                message,
                "write path, query, querystring, header or cookie",
            ));
        }
    };
    let name = parameter.name().unwrap_or_default();
    if matches!(location, "header" | "cookie") && !name.is_empty() && !is_header_name(name) {
        let message = format!("has a name that no {location} can have");
        return Some((parameter.at("name"), message, "write a name such as `X-Locale`"));
    }
    if let Some(given) = parameter.style().filter(|given| !styles.contains(given)) {
        let message = format!("has the style `{given}`, which its location does not allow");
        return Some((parameter.at("style"), message, list));
    }
    if let Some(count) = parameter.media_types() {
        let message = match count {
            1 => return None,
            0 => "has no media type".to_owned(),
            count => format!("has {count} media types"),
        };
        return Some((parameter.at("content"), message, "give it exactly one"));
    }
    if location == "querystring" {
        let message = "is the whole query, and has no media type".to_owned();
        let help = "describe it under `content`, usually as `application/x-www-form-urlencoded`";
        return Some((parameter.pointer.to_string(), message, help));
    }
    let Some(schema) = parameter.schema() else {
        let message = "has no schema".to_owned();
        let help = "add `schema: {type: string}` or another type";
        return Some((parameter.pointer.to_string(), message, help));
    };
    let schema = view.follow(Located { pointer: parameter.at("schema").into(), object: schema });
    let is_header = location == "header" && parameter.is_required();
    let value = schema.only_string().filter(|_| is_header)?;
    let is_sendable = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    (!is_sendable).then(|| {
        let message = "has a value that no header can hold".to_owned();
        (schema.pointer.into_owned(), message, "use printable ASCII")
    })
}
