//! The statuses of responses exist, and each operation stays in HTTP.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::status::{Class, Status};
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-status",
    rule: "A response is for a status such as 404, a range such as 4XX, or `default`, and no operation leaves HTTP for another protocol.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for operation in view.operations() {
        let statuses = operation.object.responses().map(|(status, _)| status);
        let statuses: Vec<&str> = statuses.filter(|status| !status.starts_with("x-")).collect();
        for status in statuses.iter().filter(|status| Status::of(status).is_none()) {
            let pointer = operation.object.at_entry("responses", status);
            // `dangling-reference` reports a reference in place of the responses.
            if view.is_refused(&pointer) {
                continue;
            }
            let message = format!("`{status}` is not a status of HTTP");
            problems.add(
                &pointer,
                message,
                "write three digits, a range such as `4XX`, or `default`",
            );
        }
        if !statuses.is_empty() && statuses.iter().all(|status| is_informational(status)) {
            let message = format!(
                "{} responds only with {}, and then changes to another protocol",
                operation.title(),
                statuses.join(" and ")
            );
            let help = "remove it: an HTTP client does not speak WebSocket and similar protocols";
            problems.add(&operation.object.at("responses"), message, help);
        }
    }
}

fn is_informational(status: &str) -> bool {
    Status::of(status).is_some_and(|status| status.class() == Class::Informational)
}
