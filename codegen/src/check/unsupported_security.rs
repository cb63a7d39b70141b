//! Security schemes are ones whose credentials a request can carry.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::header::is_header_name;
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-security",
    rule: "A security scheme is an API key, HTTP Basic or Bearer, OAuth 2, OpenID Connect or mutual TLS.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for scheme in view.all(ObjectType::SecurityScheme) {
        match scheme.text("type") {
            Some("apiKey") => {
                let name = scheme.text("name").unwrap_or_default();
                let place = scheme.text("in").unwrap_or_default();
                let help = "write header, query or cookie";
                if !matches!(place, "header" | "query" | "cookie") {
                    let message = format!("a key in `{place}` is not supported");
                    problems.add(&scheme.pointer, message, help);
                } else if place != "query" && !is_header_name(name) {
                    let message = format!("`{name}` is not a name that a {place} can have");
                    problems.add(&scheme.pointer, message, "write a name such as `X-Api-Key`");
                }
            }
            Some("http") => {
                let name = scheme.text("scheme").unwrap_or_default();
                if !is_header_name(name) {
                    let message = format!("`{name}` is not an HTTP authentication scheme");
                    problems.add(&scheme.pointer, message, "write one such as `bearer` or `basic`");
                } else if !["basic", "bearer"].iter().any(|known| name.eq_ignore_ascii_case(known))
                {
                    // Digest and its like answer a challenge: a secret of theirs is not for the wire.
                    let message =
                        format!("the HTTP authentication scheme `{name}` is not supported");
                    let help = "write basic or bearer; where callers give the whole value of the \
                                header, write `type: apiKey, in: header, name: Authorization`";
                    problems.add(&scheme.at("scheme"), message, help);
                }
            }
            Some("oauth2" | "openIdConnect" | "mutualTLS") | None => {}
            Some(other) => {
                let message = format!("a security scheme of type `{other}` is not supported");
                let help = "describe what a request carries, as `type: apiKey, in: header`";
                problems.add(&scheme.at("type"), message, help);
            }
        }
    }
}
