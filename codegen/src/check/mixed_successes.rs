//! All success statuses of an operation carry the same body.

use serde_json::Value;

use super::{Check, Problems, Scope, View};
use crate::read::escape;

pub(super) const CHECK: Check = Check {
    code: "mixed-successes",
    rule: "Statuses are three digits, and an operation's 2xx responses all have one schema, or none.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for operation in view.operations() {
        let mut first: Option<(&str, Option<&Value>)> = None;
        let mut successes = 0;
        for (status, response) in operation.object.map("responses") {
            if status.starts_with("x-") {
                continue;
            }
            let place = format!("{}/responses/{}", operation.object.pointer, escape(status));
            if !matches!(status.parse::<u16>(), Ok(100..=599)) {
                let message = format!("a response for `{status}` is not supported");
                problems.add(&place, message, "list the statuses one by one, as three digits");
                continue;
            }
            if status.starts_with(['1', '3']) {
                let message = format!("a response for {status} is neither success nor error");
                let help = "take it out: a caller gets it whole, as an `UnexpectedResponse`";
                problems.add(&place, message, help);
            }
            if !status.starts_with('2') {
                continue;
            }
            successes += 1;
            let (response, _) = view.follow(response, place.clone());
            // A reference that leads nowhere has a report of its own.
            if response.get("$ref").is_some() {
                continue;
            }
            let body = schema(response);
            match first {
                Some((other, expected)) if expected != body => {
                    let message = format!(
                        "{} answers {status} with another body than {other}",
                        operation.title()
                    );
                    problems.add(&place, message, "give both the same schema, or leave one out");
                }
                Some(_) => {}
                None => first = Some((status, body)),
            }
        }
        // An operation without `responses` has a report of its own.
        if successes == 0 && operation.object.members.contains_key("responses") {
            let message = format!("{} has no 2xx response", operation.title());
            let place = operation.object.at("responses");
            problems.add(&place, message, "say what it answers when it succeeds");
        }
    }
}

fn schema(response: &Value) -> Option<&Value> {
    response.get("content")?.as_object()?.values().next()?.get("schema")
}
