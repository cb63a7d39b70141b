//! Security schemes are header keys and bearer tokens.

use super::{Check, Kind, Problems, View};

pub(super) const CHECK: Check = Check {
    code: "unsupported-security",
    rule: "A security scheme is an API key in a header, a bearer token, or OAuth 2.",
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for scheme in view.all(Kind::SecurityScheme) {
        let help =
            "describe the header that the credential travels in, as `type: apiKey, in: header`";
        match scheme.text("type") {
            Some("oauth2") => {}
            Some("apiKey") => {
                let name = scheme.text("name").unwrap_or_default();
                let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
                if scheme.text("in") != Some("header") {
                    problems.add(
                        &scheme.pointer,
                        "a key outside of a header is not supported",
                        help,
                    );
                } else if name.is_empty() || !name.chars().all(is_token) {
                    problems.add(&scheme.pointer, format!("`{name}` is no name of a header"), help);
                }
            }
            Some("http")
                if scheme.text("scheme").is_some_and(|s| s.eq_ignore_ascii_case("bearer")) => {}
            Some(other) => {
                let message = format!("a security scheme of type `{other}` is not supported");
                problems.add(&scheme.at("type"), message, help);
            }
            None => {}
        }
    }
}
