//! The responses of an operation as variants by status and media type, and the methods that request them.

use std::collections::HashMap;

use indexmap::IndexSet;

use crate::ir::body::{Content, EventContent};
use crate::ir::response::{ResponseVariant, SendMethod, Success};
use crate::ir::types::Type;
use crate::lower::models::nullable;
use crate::lower::responses::Responses;
use crate::openapi::document::event::is_of_fields;
use crate::openapi::document::operation::{self, Response};
use crate::openapi::document::schema::{JsonType, Schema, Schemas};
use crate::openapi::media_type;
use crate::openapi::media_type::Media;
use crate::openapi::status::Status;

/// The possible requests: first for the best media type of each response, then for each other media type of
/// the successes.
pub(crate) fn send_methods(
    responses: &Responses<'_>,
    all: &Schemas,
    without_body: bool,
) -> Vec<SendMethod> {
    let first = success(responses, all, without_body, None);
    let mut send_methods = vec![SendMethod {
        asked: None,
        accept: accept(responses, without_body, None),
        is_streamed: is_streamed(&first, responses),
        success: first,
    }];
    let index = index(&responses.successes);
    let mut others: IndexSet<String> = IndexSet::new();
    for (_, response) in responses.successes.iter().filter(|_| !without_body) {
        for name in response.content.keys().skip(1) {
            others.insert(media_type::asked(name));
        }
    }
    for asked in others.into_iter().filter(|asked| asked != "*/*") {
        let chosen = Asked { name: &asked, index: &index };
        // Errors, and successes without this media type, keep their own media types.
        let weighed = |name: String| if name == asked { name } else { format!("{name};q=0.5") };
        let accept = accept(responses, without_body, Some(chosen)).into_iter().map(weighed);
        let success = of_one_type(success(responses, all, without_body, Some(chosen)));
        send_methods.push(SendMethod {
            accept: accept.collect(),
            is_streamed: is_streamed(&success, responses),
            success,
            asked: Some(asked),
        });
    }
    send_methods
}

/// Whether a success can be read while it arrives: it must be described, as bytes or text.
fn is_streamed(success: &Success, responses: &Responses<'_>) -> bool {
    let is_described = responses.successes.iter().any(|(_, one)| !one.content.is_empty());
    let is_plain = matches!(
        success,
        Success::Body(Content::Bytes | Content::Text)
            | Success::Maybe(Content::Bytes | Content::Text)
    );
    is_described && is_plain
}

/// A success that differs by status, as bytes: a second enum of successes would add little.
fn of_one_type(success: Success) -> Success {
    match success {
        Success::ByStatus(_) => Success::Body(Content::Bytes),
        success => success,
    }
}

/// The media types of responses, by status and by the name in requests.
type Index<'a> = HashMap<(&'a str, String), Named<'a>>;

/// A media type with its name.
type Named<'a> = (&'a String, &'a operation::MediaType);

fn index<'a>(responses: &[(&'a String, &'a Response)]) -> Index<'a> {
    let mut index = Index::new();
    for (status, response) in responses {
        for found in &response.content {
            index.entry((status, media_type::asked(found.0))).or_insert(found);
        }
    }
    index
}

/// A requested media type.
#[derive(Clone, Copy)]
struct Asked<'a> {
    name: &'a str,
    index: &'a Index<'a>,
}

/// The media type of a response that is requested, or else the first.
fn chosen<'a>(
    (status, response): (&'a String, &'a Response),
    asked: Option<Asked<'a>>,
) -> Option<Named<'a>> {
    let found = asked.and_then(|one| one.index.get(&(status.as_str(), one.name.to_owned())));
    found.copied().or_else(|| response.content.first())
}

/// The media types of the responses, as a request lists them.
fn accept(responses: &Responses<'_>, without_body: bool, asked: Option<Asked<'_>>) -> Vec<String> {
    let mut all: IndexSet<String> = IndexSet::new();
    let successes = responses.successes.iter().map(|response| chosen(*response, asked));
    let errors = responses.errors.iter().map(|response| chosen(*response, None));
    for (name, _) in successes.chain(errors).flatten().filter(|_| !without_body) {
        let name = media_type::asked(name);
        if name.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            all.insert(name);
        }
    }
    // A range of all media types includes the others.
    if all.contains("*/*") { vec!["*/*".to_owned()] } else { all.into_iter().collect() }
}

/// The error variants of an operation: one for each media type of a status if the bodies differ.
pub(crate) fn errors(
    responses: &Responses<'_>,
    all: &Schemas,
    without_body: bool,
) -> Vec<ResponseVariant> {
    let read = |named: Named<'_>| whole(named, all);
    let mut errors = variants(&responses.errors, without_body, None, read);
    for (status, response) in responses.errors.iter().filter(|_| !without_body) {
        let Some(of_status) = Status::of(status) else { continue };
        let Some(place) = errors.iter().position(|one| one.status == of_status) else { continue };
        let others = by_media_type(of_status, response, errors[place].content.as_ref(), all);
        errors.splice(place + 1..place + 1, others);
    }
    errors
}

/// The bodies of a response that differ from the first.
fn by_media_type(
    status: Status,
    response: &Response,
    first: Option<&Content>,
    all: &Schemas,
) -> Vec<ResponseVariant> {
    let mut others: Vec<ResponseVariant> = Vec::new();
    for found in &response.content {
        let (content, name) = (Some(whole(found, all)), media_type::essence(found.0));
        // A range would also match the first body.
        if content.as_ref() == first || name.contains('*') {
            continue;
        }
        match others.iter_mut().find(|known| known.content == content) {
            Some(known) => known.media_types.push(name),
            None => others.push(ResponseVariant {
                status,
                media_types: vec![name],
                description: response.description.clone(),
                content,
            }),
        }
    }
    others
}

/// The redirects that an operation describes, and 304.
fn redirects(responses: &Responses<'_>) -> Vec<ResponseVariant> {
    let variants = responses.redirects.iter().filter_map(|(status, response)| {
        let status = Status::of(status)?;
        let leads_elsewhere = match status {
            Status::Exactly(status) => matches!(status, 300..=303 | 307 | 308),
            _ => true,
        };
        Some(ResponseVariant {
            status,
            media_types: Vec::new(),
            description: response.description.clone(),
            content: leads_elsewhere.then_some(Content::Redirect),
        })
    });
    variants.collect()
}

fn variants(
    all: &[(&String, &Response)],
    without_body: bool,
    asked: Option<Asked<'_>>,
    read: impl Fn(Named<'_>) -> Content,
) -> Vec<ResponseVariant> {
    let variants = all.iter().filter_map(|(status, response)| {
        Some(ResponseVariant {
            status: Status::of(status)?,
            media_types: Vec::new(),
            description: response.description.clone(),
            content: chosen((status, response), asked).filter(|_| !without_body).map(&read),
        })
    });
    variants.collect()
}

/// The content of one of several responses: it is read as a whole, even if its media type is a sequence.
fn whole(named: Named<'_>, all: &Schemas) -> Content {
    read_whole(content(named, all))
}

fn read_whole(content: Content) -> Content {
    if content.is_stream() { Content::Text } else { content }
}

/// The content of a response.
fn content((name, media_type): Named<'_>, all: &Schemas) -> Content {
    let schema = media_type.schema.as_ref();
    match Media::described(name, schema) {
        Media::Events => Content::Events(events(schema, all)),
        Media::JsonLines => Content::JsonLines(media_type::essence(name), item(schema, all)),
        _ if schema.is_some_and(Schema::is_binary) => Content::Bytes,
        Media::Json => Content::Json(schema.map_or(Type::Any, |schema| nullable(schema, all))),
        Media::Text => Content::Text,
        _ => Content::Bytes,
    }
}

/// Successes that differ by status, each read as a whole.
fn by_status(variants: Vec<ResponseVariant>) -> Success {
    let whole =
        |one: ResponseVariant| ResponseVariant { content: one.content.map(read_whole), ..one };
    Success::ByStatus(variants.into_iter().map(whole).collect())
}

/// The content of the events of a stream: an object of all fields if the schema describes them, or else the
/// data.
fn events(schema: Option<&Schema>, all: &Schemas) -> EventContent {
    let Some(schema) = schema else { return EventContent::Text };
    let mut data = Vec::new();
    if is_of_fields(schema, all, &mut data) {
        let is_text = |schema: &&Schema| schema.ty == Some(JsonType::String);
        return match data.iter().all(is_text) {
            true => EventContent::Object(nullable(schema, all)),
            false => EventContent::JsonObject(nullable(schema, all)),
        };
    }
    match schema.ty == Some(JsonType::String) && schema.values.is_none() {
        true => EventContent::Text,
        false => EventContent::Json(nullable(schema, all)),
    }
}

/// The type of the items of a sequence of JSON values: if the schema is an array, that of its items.
fn item(schema: Option<&Schema>, all: &Schemas) -> Type {
    let of_array = schema.filter(|schema| schema.ty == Some(JsonType::Array));
    let item = of_array.and_then(|schema| schema.items.as_deref()).or(schema);
    item.map_or(Type::Any, |item| nullable(item, all))
}

fn success(
    responses: &Responses<'_>,
    all: &Schemas,
    without_body: bool,
    asked: Option<Asked<'_>>,
) -> Success {
    let read = |named: Named<'_>| content(named, all);
    let mut variants = variants(&responses.successes, without_body, asked, read);
    let redirects = redirects(responses);
    if !redirects.is_empty() {
        variants.extend(redirects);
        return by_status(variants);
    }
    let Some(first) = variants.first() else {
        // An undescribed success may have any body; a redirect has none.
        let known = responses.errors.iter().any(|(status, _)| *status != "default");
        let is_known = known || responses.has_others || without_body;
        return if is_known { Success::Nothing } else { Success::Body(Content::Bytes) };
    };
    if variants.iter().any(|one| one.content != first.content) {
        return by_status(variants);
    }
    let promises_json = matches!(first.content, Some(Content::Json(_)));
    let is_maybe = responses.successes.iter().any(|(_, one)| one.may_be_empty)
        || responses.may_lack_bodies && promises_json;
    match first.content.clone() {
        None => Success::Nothing,
        Some(content) if is_maybe => Success::Maybe(content),
        Some(content) => Success::Body(content),
    }
}
