//! The items of a stream, which OpenAPI 3.2 describes in `itemSchema`, become the schema of its media type.
//!
//! The data of an event may be JSON with a schema of its own (OpenAPI 3.2.0, Media Type Object, "Special
//! Considerations for Server-Sent Events"): that schema replaces the schema of the string.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::openapi::media_type::{Media, essence};
use crate::openapi::rule::{ObjectType, Rule};
use crate::openapi::visit;

const COMPONENTS: &str = "#/components/schemas/";

/// Describes the items of all media types of a document.
pub(crate) fn describe_items(document: &mut Value) {
    let mut of_events = BTreeSet::new();
    visit::change(
        document,
        Rule::One(ObjectType::Document),
        &mut String::new(),
        &mut |ty, pointer, properties| {
            if ty == ObjectType::MediaType {
                describe(properties, pointer, &mut of_events);
            }
        },
    );
    let mut done = BTreeSet::new();
    while let Some(name) = of_events.pop_first() {
        if done.insert(name.clone())
            && let Some(schema) = document.pointer_mut(&format!("/components/schemas/{name}"))
        {
            describe_data(schema, &mut of_events);
        }
    }
}

/// Replaces the schema of the whole stream with that of its items, and collects the components that describe
/// events.
fn describe(media_type: &mut Map<String, Value>, pointer: &str, of_events: &mut BTreeSet<String>) {
    let Some((_, name)) = pointer.rsplit_once('/') else { return };
    let media = Media::of(&essence(&name.replace("~1", "/")));
    if !matches!(media, Media::Events | Media::JsonLines) {
        return;
    }
    let Some(mut schema) = media_type.shift_remove("itemSchema") else { return };
    if media == Media::Events {
        describe_data(&mut schema, of_events);
    }
    media_type.insert("schema".to_owned(), schema);
}

/// Replaces the schema of an event's data with that of its content, if the content is JSON.
fn describe_data(schema: &mut Value, of_events: &mut BTreeSet<String>) {
    let Some(schema) = schema.as_object_mut() else { return };
    let named = schema.get("$ref").and_then(Value::as_str);
    of_events.extend(named.and_then(|text| text.strip_prefix(COMPONENTS)).map(str::to_owned));
    if let Some(data) = schema.get_mut("properties").and_then(|all| all.get_mut("data")) {
        let media_type = data.get("contentMediaType").and_then(Value::as_str);
        if media_type.is_some_and(|name| Media::of(name) == Media::Json) {
            *data = data.get("contentSchema").cloned().unwrap_or_else(|| json!({}));
        }
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let all = schema.get_mut(keyword).and_then(Value::as_array_mut);
        all.into_iter().flatten().for_each(|one| describe_data(one, of_events));
    }
}
