//! The extensions `x-guestlist-…` name what the document describes.

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::document::schema::JsonType;
use crate::openapi::pointer::escape;
use crate::openapi::view::View;
use crate::openapi::view::operation::{Operation, PagingView, ResponseView};
use crate::openapi::view::root::{SecuritySchemeView, ServerView, VariableView};
use crate::openapi::view::schema::SchemaView;
use crate::rust::formats::string_format;

pub(crate) const CHECK: Check = Check {
    code: "bad-extension",
    rule: "`x-guestlist-paging` and `x-guestlist-rate-limit` name what the document describes, `x-guestlist-env` names environment variables, and `x-guestlist-follow` is of a GET or HEAD.",
    scope: Scope::Any,
    run,
};

const PAGING: &str = "x-guestlist-paging";
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
        let expected = if scheme.has_client_credentials() { 2 } else { 1 };
        check_variables(&scheme.at(ENV), scheme.env(), expected, problems);
    }
}

fn check_paging<'a>(
    view: &View<'a>,
    operation: &Operation<'a>,
    paging: PagingView<'a>,
    problems: &mut Problems<'_>,
) {
    let pointer = operation.object.at(PAGING);
    let names: Vec<&str> = paging.names().collect();
    let is_of = |all: &[&str], most: &[&str]| {
        all.iter().all(|name| names.contains(name)) && names.iter().all(|name| most.contains(name))
    };
    let by_token = is_of(&["token", "next", "items"], &["token", "next", "items"]);
    let by_number = is_of(&["number", "size", "items"], &["number", "size", "items", "total"]);
    if !by_token && !by_number {
        let help =
            "write `number`, `size`, `items` and perhaps `total`, or `token`, `next` and `items`";
        problems.add(&pointer, "these properties do not describe paging", help);
        return;
    }
    for (property, name, ty) in paging.parameters() {
        let parameter = operation.parameters.iter().find(|one| one.name() == Some(name));
        let fits = parameter.is_some_and(|one| {
            let schema = one.schema().map(|schema| view.target(schema));
            one.location() == Some("query") && schema.is_some_and(|schema| is_plain(schema, ty))
        });
        if !fits {
            let title = operation.title();
            let message = format!("{title} has no query parameter `{name}` of type {}", ty.name());
            let names = operation.parameters.iter().filter_map(|one| one.name());
            problems.add(&format!("{pointer}/{property}"), message, guess(name, names));
        }
    }
    let Some(page) = page(view, operation) else {
        let help = "describe the body of a successful response";
        problems.add(&pointer, "no successful response has a body to page through", help);
        return;
    };
    for (property, path, ty) in paging.paths() {
        let found = path
            .split('.')
            .try_fold(page, |schema, step| schema.property(step).map(|one| view.target(one)));
        let lists = |schema| ty == JsonType::Array && is_one_or_several(view, schema);
        if !found.is_some_and(|schema| is_plain(schema, ty) || lists(schema)) {
            let message = format!("a page has no property `{path}` of type {}", ty.name());
            let help = guess(path, page.properties().map(|(name, _)| name));
            problems.add(&format!("{pointer}/{property}"), message, help);
        }
    }
}

/// Whether the values of a schema are of a type, with no Rust type of their own.
fn is_plain(schema: SchemaView<'_>, ty: JsonType) -> bool {
    let format = schema.format().and_then(string_format);
    schema.ty() == Some(ty)
        && schema.values().is_none()
        && (ty != JsonType::String || format.is_none_or(|format| format.ty.is_none()))
}

/// Whether the values of a schema are objects, or arrays of the same objects.
fn is_one_or_several(view: &View<'_>, schema: SchemaView<'_>) -> bool {
    let [(_, variants), _] = schema.unions();
    let [one, other] = variants.collect::<Vec<_>>()[..] else { return false };
    let is_list_of = |list: SchemaView<'_>, item: SchemaView<'_>| {
        let listed = view.target(list).items().and_then(|items| items.referred());
        listed.is_some() && listed == item.referred()
    };
    is_list_of(one, other) || is_list_of(other, one)
}

fn guess<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(name, known) {
        Some(known) if known == name => "describe it with this type".to_owned(),
        Some(known) => format!("did you mean `{known}`?"),
        None => "name one that the operation describes".to_owned(),
    }
}

/// The schema of the body of an operation's success.
fn page<'a>(view: &View<'a>, operation: &Operation<'a>) -> Option<SchemaView<'a>> {
    let mut responses = operation.object.responses();
    let (_, response) = responses.find(|(status, _)| status.starts_with('2'))?;
    let (_, media_type) = view.target(response).content().next()?;
    Some(view.target(media_type.schema()?))
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
            problems.add(&pointer, message, guess(header, headers.iter().copied()));
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
        let help = "name one variable, or two for client credentials: one for the id and one for the secret";
        problems.add(pointer, message, help);
    }
}

fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
