//! The URL of each server is one of HTTP.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::view::View;
use crate::openapi::view::root::ServerView;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-server",
    rule: "The URL of a server begins with https:// or http://, or is relative to the URL of the document.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for server in view.all::<ServerView<'_>>() {
        let url = server.url().unwrap_or_default();
        let whole = server.variables().fold(url.to_owned(), |url, (name, variable)| {
            let default = variable.default().unwrap_or_default();
            url.replace(&format!("{{{name}}}"), default)
        });
        let scheme = whole.split_once("://").map(|(scheme, _)| scheme);
        if scheme.is_some_and(|scheme| !matches!(scheme, "https" | "http")) {
            let message = format!("`{url}` cannot be called");
            problems.add(&server.at("url"), message, "write the whole URL, from `https://` on");
        }
    }
}
