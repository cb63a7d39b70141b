//! The operations of the lowered document, as what a call is made of.
//!
//! Reading cannot fail: what a check has let through is all there, and names become free and fit
//! for Rust here.

use serde_json::{Map, Value};

use crate::ir::operation::{Operation, Paging, Parameter, Style};
use crate::lower::bodies;
use crate::lower::draft::{Draft, OperationFacts};
use crate::lower::models::ty;
use crate::lower::responses::Responses;
use crate::openapi::media_type::Media;
use crate::openapi::value::{entries, list, text};
use crate::rust::names;
use crate::rust::names::{error_type, method_name, pascal};
use crate::rust::scope::{Names, Scope, free};

/// Reads an operation.
pub(crate) fn operation(
    draft: &Draft,
    (path, method, members): (&str, &str, &Map<String, Value>),
) -> Operation {
    let document = &draft.document;
    let get = |name: &str| members.get(name).unwrap_or(&Value::Null);
    let id = text(get("operationId"), "");
    let without_body = method == "head";
    let parameters = parameters(list(members.get("parameters")));
    let mut taken = Names::with(parameters.iter().map(|one| &one.rust));
    let none = OperationFacts::default();
    let facts = draft.operations.get(&id).unwrap_or(&none);
    let headers = facts.headers.iter();
    let headers: Vec<(String, String)> =
        headers.map(|(name, value)| (name.clone(), value.trim().to_owned())).collect();
    let responses = Responses::of(members);
    let meanings = responses.successes.iter();
    let meanings = meanings.map(|(status, one)| ((*status).clone(), text(one, "/description")));
    let mut replies = bodies::replies(&responses, without_body, &mut taken);
    if headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept")) {
        // What is always asked for is no choice.
        replies.truncate(1);
        replies.iter_mut().for_each(|reply| reply.accept.clear());
    }
    let method_name = names::client_method(&method_name(&id));
    Operation {
        type_name: pascal(&id),
        method_name,
        error_type: error_type(&id),
        tag: text(get("tags"), "/0"),
        path: path.to_owned(),
        method: method.to_owned(),
        summary: text(get("summary"), ""),
        description: text(get("description"), ""),
        permissions: list(members.get("x-guestlist-permissions"))
            .map(|one| text(one, ""))
            .collect(),
        body: bodies::body(document, get("requestBody"), &facts.equal_media_types),
        headers,
        replies,
        parameters,
        successes: meanings.collect(),
        errors: bodies::errors(&responses, without_body),
        deprecated: get("deprecated") == &Value::Bool(true),
        idempotent: get("x-guestlist-idempotent") == &Value::Bool(true),
        paging: members.get("x-guestlist-paging").map(paging),
        server: crate::lower::access::own_server(document, path, members),
        id,
    }
}

pub(crate) fn paging(value: &Value) -> Paging {
    let name = |part: &str| text(value.get(part).unwrap_or(&Value::Null), "");
    let path =
        |text: String| text.split('.').filter(|step| !step.is_empty()).map(str::to_owned).collect();
    if value.get("token").is_some() {
        return Paging::Token { token: name("token"), next: name("next"), items: name("items") };
    }
    Paging::Number {
        number: name("number"),
        size: name("size"),
        items: name("items"),
        total: path(name("total")),
    }
}

pub(crate) fn parameters<'a>(all: impl Iterator<Item = &'a Value>) -> Vec<Parameter> {
    let mut taken = Names::of(Scope::Parameters);
    let known = |one: &&Value| !is_ignored(one);
    all.filter(known)
        .map(|value| {
            let mut parameter = parameter(value);
            parameter.rust = free(&names::argument(&parameter.wire), &mut taken);
            parameter
        })
        .collect()
}

/// The headers of which the specification says that no parameter describes them.
fn is_ignored(parameter: &Value) -> bool {
    let name = text(parameter, "/name").to_ascii_lowercase();
    text(parameter, "/in") == "header"
        && matches!(name.as_str(), "accept" | "content-type" | "authorization")
}

fn parameter(value: &Value) -> Parameter {
    let location = text(value, "/in");
    let media_type = entries(value.get("content")).next();
    let style = match media_type.map(|(name, _)| Media::of(name)) {
        Some(Media::Json) => Style { name: "Json", explode: None },
        _ => style(value, &location),
    };
    let flag = |name: &str| value.get(name) == Some(&Value::Bool(true));
    Parameter {
        rust: String::new(),
        wire: text(value, "/name"),
        default: value.pointer("/schema/default").and_then(Value::as_i64),
        description: text(value, "/description"),
        ty: ty(value.get("schema").unwrap_or(&Value::Null)),
        required: flag("required") || location == "path",
        deprecated: flag("deprecated"),
        style,
        reserved: flag("allowReserved") && location == "query",
        location,
    }
}

/// The style of a parameter, by its location where it says none (section 4.7.12.2).
pub(crate) fn style(value: &Value, location: &str) -> Style {
    let given = value.get("style").and_then(Value::as_str);
    let name = given.unwrap_or(match location {
        "query" | "cookie" => "form",
        _ => "simple",
    });
    let explode = value.get("explode").and_then(Value::as_bool);
    let explode = explode.unwrap_or(name == "form");
    match name {
        "label" => Style { name: "Label", explode: Some(explode) },
        "matrix" => Style { name: "Matrix", explode: Some(explode) },
        "spaceDelimited" if !explode => Style { name: "SpaceDelimited", explode: None },
        "pipeDelimited" if !explode => Style { name: "PipeDelimited", explode: None },
        "deepObject" => Style { name: "DeepObject", explode: None },
        "simple" => Style { name: "Simple", explode: Some(explode) },
        _ => Style { name: "Form", explode: Some(explode) },
    }
}
