//! The extensions `x-guestlist-…` name what the document describes.

mod paging;

use crate::check::bad_extension::paging::check_paging;
use crate::check::nearest::name_one;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::pointer::escape;
use crate::openapi::view::View;
use crate::openapi::view::operation::ResponseView;
use crate::openapi::view::root::{SecuritySchemeView, ServerView, VariableView};

pub(crate) const CHECK: Check = Check {
    code: "bad-extension",
    rule: "`x-guestlist-paging` and `x-guestlist-rate-limit` name what the document describes, `x-guestlist-env` names environment variables, and `x-guestlist-follow` is of a GET or HEAD.",
    scope: Scope::Any,
    run,
};

const FOLLOW: &str = "x-guestlist-follow";
const ENV: &str = "x-guestlist-env";

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for operation in view.operations() {
        if let Some(paging) = operation.object.paging() {
            check_paging(view, &operation, paging, problems);
        }
        if operation.object.follows() && !matches!(operation.method, "get" | "head") {
            let message =
                format!("{} does more than fetch, and is never sent elsewhere", operation.title());
            let help = "leave it out: only a GET or HEAD follows a redirect";
            problems.add(&operation.object.at(FOLLOW), message, help);
        }
    }
    check_rate_limit(view, problems);
    for server in view.all::<ServerView<'_>>() {
        check_variables(&server.at(ENV), server.env(), 1, problems);
    }
    for variable in view.all::<VariableView<'_>>() {
        check_variables(&variable.at(ENV), variable.env(), 1, problems);
    }
    for scheme in view.all::<SecuritySchemeView<'_>>() {
        // `unsupported-security` reports a scheme that has no type.
        let scheme_type = scheme.described().scheme_type().ok().flatten();
        let expected = scheme_type.map_or(1, |one| one.arguments().count());
        check_variables(&scheme.at(ENV), scheme.env(), expected, problems);
    }
}

fn check_rate_limit(view: &View<'_>, problems: &mut Problems<'_>) {
    const NAMES: [&str; 5] = ["limit", "remaining", "period", "reset", "name"];
    let responses = view.all::<ResponseView<'_>>();
    let headers: Vec<&str> = responses.flat_map(|response| response.headers()).collect();
    for (name, header) in view.root().rate_limit() {
        let pointer = format!("/x-guestlist-rate-limit/{}", escape(name));
        if !NAMES.contains(&name) {
            let help = format!("write one of {}", NAMES.join(", "));
            problems.add(&pointer, format!("a rate limit has no property `{name}`"), help);
        }
        let Some(header) = header else { continue };
        if !headers.iter().any(|known| known.eq_ignore_ascii_case(header)) {
            let message = format!("no response has the header `{header}`");
            problems.add(&pointer, message, name_one(header, headers.iter().copied()));
        }
    }
}

fn check_variables(
    pointer: &str,
    names: Option<Vec<&str>>,
    expected: usize,
    problems: &mut Problems<'_>,
) {
    let Some(names) = names else { return };
    for name in names.iter().filter(|name| !is_variable(name)) {
        let message = format!("`{name}` is not the name of an environment variable");
        problems.add(pointer, message, "use capital letters, digits and `_`");
    }
    if names.len() != expected {
        let message =
            format!("{} environment variables are given, and {expected} needed", names.len());
        let help = "name one variable, or two where a credential is a pair: one for the id or the user, and one for the secret";
        problems.add(pointer, message, help);
    }
}

fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
