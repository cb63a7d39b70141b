//! `x-guestlist-paging` has the properties of one paging method, and names parameters and properties of the
//! operation.

use crate::check::nearest::{name_one, nearest};
use crate::check::rule::Problems;
use crate::openapi::description::{DescribedOperation, Description};
use crate::openapi::document::operation::{MediaType, Paging};
use crate::openapi::document::path::step_of;
use crate::openapi::document::schema::{JsonType, Schema};
use crate::openapi::media_type::Media;
use crate::openapi::status::is_success;
use crate::rust::formats::string_format;

const PAGING: &str = "x-guestlist-paging";

/// A paging method: the property that only it has, the required ones, and the optional ones.
struct Way {
    by: &'static str,
    needs: &'static [&'static str],
    may_have: &'static [&'static str],
    /// Whether a page contains more than its items.
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
    description: &Description<'a>,
    operation: &DescribedOperation<'a>,
    paging: &'a Paging,
    problems: &mut Problems<'_>,
) {
    let pointer = operation.object.pointer.property(PAGING);
    let names: Vec<&str> = description.names_at(&pointer).collect();
    let Some(way) = way(&pointer, &names, problems) else { return };
    if matches!(way.by, "link" | "header") && operation.method != "get" {
        let message =
            format!("{} is not a GET, and a link says no more than a URL", operation.title());
        problems.add(&pointer, message, "leave it out: only a GET follows links");
    }
    if let Some(header) = paging.header.as_ref().filter(|name| !name.eq_ignore_ascii_case("Link")) {
        let message = format!("the header `{header}` is not the one that links to other pages");
        problems.add(&format!("{pointer}/header"), message, "write `header: Link` (RFC 8288)");
    }
    for named in parameters(paging) {
        check_parameter(description, operation, &pointer, named, problems);
    }
    let Some(page) = page(description, operation, &pointer, problems) else { return };
    check_items(description, page, paging, (way, &pointer), problems);
    for (property, path, ty) in paths(paging) {
        let found = at(description, page, path).and_then(|schema| meant(description, schema));
        if !found.is_some_and(|schema| is_plain(schema, ty)) {
            let message = format!("a page has no property `{path}` of type {}", ty.name());
            let names = properties(description, page);
            let help = name_one(path, names.iter().map(|(name, _)| *name));
            problems.add(&format!("{pointer}/{property}"), message, help);
        }
    }
}

/// The paging method with these properties.
fn way(pointer: &str, names: &[&str], problems: &mut Problems<'_>) -> Option<&'static Way> {
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

/// A property of the paging: its name, its value, and the type of the thing that the value names.
type Named<'a> = (&'static str, &'a str, JsonType);

/// The properties that name query parameters.
fn parameters(paging: &Paging) -> impl Iterator<Item = Named<'_>> {
    let all = [
        ("number", &paging.number, JsonType::Integer),
        ("size", &paging.size, JsonType::Integer),
        ("offset", &paging.offset, JsonType::Integer),
        ("limit", &paging.limit, JsonType::Integer),
        ("token", &paging.token, JsonType::String),
    ];
    all.into_iter().filter_map(|(name, value, ty)| Some((name, value.as_deref()?, ty)))
}

/// The properties that name properties of a page, as dotted paths.
fn paths(paging: &Paging) -> impl Iterator<Item = Named<'_>> {
    let all = [
        ("next", &paging.next, JsonType::String),
        ("link", &paging.link, JsonType::String),
        ("total", &paging.total, JsonType::Integer),
    ];
    all.into_iter().filter_map(|(name, value, ty)| Some((name, value.as_deref()?, ty)))
}

fn check_parameter<'a>(
    description: &Description<'a>,
    operation: &DescribedOperation<'a>,
    pointer: &str,
    (property, name, ty): Named<'a>,
    problems: &mut Problems<'_>,
) {
    let parameter = operation.parameters.iter().find(|one| one.name == name);
    let fits = parameter.is_some_and(|one| {
        let schema = one.schema.as_ref().and_then(|schema| meant(description, schema));
        one.location == "query" && schema.is_some_and(|schema| is_plain(schema, ty))
    });
    if !fits {
        let title = operation.title();
        let message = format!("{title} has no query parameter `{name}` of type {}", ty.name());
        let names = operation.parameters.iter().map(|one| one.name.as_str());
        problems.add(&format!("{pointer}/{property}"), message, name_one(name, names));
    }
}

/// The schema of the body of an operation's success.
fn page<'a>(
    description: &Description<'a>,
    operation: &DescribedOperation<'a>,
    pointer: &str,
    problems: &mut Problems<'_>,
) -> Option<&'a Schema> {
    let json = |(name, media_type): (&String, &'a MediaType)| {
        let schema = media_type.schema.as_ref()?;
        (Media::of(name) == Media::Json || name.contains('*')).then(|| description.target(schema))
    };
    let all = operation.object.responses.iter();
    let all = all.map(|(status, one)| (status, description.target(one)));
    let successes: Vec<_> = all.filter(|(status, _)| is_success(status)).collect();
    let found = successes.iter().find_map(|(_, response)| response.content.iter().find_map(json));
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
    description: &Description<'a>,
    page: &'a Schema,
    paging: &Paging,
    (way, pointer): (&Way, &str),
    problems: &mut Problems<'_>,
) {
    let page = meant(description, page).unwrap_or(page);
    let is_array = is_plain(page, JsonType::Array);
    match paging.items.as_deref() {
        None if is_array && !way.has_object => {}
        None => {
            let names = properties(description, page);
            let arrays = names.iter().filter(|(_, schema)| is_list(description, schema));
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
            let names = properties(description, page);
            let found = names.iter().find(|(known, _)| *known == name);
            if !found.is_some_and(|(_, schema)| is_list(description, schema)) {
                let message = format!("a page has no property `{name}` of type array");
                let help = name_one(name, names.iter().map(|(name, _)| *name));
                problems.add(&format!("{pointer}/items"), message, help);
            }
        }
    }
}

/// The properties of an object, including those from `allOf`.
fn properties<'a>(description: &Description<'a>, schema: &'a Schema) -> Vec<(&'a str, &'a Schema)> {
    let all = merged(description, schema).into_iter();
    all.flat_map(Schema::listed).map(|(name, one)| (name.as_str(), one)).collect()
}

/// The schema itself and the schemas of its `allOf`, which its values also fit.
fn merged<'a>(description: &Description<'a>, schema: &'a Schema) -> Vec<&'a Schema> {
    // A deeper one is not merged either, and a circle ends here.
    const MOST: usize = 1_000;
    let mut all = vec![schema];
    let mut at = 0;
    while let Some(schema) = all.get(at).copied().filter(|_| at < MOST) {
        all.extend(schema.all_of().iter().map(|one| description.target(one)));
        at += 1;
    }
    all
}

/// The schema at a path of properties.
fn at<'a>(description: &Description<'a>, page: &'a Schema, path: &str) -> Option<&'a Schema> {
    let (mut schema, mut rest) = (page, path);
    while !rest.is_empty() {
        let all = properties(description, meant(description, schema)?);
        let end = step_of(rest, |name| all.iter().any(|(known, _)| *known == name));
        let (step, after) = rest.split_at(end);
        schema = all.iter().find(|(known, _)| *known == step)?.1;
        rest = after.strip_prefix('.').unwrap_or_default();
    }
    Some(schema)
}

/// The schema that one resolves to, through references, an `allOf` of one, and a union with null.
fn meant<'a>(description: &Description<'a>, schema: &'a Schema) -> Option<&'a Schema> {
    // A deeper or circular schema resolves to nothing.
    let mut schema = description.target(schema);
    for _ in 0..32 {
        if schema.ty.is_some() || schema.properties.is_some() {
            return Some(schema);
        }
        let parts: Vec<_> = schema.composed().map(|one| description.target(one)).collect();
        match parts.into_iter().filter(|one| !one.is_null()).collect::<Vec<_>>()[..] {
            [only] => schema = only,
            _ => return Some(schema),
        }
    }
    None
}

/// Whether the values of a schema have a type, without a Rust type of their own.
fn is_plain(schema: &Schema, ty: JsonType) -> bool {
    let format = schema.format.as_deref().and_then(string_format);
    let own = schema.ty.or(schema.items.as_ref().map(|_| JsonType::Array));
    own == Some(ty)
        && schema.values.is_none()
        && (ty != JsonType::String || format.is_none_or(|format| format.ty.is_none()))
}

fn is_list<'a>(description: &Description<'a>, schema: &'a Schema) -> bool {
    let schema = meant(description, schema).unwrap_or(schema);
    is_plain(schema, JsonType::Array) || is_one_or_several(description, schema)
}

/// Whether the values of a schema are objects, or arrays of the same objects.
fn is_one_or_several(description: &Description<'_>, schema: &Schema) -> bool {
    let [(_, variants), _] = schema.unions();
    let [one, other] = variants else { return false };
    let is_list_of = |list: &Schema, item: &Schema| {
        let listed = description.target(list).items.as_deref().and_then(Schema::referred);
        listed.is_some() && listed == item.referred()
    };
    is_list_of(one, other) || is_list_of(other, one)
}
