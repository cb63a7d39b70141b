//! The URL of each server is an HTTP URL.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-server",
    rule: "The URL of a server begins with https:// or http://, or is relative to the URL of the document.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for server in description.servers() {
        let url = &server.url;
        let whole = server.variables.iter().fold(url.clone(), |url, (name, variable)| {
            url.replace(&format!("{{{name}}}"), &variable.default)
        });
        let scheme = whole.split_once("://").map(|(scheme, _)| scheme);
        if scheme.is_some_and(|scheme| !matches!(scheme, "https" | "http")) {
            let message = format!("`{url}` cannot be called");
            problems.add(
                &server.pointer.property("url"),
                message,
                "write the whole URL, from `https://` on",
            );
        }
    }
}
