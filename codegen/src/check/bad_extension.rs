//! What `x-guestlist-…` says is so.

use serde_json::Value;

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::pointer::escape;
use crate::openapi::view::{Object, Operation, View};
use crate::rust::formats::string_format;

pub(crate) const CHECK: Check = Check {
    code: "bad-extension",
    rule: "`x-guestlist-paging`, `x-guestlist-rate-limit` and `x-guestlist-env` name what is there.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for operation in view.operations() {
        if let Some(paging) = operation.object.members.get("x-guestlist-paging") {
            check_paging(view, &operation, paging, problems);
        }
    }
    check_rate_limit(view, problems);
    check_variables(view, problems);
}

fn check_paging(
    view: &View<'_>,
    operation: &Operation<'_>,
    paging: &Value,
    problems: &mut Problems<'_>,
) {
    let place = operation.object.at("x-guestlist-paging");
    let given = |part: &str| paging.get(part).and_then(Value::as_str);
    let keys: Vec<&str> =
        paging.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let is_of = |all: &[&str], most: &[&str]| {
        all.iter().all(|key| keys.contains(key)) && keys.iter().all(|key| most.contains(key))
    };
    let by_token = is_of(&["token", "next", "items"], &["token", "next", "items"]);
    let by_number = is_of(&["number", "size", "items"], &["number", "size", "items", "total"]);
    if !by_token && !by_number {
        let help =
            "write `number`, `size`, `items` and perhaps `total`, or `token`, `next` and `items`";
        problems.add(&place, "this is not a way of paging", help);
        return;
    }
    for (part, kind) in [("number", "integer"), ("size", "integer"), ("token", "string")] {
        let Some(name) = given(part) else { continue };
        let parameter = operation.parameters.iter().find(|one| one.text("name") == Some(name));
        let schema = parameter.and_then(|one| one.members.get("schema"));
        let found = schema.map(|schema| view.follow(schema, String::new()).0);
        let fits = parameter.is_some_and(|one| one.text("in") == Some("query"))
            && found.is_some_and(|schema| is_plain(schema, kind));
        if !fits {
            let message =
                format!("{} has no query parameter `{name}` of type {kind}", operation.title());
            let names = operation.parameters.iter().filter_map(|one| one.text("name"));
            problems.add(&format!("{place}/{part}"), message, guess(name, names));
        }
    }
    let Some(page) = page(view, operation) else {
        problems.add(
            &place,
            "there is no object to page through",
            "describe the body of its success",
        );
        return;
    };
    for (part, kind) in [("items", "array"), ("next", "string"), ("total", "integer")] {
        let Some(path) = given(part) else { continue };
        let found = path.split('.').try_fold(page, |schema, step| {
            Some(view.follow(schema.get("properties")?.get(step)?, String::new()).0)
        });
        let lists = |schema| kind == "array" && is_one_or_several(view, schema);
        if !found.is_some_and(|schema| is_plain(schema, kind) || lists(schema)) {
            let message = format!("a page has no property `{path}` of type {kind}");
            let names = page.get("properties").and_then(Value::as_object).into_iter().flatten();
            let help = guess(path, names.map(|(name, _)| name.as_str()));
            problems.add(&format!("{place}/{part}"), message, help);
        }
    }
}

/// Whether values of a schema are of a type, and none of another type of Rust.
fn is_plain(schema: &Value, kind: &str) -> bool {
    let format = schema.get("format").and_then(Value::as_str).and_then(string_format);
    schema.get("type").and_then(Value::as_str) == Some(kind)
        && schema.get("enum").is_none()
        && (kind != "string" || format.is_none_or(|format| format.ty.is_none()))
}

/// Whether values of a schema are objects or arrays of the same objects.
fn is_one_or_several(view: &View<'_>, schema: &Value) -> bool {
    let members = schema.get("oneOf").and_then(Value::as_array).map(Vec::as_slice);
    let Some([one, other]) = members else { return false };
    let is_list_of = |list: &Value, item: &Value| {
        let list = view.follow(list, String::new()).0;
        item.get("$ref").is_some() && list.get("items") == Some(item)
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
fn page<'a>(view: &View<'a>, operation: &Operation<'a>) -> Option<&'a Value> {
    let mut responses = operation.object.map("responses");
    let (_, response) = responses.find(|(status, _)| status.starts_with('2'))?;
    let (response, _) = view.follow(response, String::new());
    let media_type = response.get("content")?.as_object()?.values().next()?;
    Some(view.follow(media_type.get("schema")?, String::new()).0)
}

fn check_rate_limit(view: &View<'_>, problems: &mut Problems<'_>) {
    const PARTS: [&str; 5] = ["limit", "remaining", "period", "reset", "name"];
    let headers: Vec<&String> = view
        .all(ObjectType::Response)
        .flat_map(|response| response.map("headers"))
        .map(|(name, _)| name)
        .collect();
    let limits = view.source.document.value.get("x-guestlist-rate-limit");
    for (part, header) in limits.and_then(Value::as_object).into_iter().flatten() {
        let place = format!("/x-guestlist-rate-limit/{}", escape(part));
        if !PARTS.contains(&part.as_str()) {
            let help = format!("write one of {}", PARTS.join(", "));
            problems.add(&place, format!("`{part}` is nothing that a limit has"), help);
        }
        let Some(header) = header.as_str() else { continue };
        if !headers.iter().any(|known| known.eq_ignore_ascii_case(header)) {
            let message = format!("no response has the header `{header}`");
            let help = guess(header, headers.iter().map(|name| name.as_str()));
            problems.add(&place, message, help);
        }
    }
}

fn check_variables(view: &View<'_>, problems: &mut Problems<'_>) {
    for kind in [ObjectType::Server, ObjectType::ServerVariable, ObjectType::SecurityScheme] {
        for object in view.all(kind) {
            let one = object.text("x-guestlist-env");
            let names: Vec<&str> = one.into_iter().chain(object.texts("x-guestlist-env")).collect();
            let place = object.at("x-guestlist-env");
            for name in &names {
                let is_name = !name.is_empty()
                    && !name.starts_with(|c: char| c.is_ascii_digit())
                    && name
                        .bytes()
                        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
                if !is_name {
                    let help = "use capital letters, digits and `_`";
                    problems.add(
                        &place,
                        format!("`{name}` is not the name of an environment variable"),
                        help,
                    );
                }
            }
            let expected = if has_client_credentials(object) { 2 } else { 1 };
            if object.members.contains_key("x-guestlist-env") && names.len() != expected {
                let message = format!("{} variables where {expected} belong", names.len());
                let help =
                    "name one variable, or for client credentials two: the id's and the secret's";
                problems.add(&place, message, help);
            }
        }
    }
}

fn has_client_credentials(object: &Object<'_>) -> bool {
    let flows = object.members.get("flows").and_then(Value::as_object);
    flows.is_some_and(|flows| flows.contains_key("clientCredentials"))
}
