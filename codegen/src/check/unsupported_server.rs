//! Servers can be called as the document says it.

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-server",
    rule: "The URL of a server begins with https:// or http://, or is relative to where the document is.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for server in view.all(ObjectType::Server) {
        let url = server.text("url").unwrap_or_default();
        let whole = server.map("variables").fold(url.to_owned(), |url, (name, variable)| {
            let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
            url.replace(&format!("{{{name}}}"), default)
        });
        let scheme = whole.split_once("://").map(|(scheme, _)| scheme);
        if scheme.is_some_and(|scheme| !matches!(scheme, "https" | "http")) {
            let message = format!("`{url}` cannot be called");
            problems.add(&server.at("url"), message, "write the whole URL, from `https://` on");
        }
    }
}
