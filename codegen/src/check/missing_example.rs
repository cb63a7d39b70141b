//! Each JSON body has an example.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::{DescribedOperation, Description};
use crate::openapi::document::operation::MediaType;
use crate::openapi::folder::example_name::{ExampleName, Message};
use crate::openapi::folder::tables::ExampleKind;

pub(crate) const CHECK: Check = Check {
    code: "missing-example",
    rule: "Each JSON body has an example, or says with `x-guestlist-no-example` why it has none.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let Some(table) = &description.source.example_table else { return };
    // We write samples ourselves: they are on no page.
    let is_sample = |file: &String| {
        table.value.examples.get(file).is_some_and(|row| row.kind == ExampleKind::Sample)
    };
    let files = description.source.examples.keys().filter(|file| !is_sample(file));
    let shown: Vec<ExampleName<'_>> = files.filter_map(|file| ExampleName::parse(file)).collect();
    let mut excused: Vec<(&str, bool)> = Vec::new();
    for operation in description.operations() {
        if operation.object.no_example.is_some() {
            if shown.iter().any(|name| name.operation == operation.id()) {
                refuse_reason(&operation.object.pointer, problems);
            }
            continue;
        }
        for (message, media_type) in bodies(description, &operation) {
            let has_example = shown
                .iter()
                .any(|name| name.operation == operation.id() && name.message == message);
            if media_type.no_example.is_some() {
                let pointer = &*media_type.pointer;
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
    description: &Description<'a>,
    operation: &DescribedOperation<'a>,
) -> Vec<(Message, &'a MediaType)> {
    let mut bodies = Vec::new();
    if let Some(body) = &operation.object.request_body {
        let content = &description.target(body).content;
        bodies.extend(content.values().map(|one| (Message::Request, one)));
    }
    for (status, response) in &operation.object.responses {
        let Ok(number) = status.parse() else { continue };
        let content = &description.target(response).content;
        bodies.extend(content.values().map(|one| (Message::Response(number), one)));
    }
    bodies
}
