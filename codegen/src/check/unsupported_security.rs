//! Security schemes are header keys and bearer tokens.

use serde_json::Value;

use super::{Check, Kind, Problems, Scope, View, is_header_name};
use crate::read::escape;

pub(super) const CHECK: Check = Check {
    code: "unsupported-security",
    rule: "A security scheme is an API key in a header, a bearer token, or OAuth 2.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let declared = view.source.document.value.pointer("/components/securitySchemes");
    for (name, scheme) in declared.and_then(Value::as_object).into_iter().flatten() {
        if scheme.get("$ref").is_some() {
            let place = format!("/components/securitySchemes/{}", escape(name));
            let help = "write the scheme in its place";
            problems.add(&place, "a security scheme by reference is not supported", help);
        }
    }
    for scheme in view.all(Kind::SecurityScheme) {
        let help =
            "describe the header that the credential travels in, as `type: apiKey, in: header`";
        match scheme.text("type") {
            Some("oauth2") => {}
            Some("apiKey") => {
                let name = scheme.text("name").unwrap_or_default();
                if scheme.text("in") != Some("header") {
                    problems.add(
                        &scheme.pointer,
                        "a key outside of a header is not supported",
                        help,
                    );
                } else if !is_header_name(name) {
                    problems.add(&scheme.pointer, format!("`{name}` is no name of a header"), help);
                }
            }
            Some("http")
                if scheme.text("scheme").is_some_and(|s| s.eq_ignore_ascii_case("bearer")) => {}
            Some("http") => {
                let name = scheme.text("scheme").unwrap_or_default();
                let message = format!("the HTTP scheme `{name}` is not supported");
                problems.add(&scheme.pointer, message, "use `scheme: bearer`, if it is a token");
            }
            Some(other) => {
                let message = format!("a security scheme of type `{other}` is not supported");
                problems.add(&scheme.at("type"), message, help);
            }
            None => {}
        }
    }
}
