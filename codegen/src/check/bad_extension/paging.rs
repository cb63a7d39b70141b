//! `x-guestlist-paging` has the properties of one way to page, and names parameters and properties of the operation.

use crate::check::nearest::{name_one, nearest};
use crate::check::rule::Problems;
use crate::openapi::document::path::step_of;
use crate::openapi::document::schema::JsonType;
use crate::openapi::media_type::Media;
use crate::openapi::status::is_success;
use crate::openapi::view::View;
use crate::openapi::view::operation::{MediaTypeView, Named, Operation, PagingView};
use crate::openapi::view::schema::SchemaView;
use crate::rust::formats::string_format;

const PAGING: &str = "x-guestlist-paging";

/// A way to page: the property that only it has, the others that it needs, and those that it may have.
struct Way {
    by: &'static str,
    needs: &'static [&'static str],
    may_have: &'static [&'static str],
    /// Whether a page has more in it than its items.
    has_object: bool,
}

const WAYS: [Way; 5] = [
    Way { by: "number", needs: &[], may_have: &["size", "total", "items"], has_object: false },
    Way { by: "offset", needs: &[], may_have: &["limit", "total", "items"], has_object: false },
    Way { by: "token", needs: &["next", "items"], may_have: &[], has_object: true },
    Way { by: "link", needs: &["items"], may_have: &[], has_object: true },
    Way { by: "header", needs: &[], may_have: &["items"], has_object: false },
];

pub(super) fn check_paging<'a>(
    view: &View<'a>,
    operation: &Operation<'a>,
    paging: PagingView<'a>,
    problems: &mut Problems<'_>,
) {
    let pointer = operation.object.at(PAGING);
    let Some(way) = way(&pointer, paging, problems) else { return };
    if matches!(way.by, "link" | "header") && operation.method != "get" {
        let message =
            format!("{} is not a GET, and a link says no more than a URL", operation.title());
        problems.add(&pointer, message, "leave it out: only a GET follows links");
    }
    if let Some(header) = paging.header().filter(|name| !name.eq_ignore_ascii_case("Link")) {
        let message = format!("the header `{header}` is not the one that links to other pages");
        problems.add(&format!("{pointer}/header"), message, "write `header: Link` (RFC 8288)");
    }
    for named in paging.parameters() {
        check_parameter(view, operation, &pointer, named, problems);
    }
    let Some(page) = page(view, operation, &pointer, problems) else { return };
    check_items(view, page, paging, (way, &pointer), problems);
    for (property, path, ty) in paging.paths() {
        let found = at(view, page, path).and_then(|schema| meant(view, schema));
        if !found.is_some_and(|schema| is_plain(schema, ty)) {
            let message = format!("a page has no property `{path}` of type {}", ty.name());
            let names = properties(view, page);
            let help = name_one(path, names.iter().map(|(name, _)| *name));
            problems.add(&format!("{pointer}/{property}"), message, help);
        }
    }
}

/// The way to page whose properties these are.
fn way(pointer: &str, paging: PagingView<'_>, problems: &mut Problems<'_>) -> Option<&'static Way> {
    let names: Vec<&str> = paging.names().collect();
    let ways: Vec<&Way> = WAYS.iter().filter(|way| names.contains(&way.by)).collect();
    let [way] = ways[..] else {
        let all: Vec<String> = WAYS.iter().map(Way::written).collect();
        let message = match ways[..] {
            [] => "these properties do not describe paging".to_owned(),
            _ => {
                let both: Vec<String> = ways.iter().map(|way| format!("`{}`", way.by)).collect();
                format!("{} are different ways to page", both.join(" and "))
            }
        };
        problems.add(pointer, message, format!("write {}", all.join("; or ")));
        return None;
    };
    let known = || [way.by].into_iter().chain(way.needs.iter().chain(way.may_have).copied());
    let missing = way.needs.iter().filter(|name| !names.contains(*name));
    let missing: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
    if !missing.is_empty() {
        let message = format!("paging by `{}` needs {}", way.by, missing.join(" and "));
        problems.add(pointer, message, format!("write {}", way.written()));
    }
    for name in names.iter().filter(|name| !known().any(|known| known == **name)) {
        let message = format!("paging by `{}` has no property `{name}`", way.by);
        let help = match nearest(name, known()) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("write {}", way.written()),
        };
        problems.add(&format!("{pointer}/{name}"), message, help);
    }
    missing.is_empty().then_some(way)
}

impl Way {
    /// The properties as a person would list them.
    fn written(&self) -> String {
        let list = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            names.join(", ")
        };
        let all = [&[self.by], self.needs].concat();
        match self.may_have {
            [] => list(&all),
            others => format!("{} and perhaps {}", list(&all), list(others)),
        }
    }
}

fn check_parameter<'a>(
    view: &View<'a>,
    operation: &Operation<'a>,
    pointer: &str,
    (property, name, ty): Named<'a>,
    problems: &mut Problems<'_>,
) {
    let parameter = operation.parameters.iter().find(|one| one.name() == Some(name));
    let fits = parameter.is_some_and(|one| {
        let schema = one.schema().and_then(|schema| meant(view, schema));
        one.location() == Some("query") && schema.is_some_and(|schema| is_plain(schema, ty))
    });
    if !fits {
        let title = operation.title();
        let message = format!("{title} has no query parameter `{name}` of type {}", ty.name());
        let names = operation.parameters.iter().filter_map(|one| one.name());
        problems.add(&format!("{pointer}/{property}"), message, name_one(name, names));
    }
}

/// The schema of the body of an operation's success.
fn page<'a>(
    view: &View<'a>,
    operation: &Operation<'a>,
    pointer: &str,
    problems: &mut Problems<'_>,
) -> Option<SchemaView<'a>> {
    let json = |(name, media_type): (&str, MediaTypeView<'a>)| {
        let schema = media_type.schema()?;
        (Media::of(name) == Media::Json || name.contains('*')).then(|| view.target(schema))
    };
    let all = operation.object.responses().map(|(status, one)| (status, view.target(one)));
    let successes: Vec<_> = all.filter(|(status, _)| is_success(status)).collect();
    let found = successes.iter().find_map(|(_, response)| response.content().find_map(json));
    match (found, successes.len()) {
        (None, _) => {
            let message = "no successful response has a body to page through";
            problems.add(pointer, message, "describe the body of a successful response");
            None
        }
        (Some(_), 2..) => {
            let message = format!("{} has another success besides the page", operation.title());
            let help = "leave it out, or describe one success";
            problems.add(pointer, message, help);
            None
        }
        (found, _) => found,
    }
}

fn check_items<'a>(
    view: &View<'a>,
    page: SchemaView<'a>,
    paging: PagingView<'a>,
    (way, pointer): (&Way, &str),
    problems: &mut Problems<'_>,
) {
    let page = meant(view, page).unwrap_or(page);
    let is_array = is_plain(page, JsonType::Array);
    match paging.items() {
        None if is_array && !way.has_object => {}
        None => {
            let names = properties(view, page);
            let arrays = names.iter().filter(|(_, schema)| is_list(view, *schema));
            let arrays: Vec<String> = arrays.map(|(name, _)| format!("`items: {name}`")).collect();
            let help = match arrays.is_empty() {
                true => "leave it out, or describe a page with an array".to_owned(),
                false => format!("write {}", arrays.join(" or ")),
            };
            problems.add(
                pointer,
                "a page is an object, and `items` does not say what it lists",
                help,
            );
        }
        Some(_) if is_array => {
            let help = "leave `items` out";
            problems.add(&format!("{pointer}/items"), "a page is an array of its items", help);
        }
        Some(name) => {
            let names = properties(view, page);
            let found = names.iter().find(|(known, _)| *known == name);
            if !found.is_some_and(|(_, schema)| is_list(view, *schema)) {
                let message = format!("a page has no property `{name}` of type array");
                let help = name_one(name, names.iter().map(|(name, _)| *name));
                problems.add(&format!("{pointer}/items"), message, help);
            }
        }
    }
}

/// The properties of an object, with those that it has by `allOf`.
fn properties<'a>(view: &View<'a>, schema: SchemaView<'a>) -> Vec<(&'a str, SchemaView<'a>)> {
    let all = schema.merged(&|one| view.target(one));
    all.into_iter().flat_map(SchemaView::properties).collect()
}

/// The schema at a path of properties.
fn at<'a>(view: &View<'a>, page: SchemaView<'a>, path: &str) -> Option<SchemaView<'a>> {
    let (mut schema, mut rest) = (page, path);
    while !rest.is_empty() {
        let all = properties(view, meant(view, schema)?);
        let end = step_of(rest, |name| all.iter().any(|(known, _)| *known == name));
        let (step, after) = rest.split_at(end);
        schema = all.iter().find(|(known, _)| *known == step)?.1;
        rest = after.strip_prefix('.').unwrap_or_default();
    }
    Some(schema)
}

/// The schema that one comes down to: behind references, an `allOf` of one, and a union with null.
fn meant<'a>(view: &View<'a>, schema: SchemaView<'a>) -> Option<SchemaView<'a>> {
    // What is deeper, or goes round, comes down to nothing.
    let mut schema = view.target(schema);
    for _ in 0..32 {
        if schema.ty().is_some() || schema.has_properties() {
            return Some(schema);
        }
        let parts: Vec<_> = schema.composed().map(|one| view.target(one)).collect();
        match parts.into_iter().filter(|one| !one.is_null()).collect::<Vec<_>>()[..] {
            [only] => schema = only,
            _ => return Some(schema),
        }
    }
    None
}

/// Whether the values of a schema are of a type, with no Rust type of their own.
fn is_plain(schema: SchemaView<'_>, ty: JsonType) -> bool {
    let format = schema.format().and_then(string_format);
    let own = schema.ty().or(schema.has_items().then_some(JsonType::Array));
    own == Some(ty)
        && schema.values().is_none()
        && (ty != JsonType::String || format.is_none_or(|format| format.ty.is_none()))
}

fn is_list<'a>(view: &View<'a>, schema: SchemaView<'a>) -> bool {
    let schema = meant(view, schema).unwrap_or(schema);
    is_plain(schema, JsonType::Array) || is_one_or_several(view, schema)
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
