//! The name of each example refers to an operation, and to a request or a response of it.

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::folder::example_name::{ExampleName, Message};
use crate::report::Location;

pub(crate) const CHECK: Check = Check {
    code: "stray-example",
    rule: "An example is named `<operationId>.request[.<name>].json` or `<operationId>.<status>[.<name>].json`, for a request or a response that the document describes.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let operations = description.operations();
    for file in description.source.examples.keys() {
        let path = description.source.root.join("examples").join(file);
        let location = Location { file: path, line: 1, column: 1 };
        let Some(name) = ExampleName::parse(file) else {
            let help = "name it `<operationId>.request.json`, `<operationId>.<status>.json`, or with `.<name>` before `.json`";
            problems.add_at(location, format!("`{file}` is not the name of an example"), help);
            continue;
        };
        let Some(operation) = operations.iter().find(|operation| operation.id() == name.operation)
        else {
            let help =
                match nearest(name.operation, operations.iter().map(|operation| operation.id())) {
                    Some(id) => format!("did you mean `{id}`?"),
                    None => "name it after an operation of the document, or remove it".to_owned(),
                };
            problems.add_at(location, format!("there is no operation `{}`", name.operation), help);
            continue;
        };
        let is_described = match name.message {
            Message::Request => operation.object.request_body.is_some(),
            Message::Response(status) => {
                operation.object.responses.contains_key(&status.to_string())
            }
        };
        if !is_described {
            let message = format!("{} describes no {}", operation.title(), name.message);
            problems.add_at(location, message, "describe it in the document, or rename the file");
        }
    }
}
