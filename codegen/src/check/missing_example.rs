//! Each JSON body has an example.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::folder::example_name::{ExampleName, Message};
use crate::openapi::folder::tables::ExampleKind;
use crate::openapi::view::View;
use crate::openapi::view::operation::{MediaTypeView, Operation};
use crate::openapi::view::properties::Located;

pub(crate) const CHECK: Check = Check {
    code: "missing-example",
    rule: "Each JSON body has an example, or says with `x-guestlist-no-example` why it has none.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let Some(table) = &view.source.example_table else { return };
    // A sample is ours: no page has it.
    let is_sample = |file: &String| {
        table.value.examples.get(file).is_some_and(|row| row.kind == ExampleKind::Sample)
    };
    let files = view.source.examples.keys().filter(|file| !is_sample(file));
    let shown: Vec<ExampleName<'_>> = files.filter_map(|file| ExampleName::parse(file)).collect();
    let mut excused: Vec<(String, bool)> = Vec::new();
    for operation in view.operations() {
        if operation.object.is_excused() {
            if shown.iter().any(|name| name.operation == operation.id()) {
                refuse_reason(&operation.object.pointer, problems);
            }
            continue;
        }
        for (message, media_type) in bodies(view, &operation) {
            let has_example = shown
                .iter()
                .any(|name| name.operation == operation.id() && name.message == message);
            if media_type.is_excused() {
                let pointer = media_type.pointer.into_owned();
                match excused.iter_mut().find(|(known, _)| *known == pointer) {
                    Some((_, all)) => *all &= has_example,
                    None => excused.push((pointer, has_example)),
                }
            } else if !has_example {
                let text = format!("{} has no example of its {message}", operation.title());
                let help = format!(
                    "add `examples/{}.{}.json` as the page prints it, or say why there is none with `x-guestlist-no-example: …`",
                    operation.id(),
                    message.part()
                );
                problems.add(&media_type.pointer, text, help);
            }
        }
    }
    for (pointer, _) in excused.iter().filter(|(_, all_have_examples)| *all_have_examples) {
        refuse_reason(pointer, problems);
    }
}

fn refuse_reason(pointer: &str, problems: &mut Problems<'_>) {
    let pointer = format!("{pointer}/x-guestlist-no-example");
    problems.add(&pointer, "the body has an example", "remove `x-guestlist-no-example`");
}

/// The media types of the bodies of an operation.
fn bodies<'a>(
    view: &View<'a>,
    operation: &Operation<'a>,
) -> Vec<(Message, Located<'a, MediaTypeView<'a>>)> {
    let object = &operation.object;
    let mut bodies = Vec::new();
    if let Some(body) = object.request_body() {
        let pointer = object.at("requestBody").into();
        let body = view.follow(Located { pointer, object: body });
        bodies
            .extend(body.content().map(|(name, one)| (Message::Request, locate(&body, name, one))));
    }
    for (status, response) in object.responses() {
        let Ok(number) = status.parse() else { continue };
        let pointer = object.at_entry("responses", status).into();
        let body = view.follow(Located { pointer, object: response });
        let message = Message::Response(number);
        bodies.extend(body.content().map(|(name, one)| (message, locate(&body, name, one))));
    }
    bodies
}

fn locate<'a, T>(
    body: &Located<'_, T>,
    name: &str,
    object: MediaTypeView<'a>,
) -> Located<'a, MediaTypeView<'a>> {
    Located { pointer: body.at_entry("content", name).into(), object }
}
