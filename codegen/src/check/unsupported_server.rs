//! The server of the API can be called as the document says it.

use serde_json::Value;

use super::{Check, Problems, Scope, View};

pub(super) const CHECK: Check = Check {
    code: "unsupported-server",
    rule: "The first server has a URL that begins with https:// or http://, and at most one variable.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let document = &view.source.document.value;
    // Without a server the caller has to name one.
    let Some(server) = document.pointer("/servers/0") else { return };
    let url = server.get("url").and_then(Value::as_str).unwrap_or_default();
    let all = server.get("variables").and_then(Value::as_object);
    let whole = all.into_iter().flatten().fold(url.to_owned(), |url, (name, variable)| {
        let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
        url.replace(&format!("{{{name}}}"), default)
    });
    if !whole.is_empty() && !whole.starts_with("https://") && !whole.starts_with("http://") {
        let help = "write the whole URL, from `https://` on";
        problems.add("/servers/0/url", format!("`{url}` cannot be called"), help);
    }
    let variables = all.map_or(0, |all| all.len());
    if variables > 1 {
        let help = "keep the one that users choose, and write the others' values into the URL";
        let message = format!("the server has {variables} variables");
        problems.add("/servers/0/variables", message, help);
    }
}
