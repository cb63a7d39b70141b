//! The statuses of responses exist, and each operation stays within HTTP.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::status::{Class, Status};

pub(crate) const CHECK: Check = Check {
    code: "unsupported-status",
    rule: "A response is for a status such as 404, a range such as 4XX, or `default`, and no operation leaves HTTP for another protocol.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for operation in description.operations() {
        let responses = operation.object.responses.iter();
        let responses: Vec<_> = responses.filter(|(status, _)| !status.starts_with("x-")).collect();
        for (status, response) in &responses {
            if Status::of(status).is_none() {
                let message = format!("`{status}` is not a status of HTTP");
                let help = "write three digits, a range such as `4XX`, or `default`";
                problems.add(&response.pointer, message, help);
            }
        }
        let statuses: Vec<&str> = responses.iter().map(|(status, _)| status.as_str()).collect();
        if !statuses.is_empty() && statuses.iter().all(|status| is_informational(status)) {
            let message = format!(
                "{} responds only with {}, and then changes to another protocol",
                operation.title(),
                statuses.join(" and ")
            );
            let help = "remove it: an HTTP client does not speak WebSocket and similar protocols";
            problems.add(&operation.object.pointer.property("responses"), message, help);
        }
    }
}

fn is_informational(status: &str) -> bool {
    Status::of(status).is_some_and(|status| status.class() == Class::Informational)
}
