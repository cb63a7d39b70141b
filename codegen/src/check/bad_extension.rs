//! The extensions `x-guestlist-…` refer to things that the document describes.

mod paging;

use crate::check::bad_extension::paging::check_paging;
use crate::check::nearest::name_one;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::pointer::escape;

pub(crate) const CHECK: Check = Check {
    code: "bad-extension",
    rule: "`x-guestlist-paging` and `x-guestlist-rate-limit` name what the document describes, `x-guestlist-env` names environment variables, and `x-guestlist-follow` is on a GET or HEAD operation.",
    scope: Scope::Any,
    run,
};

const FOLLOW: &str = "x-guestlist-follow";
const ENV: &str = "x-guestlist-env";

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for operation in description.operations() {
        if let Some(paging) = operation.object.described_paging() {
            check_paging(description, &operation, paging, problems);
        }
        if operation.object.follows && !matches!(operation.method, "get" | "head") {
            let message =
                format!("{} does more than fetch, and is never sent elsewhere", operation.title());
            let help = "leave it out: only a GET or HEAD follows a redirect";
            problems.add(&operation.object.pointer.property(FOLLOW), message, help);
        }
    }
    check_rate_limit(description, problems);
    for server in description.servers() {
        let names = server.env.as_slice();
        check_variables(description, &server.pointer.property(ENV), names, 1, problems);
        for variable in server.variables.values() {
            let names = variable.env.as_slice();
            check_variables(description, &variable.pointer.property(ENV), names, 1, problems);
        }
    }
    for scheme in description.document.components.security_schemes.values() {
        // `unsupported-security` reports a scheme that has no type.
        let scheme_type = scheme.described().scheme_type().ok().flatten();
        let expected = scheme_type.map_or(1, |one| one.arguments().count());
        let pointer = scheme.pointer.property(ENV);
        check_variables(description, &pointer, &scheme.env, expected, problems);
    }
}

fn check_rate_limit(description: &Description<'_>, problems: &mut Problems<'_>) {
    const NAMES: [&str; 5] = ["limit", "remaining", "period", "reset", "name"];
    let responses = description.responses();
    let headers: Vec<&str> =
        responses.flat_map(|response| response.headers.keys()).map(String::as_str).collect();
    for (name, header) in &description.document.rate_limit {
        let pointer = format!("/x-guestlist-rate-limit/{}", escape(name));
        if !NAMES.contains(&name.as_str()) {
            let help = format!("write one of {}", NAMES.join(", "));
            problems.add(&pointer, format!("a rate limit has no property `{name}`"), help);
        }
        if !headers.iter().any(|known| known.eq_ignore_ascii_case(header)) {
            let message = format!("no response has the header `{header}`");
            problems.add(&pointer, message, name_one(header, headers.iter().copied()));
        }
    }
}

fn check_variables(
    description: &Description<'_>,
    pointer: &str,
    names: &[String],
    expected: usize,
    problems: &mut Problems<'_>,
) {
    if description.value(pointer).is_none() {
        return;
    }
    for name in names.iter().filter(|name| !is_variable(name)) {
        let message = format!("`{name}` is not the name of an environment variable");
        problems.add(pointer, message, "use capital letters, digits and `_`");
    }
    if names.len() != expected {
        let message = format!("expected {expected} environment variables, found {}", names.len());
        let help = "name one variable, or two where a credential is a pair: one for the id or the user, and one for the secret";
        problems.add(pointer, message, help);
    }
}

fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
