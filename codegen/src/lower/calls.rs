//! The operations of the lowered document, as what a call is made of.
//!
//! Reading cannot fail: what a check has let through is all there, and names become free and fit
//! for Rust here.

use serde_json::{Map, Value};

use super::api::Type;
use super::document::{entries, list, text};
use super::fix_constants::HEADERS;
use super::group_errors::ERRORS;
use super::group_successes::{MAYBE, SUCCESSES};
use super::media::{MEDIA_TYPE, Media, left_out};
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
    /// The media types that an answer can have, for `Accept`.
    pub(crate) accept: Vec<String>,
    pub(crate) success: Success,
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
    /// The name of the enum of its successes, where there is one.
    pub(crate) fn response_type(&self) -> String {
        format!("{}Response", self.type_name)
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

pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) description: String,
    /// The media type, as the request names it.
    pub(crate) media_type: String,
    pub(crate) content: Content,
    /// The media types that the API would also take.
    pub(crate) left_out: Vec<String>,
}

/// What a body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Json(Type),
    /// A form in one line.
    Form(Type),
    /// A form in parts, none of which is a file.
    Multipart(Type),
    /// A form in parts of which some are files.
    Files(Vec<FormPart>),
    /// A form in parts that nobody has described.
    Parts,
    Text,
    Bytes,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormPart {
    pub(crate) wire: String,
    pub(crate) rust: String,
    pub(crate) description: String,
    pub(crate) required: bool,
    pub(crate) kind: PartKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    File,
    Files,
    Value(Type),
    /// What the document wants as JSON, whatever it is.
    Json(Type),
}

pub(crate) enum Success {
    Nothing,
    Body(Content),
    /// A body that may be missing.
    Maybe(Content),
    /// One body or another, as the status says.
    ByStatus(Vec<Answer>),
}

/// What the API answers with a status.
pub(crate) struct Answer {
    pub(crate) status: Status,
    pub(crate) description: String,
    pub(crate) content: Option<Content>,
}

/// A key of `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Exactly(u16),
    /// All of a hundred: `4XX` is 4.
    Range(u16),
    /// All that are not listed.
    Default,
}

impl Status {
    fn of(key: &str) -> Option<Self> {
        match key.as_bytes() {
            b"default" => Some(Self::Default),
            [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => {
                Some(Self::Range(u16::from(digit - b'0')))
            }
            _ => key.parse().ok().map(Self::Exactly),
        }
    }
}

/// Reads an operation.
pub(super) fn operation(
    document: &Value,
    (path, method, members): (&str, &str, &Map<String, Value>),
) -> Operation {
    let get = |name: &str| members.get(name).unwrap_or(&Value::Null);
    let id = text(get("operationId"), "");
    let without_body = method == "head";
    let answers = |name: &str| answers(members.get(name), without_body);
    let (successes, errors) = (answers(SUCCESSES), answers(ERRORS));
    let is_maybe = entries(members.get(SUCCESSES)).any(|(_, one)| one.get(MAYBE).is_some());
    let strings = |value: &Value, name: &str| (name.to_owned(), text(value, ""));
    let meanings = entries(members.get(SUCCESSES));
    let meanings = meanings.map(|(status, one)| (status.clone(), text(one, "/description")));
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
        parameters: parameters(list(members.get("parameters"))),
        body: body(document, get("requestBody")),
        headers: entries(members.get(HEADERS)).map(|(name, value)| strings(value, name)).collect(),
        accept: accept(members, without_body),
        success: success(successes, is_maybe, members, without_body),
        successes: meanings.collect(),
        errors,
        deprecated: get("deprecated") == &Value::Bool(true),
        idempotent: get("x-guestlist-idempotent") == &Value::Bool(true),
        paging: members.get("x-guestlist-paging").map(paging),
        server: super::access::own_server(document, path, members),
        id,
    }
}

/// The media types of the answers, without their parameters.
fn accept(members: &Map<String, Value>, without_body: bool) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (_, answer) in entries(members.get(SUCCESSES)).chain(entries(members.get(ERRORS))) {
        for (name, _) in entries(answer.get("content")).filter(|_| !without_body) {
            let essence = name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase();
            if !all.contains(&essence) && essence.is_ascii() {
                all.push(essence);
            }
        }
    }
    // What takes anything takes the rest too.
    if all.iter().any(|name| name == "*/*") { vec!["*/*".to_owned()] } else { all }
}

fn answers(all: Option<&Value>, without_body: bool) -> Vec<Answer> {
    let answers = entries(all).filter_map(|(status, answer)| {
        Some(Answer {
            status: Status::of(status)?,
            description: text(answer, "/description"),
            content: content(answer).filter(|_| !without_body),
        })
    });
    answers.collect()
}

/// The content of an answer.
fn content(answer: &Value) -> Option<Content> {
    let (name, media_type) = entries(answer.get("content")).next()?;
    let schema = media_type.get("schema").unwrap_or(&Value::Null);
    Some(match Media::of(name) {
        _ if is_binary(schema) => Content::Bytes,
        Media::Json => Content::Json(body_type(schema)),
        Media::Text => Content::Text,
        _ => Content::Bytes,
    })
}

fn success(
    answers: Vec<Answer>,
    is_maybe: bool,
    members: &Map<String, Value>,
    without_body: bool,
) -> Success {
    let Some(first) = answers.first() else {
        // What a document does not say may be anything; a redirect has nothing to say.
        let known = entries(members.get(ERRORS)).any(|(status, _)| status != "default");
        let is_known = known || members.get(super::group_errors::OTHERS).is_some() || without_body;
        return if is_known { Success::Nothing } else { Success::Body(Content::Bytes) };
    };
    if answers.iter().any(|one| one.content != first.content) {
        return Success::ByStatus(answers);
    }
    match first.content.clone() {
        None => Success::Nothing,
        Some(content) if is_maybe => Success::Maybe(content),
        Some(content) => Success::Body(content),
    }
}

fn body(document: &Value, value: &Value) -> Option<Body> {
    let (name, media_type) = entries(value.get("content")).next()?;
    let schema = media_type.get("schema").unwrap_or(&Value::Null);
    let content = match Media::of(name) {
        Media::Json => Content::Json(body_type(schema)),
        Media::Form => Content::Form(body_type(schema)),
        Media::Multipart => super::parts::content(document, schema, media_type),
        Media::Text => Content::Text,
        Media::Bytes => Content::Bytes,
    };
    // A range of types names none.
    let media_type = match name.contains('*') || name.trim().is_empty() {
        true => "application/octet-stream".to_owned(),
        false => name.clone(),
    };
    Some(Body {
        required: value.get("required") == Some(&Value::Bool(true)),
        description: text(value, "/description"),
        media_type,
        content,
        left_out: left_out(value),
    })
}

/// The type of a body, which may be `null` as a whole.
fn body_type(schema: &Value) -> Type {
    let inner = ty(schema);
    let is_nullable = schema.get("nullable") == Some(&Value::Bool(true));
    if is_nullable && !matches!(inner, Type::Any | Type::Nullable(_)) {
        Type::Nullable(Box::new(inner))
    } else {
        inner
    }
}

/// Whether a schema means bytes.
pub(super) fn is_binary(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("string")
        && schema.get("format").and_then(Value::as_str) == Some("binary")
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

/// What the builder of a call uses itself.
const RESERVED: [&str; 8] = ["client", "body", "new", "send", "self", "options", "pages", "stream"];

fn parameters<'a>(all: impl Iterator<Item = &'a Value>) -> Vec<Parameter> {
    let mut taken: Vec<String> = RESERVED.map(str::to_owned).to_vec();
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
