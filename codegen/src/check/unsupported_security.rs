//! Each security scheme is one whose credentials can be sent with a request.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::header::is_header_name;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-security",
    rule: "A security scheme is an API key, HTTP Basic or Bearer, OAuth 2, OpenID Connect or mutual TLS.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for scheme in description.document.components.security_schemes.values() {
        match scheme.ty.as_str() {
            "apiKey" => {
                let name = &scheme.name;
                let location = scheme.location.as_str();
                let help = "write header, query or cookie";
                if !matches!(location, "header" | "query" | "cookie") {
                    let message = format!("a key in `{location}` is not supported");
                    problems.add(&scheme.pointer, message, help);
                } else if location != "query" && !is_header_name(name) {
                    let message = format!("`{name}` is not a name that a {location} can have");
                    problems.add(&scheme.pointer, message, "write a name such as `X-Api-Key`");
                }
            }
            "http" => {
                let name = &scheme.scheme;
                if !is_header_name(name) {
                    let message = format!("`{name}` is not an HTTP authentication scheme");
                    problems.add(&scheme.pointer, message, "write one such as `bearer` or `basic`");
                } else if !["basic", "bearer"].iter().any(|known| name.eq_ignore_ascii_case(known))
                {
                    // Digest and similar schemes respond to a challenge: their secret is never sent itself.
                    let message =
                        format!("the HTTP authentication scheme `{name}` is not supported");
                    let help = "write basic or bearer; where callers give the whole value of the \
                                header, write `type: apiKey, in: header, name: Authorization`";
                    problems.add(&scheme.pointer.property("scheme"), message, help);
                }
            }
            // `missing-property` reports one without a type.
            "oauth2" | "openIdConnect" | "mutualTLS" | "" => {}
            other => {
                let message = format!("a security scheme of type `{other}` is not supported");
                let help = "describe what a request sends, such as `type: apiKey, in: header`";
                problems.add(&scheme.pointer.property("type"), message, help);
            }
        }
    }
}
