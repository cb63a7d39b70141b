//! The operations of the lowered document, as what a call is made of.
//!
//! Reading cannot fail: what a check has let through is all there, and names become free and fit
//! for Rust here.

use serde_json::{Map, Value};

use super::api::Type;
use super::bodies::{self, Answer, Body, Reply, Success};
use super::document::{entries, list, text};
use super::fix_constants::HEADERS;
use super::group_successes::SUCCESSES;
use super::media::{MEDIA_TYPE, Media};
use super::models::ty;
use crate::names::{self, error_type, method_name, pascal};

pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method_name: String,
    pub(crate) type_name: String,
    pub(crate) tag: String,
    pub(crate) path: String,
    pub(crate) method: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) permissions: Vec<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The headers that each request has, by name.
    pub(crate) headers: Vec<(String, String)>,
    /// What a caller can ask for, the best first; never empty.
    pub(crate) replies: Vec<Reply>,
    /// What each success status means.
    pub(crate) successes: Vec<(String, String)>,
    pub(crate) error_type: String,
    pub(crate) errors: Vec<Answer>,
    pub(crate) deprecated: bool,
    pub(crate) idempotent: bool,
    pub(crate) paging: Option<Paging>,
    /// Where it is, when not where the API is: a URL, or a path of the API's host.
    pub(crate) server: Option<String>,
}

impl Operation {
    /// What it answers to `send` when it succeeds.
    pub(crate) fn success(&self) -> &Success {
        self.replies.first().map_or(&Success::Nothing, |reply| &reply.success)
    }

    /// The name of the enum of its successes, where there is one.
    pub(crate) fn response_type(&self) -> String {
        format!("{}Response", self.type_name)
    }

    /// The name of the enum of what it can send, where there is one.
    pub(crate) fn body_type(&self) -> String {
        names::body_type(&self.id)
    }

    /// The name of the struct of its form, where there is one.
    pub(crate) fn form_type(&self) -> String {
        format!("{}Form", self.type_name)
    }
}

/// How a list is paged: the names are those of the wire.
pub(crate) enum Paging {
    /// By the number of the page.
    Number { number: String, size: String, items: String, total: Vec<String> },
    /// By a token that each page gives for the next.
    Token { token: String, next: String, items: String },
}

pub(crate) struct Parameter {
    pub(crate) rust: String,
    pub(crate) wire: String,
    pub(crate) default: Option<i64>,
    pub(crate) location: String,
    pub(crate) description: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) style: Style,
    /// Whether its value may hold `/` and the like as they are.
    pub(crate) reserved: bool,
}

/// How a parameter is written: the name of the runtime's style, and whether it is exploded where
/// there is a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) name: &'static str,
    pub(crate) explode: Option<bool>,
}

/// Reads an operation.
pub(super) fn operation(
    document: &Value,
    (path, method, members): (&str, &str, &Map<String, Value>),
) -> Operation {
    let get = |name: &str| members.get(name).unwrap_or(&Value::Null);
    let id = text(get("operationId"), "");
    let without_body = method == "head";
    let parameters = parameters(list(members.get("parameters")));
    let mut taken = names::Names::of(parameters.iter().map(|one| &one.rust));
    let strings = |value: &Value, name: &str| (name.to_owned(), text(value, ""));
    let meanings = entries(members.get(SUCCESSES));
    let meanings = meanings.map(|(status, one)| (status.clone(), text(one, "/description")));
    let headers = entries(members.get(HEADERS)).map(|(name, value)| strings(value, name));
    let headers: Vec<(String, String)> = headers.collect();
    let mut replies = bodies::replies(members, without_body, &mut taken);
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
        body: bodies::body(document, get("requestBody")),
        headers,
        replies,
        parameters,
        successes: meanings.collect(),
        errors: bodies::errors(members, without_body),
        deprecated: get("deprecated") == &Value::Bool(true),
        idempotent: get("x-guestlist-idempotent") == &Value::Bool(true),
        paging: members.get("x-guestlist-paging").map(paging),
        server: super::access::own_server(document, path, members),
        id,
    }
}

fn paging(value: &Value) -> Paging {
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

fn parameters<'a>(all: impl Iterator<Item = &'a Value>) -> Vec<Parameter> {
    let mut taken = names::Names::of(names::CALL);
    let known = |one: &&Value| !is_ignored(one);
    all.filter(known)
        .map(|value| {
            let mut parameter = parameter(value);
            parameter.rust = names::free(&names::argument(&parameter.wire), &mut taken);
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
    let media_type = value.get(MEDIA_TYPE).and_then(Value::as_str);
    let style = match media_type.map(Media::of) {
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
fn style(value: &Value, location: &str) -> Style {
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
