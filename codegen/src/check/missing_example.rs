//! Where the page has an example, so have we.

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::folder::example_name::{ExampleName, Message};
use crate::openapi::folder::tables::ExampleKind;
use crate::openapi::pointer::escape;
use crate::openapi::view::{Operation, View};

pub(crate) const CHECK: Check = Check {
    code: "missing-example",
    rule: "Each JSON body has an example, or says why not with `x-guestlist-no-example`.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let Some(table) = &view.source.example_table else { return };
    // A sample is ours, and no page has it.
    let is_sample = |file: &String| {
        table.value.examples.get(file).is_some_and(|row| row.kind == ExampleKind::Sample)
    };
    let files = view.source.examples.keys().filter(|file| !is_sample(file));
    let shown: Vec<ExampleName<'_>> = files.filter_map(|file| ExampleName::parse(file)).collect();
    let mut excused: Vec<(String, bool)> = Vec::new();
    for operation in view.operations() {
        if operation.object.members.contains_key("x-guestlist-no-example") {
            if shown.iter().any(|name| name.operation == operation.id()) {
                refuse_excuse(&operation.object.pointer, problems);
            }
            continue;
        }
        for (message, media_type, place) in bodies(view, &operation) {
            let has_example = shown
                .iter()
                .any(|name| name.operation == operation.id() && name.message == message);
            let is_excused = media_type.get("x-guestlist-no-example").is_some();
            if is_excused {
                match excused.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, all)) => *all &= has_example,
                    None => excused.push((place, has_example)),
                }
            } else if !has_example {
                let text = format!("{} has no example of its {message}", operation.title());
                let help = format!(
                    "add `examples/{}.{}.json` as the page prints it, or say why there is none with `x-guestlist-no-example: …`",
                    operation.id(),
                    message.part()
                );
                problems.add(&place, text, help);
            }
        }
    }
    for (place, _) in excused.iter().filter(|(_, all_have_examples)| *all_have_examples) {
        refuse_excuse(place, problems);
    }
}

fn refuse_excuse(place: &str, problems: &mut Problems<'_>) {
    let place = format!("{place}/x-guestlist-no-example");
    problems.add(&place, "there is an example after all", "take `x-guestlist-no-example` out");
}

/// The JSON bodies of an operation, with the pointers of their media types.
fn bodies<'a>(view: &View<'a>, operation: &Operation<'a>) -> Vec<(Message, &'a Value, String)> {
    let mut messages = Vec::new();
    if let Some(body) = operation.object.members.get("requestBody") {
        messages.push((Message::Request, body, operation.object.at("requestBody")));
    }
    for (status, response) in operation.object.map("responses") {
        if let Ok(number) = status.parse() {
            let place = format!("{}/responses/{status}", operation.object.pointer);
            messages.push((Message::Response(number), response, place));
        }
    }
    let mut bodies = Vec::new();
    for (message, value, place) in messages {
        let (value, place) = view.follow(value, place);
        for (name, media_type) in
            value.get("content").and_then(Value::as_object).into_iter().flatten()
        {
            bodies.push((message, media_type, format!("{place}/content/{}", escape(name))));
        }
    }
    bodies
}
