//! What an operation sends and answers, as content of media types.

use std::collections::HashMap;

use indexmap::IndexSet;
use serde_json::{Map, Value};

use super::api::Type;
use super::document::{entries, text};
use super::group_errors::{ERRORS, OTHERS};
use super::group_successes::{MAYBE, SUCCESSES};
use super::media::{self, Media};
use super::models::ty;
use crate::names::{Names, argument, free, usable_pascal};

/// The body of a request.
pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) description: String,
    /// What it can be, the best first; never empty.
    pub(crate) media_types: Vec<MediaType>,
    /// The media types that the API would also take.
    pub(crate) left_out: Vec<String>,
}

/// A media type of a request.
pub(crate) struct MediaType {
    /// The media type, as the request names it.
    pub(crate) name: String,
    /// The range that the document has in place of one, where the request names it no better.
    pub(crate) range: Option<String>,
    /// The variant among those of the body.
    pub(crate) variant: String,
    pub(crate) content: Content,
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

/// What a caller asks for, and gets when the call succeeds.
pub(crate) struct Reply {
    /// The method of the call that asks for it.
    pub(crate) method: String,
    /// The media types for `Accept`.
    pub(crate) accept: Vec<String>,
    pub(crate) success: Success,
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

/// The body of a request.
pub(super) fn body(document: &Value, value: &Value) -> Option<Body> {
    let (mut media_types, mut left_out): (Vec<MediaType>, _) = (Vec::new(), media::left_out(value));
    let mut taken = Names::of(["Self"]);
    for (name, media_type) in entries(value.get("content")) {
        let content = sent(document, name, media_type);
        // A form has one struct, and of a list or a text none can be made.
        let has_files = media_types.iter().any(|known| matches!(known.content, Content::Files(_)));
        let is_sendable = match &content {
            Content::Form(ty) | Content::Multipart(ty) => is_object(ty),
            Content::Files(_) => !has_files,
            _ => true,
        };
        if !is_sendable && !media_types.is_empty() {
            left_out.push(name.clone());
            continue;
        }
        let variant = free(&usable_pascal(&media::word(name), "Type"), &mut taken);
        let is_range = name.contains('*') && !matches!(content, Content::Json(_));
        let range = is_range.then(|| name.clone());
        media_types.push(MediaType { name: named(name, &content), range, variant, content });
    }
    let required = value.get("required") == Some(&Value::Bool(true));
    let description = text(value, "/description");
    (!media_types.is_empty()).then_some(Body { required, description, media_types, left_out })
}

fn sent(document: &Value, name: &str, media_type: &Value) -> Content {
    let schema = media_type.get("schema").unwrap_or(&Value::Null);
    match Media::described(name, schema) {
        Media::Json => Content::Json(body_type(schema)),
        Media::Form => Content::Form(body_type(schema)),
        Media::Multipart => super::parts::content(document, schema, media_type),
        Media::Text => Content::Text,
        Media::Bytes => Content::Bytes,
    }
}

/// The media type that a request names: a range of types is none.
fn named(name: &str, content: &Content) -> String {
    match content {
        Content::Json(_) if name.contains('*') => "application/json".to_owned(),
        _ if name.contains('*') || name.trim().is_empty() => "application/octet-stream".to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether a type may be an object.
fn is_object(ty: &Type) -> bool {
    match ty {
        Type::Any | Type::Free | Type::Map(_) | Type::Model(_) => true,
        Type::Nullable(inner) | Type::Boxed(inner) => is_object(inner),
        _ => false,
    }
}

/// What a caller can ask for: first the best of each answer, then each other media type of the
/// successes.
pub(super) fn replies(
    members: &Map<String, Value>,
    without_body: bool,
    taken: &mut Names,
) -> Vec<Reply> {
    let mut replies = vec![Reply {
        method: "send".to_owned(),
        accept: accept(members, without_body, None),
        success: success(members, without_body, None),
    }];
    let index = index(members.get(SUCCESSES));
    let mut others: IndexSet<String> = IndexSet::new();
    let successes = entries(members.get(SUCCESSES)).filter(|_| !without_body);
    for (_, answer) in successes {
        for (name, _) in entries(answer.get("content")).skip(1) {
            others.insert(media::asked(name));
        }
    }
    for asked in others.into_iter().filter(|asked| asked != "*/*") {
        let chosen = Asked { name: &asked, index: &index };
        let method = argument(&format!("send for {}", media::word(&asked)));
        // What fails, and what succeeds without it, comes as it is.
        let weighed = |name: String| if name == asked { name } else { format!("{name};q=0.5") };
        let accept = accept(members, without_body, Some(chosen)).into_iter().map(weighed);
        replies.push(Reply {
            method: free(&method, taken),
            accept: accept.collect(),
            success: of_one_type(success(members, without_body, Some(chosen))),
        });
    }
    replies
}

/// What differs from status to status, as bytes: a second enum of successes would say little.
fn of_one_type(success: Success) -> Success {
    match success {
        Success::ByStatus(_) => Success::Body(Content::Bytes),
        success => success,
    }
}

/// The media types of answers, by status and by how they are asked for.
type Index<'a> = HashMap<(&'a str, String), (&'a String, &'a Value)>;

fn index(answers: Option<&Value>) -> Index<'_> {
    let mut index = Index::new();
    for (status, answer) in entries(answers) {
        for found in entries(answer.get("content")) {
            index.entry((status, media::asked(found.0))).or_insert(found);
        }
    }
    index
}

/// A media type that is asked for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    name: &'a str,
    index: &'a Index<'a>,
}

/// The media type of an answer that is asked for, or else the first.
fn chosen<'a>(
    (status, answer): (&'a String, &'a Value),
    asked: Option<Asked<'a>>,
) -> Option<(&'a String, &'a Value)> {
    let found = asked.and_then(|one| one.index.get(&(status.as_str(), one.name.to_owned())));
    found.copied().or_else(|| entries(answer.get("content")).next())
}

/// The media types of the answers, as a request asks for them.
fn accept(
    members: &Map<String, Value>,
    without_body: bool,
    asked: Option<Asked<'_>>,
) -> Vec<String> {
    let mut all: IndexSet<String> = IndexSet::new();
    let successes = entries(members.get(SUCCESSES)).map(|answer| chosen(answer, asked));
    let errors = entries(members.get(ERRORS)).map(|answer| chosen(answer, None));
    for (name, _) in successes.chain(errors).flatten().filter(|_| !without_body) {
        let name = media::asked(name);
        if name.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            all.insert(name);
        }
    }
    // What takes anything takes the rest too.
    if all.contains("*/*") { vec!["*/*".to_owned()] } else { all.into_iter().collect() }
}

/// What an operation answers when it fails.
pub(super) fn errors(members: &Map<String, Value>, without_body: bool) -> Vec<Answer> {
    answers(members.get(ERRORS), without_body, None)
}

fn answers(all: Option<&Value>, without_body: bool, asked: Option<Asked<'_>>) -> Vec<Answer> {
    let answers = entries(all).filter_map(|(status, answer)| {
        Some(Answer {
            status: Status::of(status)?,
            description: text(answer, "/description"),
            content: chosen((status, answer), asked).filter(|_| !without_body).map(answered),
        })
    });
    answers.collect()
}

/// The content of an answer.
fn answered((name, media_type): (&String, &Value)) -> Content {
    let schema = media_type.get("schema").unwrap_or(&Value::Null);
    match Media::described(name, schema) {
        _ if is_binary(schema) => Content::Bytes,
        Media::Json => Content::Json(body_type(schema)),
        Media::Text => Content::Text,
        _ => Content::Bytes,
    }
}

fn success(members: &Map<String, Value>, without_body: bool, asked: Option<Asked<'_>>) -> Success {
    let answers = answers(members.get(SUCCESSES), without_body, asked);
    let Some(first) = answers.first() else {
        // What a document does not say may be anything; a redirect has nothing to say.
        let known = entries(members.get(ERRORS)).any(|(status, _)| status != "default");
        let is_known = known || members.get(OTHERS).is_some() || without_body;
        return if is_known { Success::Nothing } else { Success::Body(Content::Bytes) };
    };
    if answers.iter().any(|one| one.content != first.content) {
        return Success::ByStatus(answers);
    }
    let is_maybe = entries(members.get(SUCCESSES)).any(|(_, one)| one.get(MAYBE).is_some());
    match first.content.clone() {
        None => Success::Nothing,
        Some(content) if is_maybe => Success::Maybe(content),
        Some(content) => Success::Body(content),
    }
}

/// The type of a body, which may be `null` as a whole.
pub(super) fn body_type(schema: &Value) -> Type {
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
