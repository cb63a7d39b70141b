//! Compares operations: their parameters, request bodies and responses.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::diff::flat::Node;
use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Direction, Find};
use crate::diff::side::Side;
use crate::diff::walk::asking::both;
use crate::diff::walk::place::Place;
use crate::diff::walk::schemas::Schemas;
use crate::openapi::document::Document;
use crate::openapi::document::operation::{MediaType, Parameter, RequestBody, Response};
use crate::openapi::pointer::escape;
use crate::rust::names::{method_name, pascal};

/// The operations of two descriptions.
pub(super) struct Operations<'w, 'a> {
    schemas: &'w mut Schemas<'a>,
    old: &'a Side,
    new: &'a Side,
}

/// An operation in both descriptions.
struct Call<'p, 'a> {
    title: String,
    old: &'p PlacedOperation<'a>,
    new: &'p PlacedOperation<'a>,
    pointers: (String, String),
    /// The items of the generated code that belong to it.
    items: Vec<(String, String)>,
}

/// An object of a document with its pointer.
type At<'a, T> = (&'a T, String);

impl<'w, 'a> Operations<'w, 'a> {
    pub(super) fn of(schemas: &'w mut Schemas<'a>) -> Self {
        let (old, new) = (schemas.asking.old, schemas.asking.new);
        Self { schemas, old, new }
    }

    /// Compares all operations.
    pub(super) fn operations(&mut self) {
        let old: Vec<_> = placed(&self.old.document).collect();
        let mut new: Vec<_> = placed(&self.new.document).map(Some).collect();
        let mut pairs = Vec::new();
        for before in old {
            let is_same_id = |one: &PlacedOperation<'_>| {
                !before.operation.id.is_empty() && one.operation.id == before.operation.id
            };
            let is_same_call =
                |one: &PlacedOperation<'_>| (one.method, one.path) == (before.method, before.path);
            let found = new.iter().position(|one| one.as_ref().is_some_and(is_same_id));
            let found =
                found.or_else(|| new.iter().position(|one| one.as_ref().is_some_and(is_same_call)));
            let after = found.and_then(|at| new[at].take());
            pairs.push((Some(before), after));
        }
        pairs.extend(new.into_iter().flatten().map(|after| (None, Some(after))));
        for (before, after) in &pairs {
            self.operation(before.as_ref(), after.as_ref());
        }
    }

    fn operation(&mut self, old: Option<&PlacedOperation<'a>>, new: Option<&PlacedOperation<'a>>) {
        let Some(either) = new.or(old) else { return };
        let title = format!("`{}`", either.title());
        let pointer = |one: Option<&PlacedOperation<'a>>| {
            one.map(|one| format!("/paths/{}/{}", escape(one.path), one.method)).unwrap_or_default()
        };
        let pointers = (pointer(old), pointer(new));
        let pair =
            Pair { subject: title.clone(), name: either.operation.id.clone(), old, new, pointers };
        let mut items = Vec::new();
        old.into_iter().chain(new).for_each(|one| items.extend(seen_in(&one.operation.id)));
        let mut known = HashSet::new();
        items.retain(|item| known.insert(item.clone()));
        self.schemas.asking.ask(&pair, &items, None, |find| match find {
            Find::Operation(find) => find(&pair),
            _ => None,
        });
        let (Some(old), Some(new)) = (old, new) else { return };
        let call = Call { title, old, new, pointers: pair.pointers, items };
        self.parameters(&call);
        self.request_body(&call);
        self.responses(&call);
    }

    fn parameters(&mut self, call: &Call<'_, 'a>) {
        let Call { title, old, new, pointers, items } = call;
        let (old, new) = (parameters(self.old, old), parameters(self.new, new));
        for (key, before, after) in both(&old, &new) {
            let Some((either, _)) = after.or(before) else { continue };
            // The setter of the parameter; a path parameter is also an argument of the mock.
            let mocks = either.location == "path";
            let of = |(item, property): &(String, String)| match property.is_empty() {
                true if item.starts_with(char::is_uppercase) => {
                    Some((item.clone(), either.name.clone()))
                }
                true if mocks => Some((item.clone(), String::new())),
                _ => None,
            };
            let around: Vec<(String, String)> = items.iter().filter_map(of).collect();
            let subject = format!("{title}, {} parameter `{}`", either.location, either.name);
            let pair = pair(subject.clone(), key, before, after, pointers);
            self.schemas.asking.ask(&pair, &around, None, |find| match find {
                Find::Parameter(find) => find(&pair),
                _ => None,
            });
            let node = |at: Option<&At<'a, Parameter>>| {
                let (parameter, pointer) = at?;
                let schema = parameter.schema.as_ref()?;
                Some(Node { schema, pointer: format!("{pointer}/schema") })
            };
            if let (Some(old), Some(new)) = (node(before), node(after)) {
                let place = Place::inline(&subject, &around);
                self.schemas.schemas(Direction::Request, &place, &old, &new);
            }
        }
    }

    fn request_body(&mut self, call: &Call<'_, 'a>) {
        let Call { title, old, new, pointers, items: around } = call;
        let body = |side: &'a Side,
                    one: &PlacedOperation<'a>,
                    pointer: &str|
         -> Option<At<'a, RequestBody>> {
            let body = one.operation.request_body.as_ref()?;
            let of = &side.document.components.request_bodies;
            Some(followed(
                body,
                body.reference.as_deref(),
                "requestBodies",
                of,
                format!("{pointer}/requestBody"),
            ))
        };
        let (old, new) = (body(self.old, old, &pointers.0), body(self.new, new, &pointers.1));
        if old.is_none() && new.is_none() {
            return;
        }
        let subject = format!("the request body of {title}");
        let pair = pair(subject.clone(), "", old.as_ref(), new.as_ref(), pointers);
        self.schemas.asking.ask(&pair, around, None, |find| match find {
            Find::RequestBody(find) => find(&pair),
            _ => None,
        });
        if let (Some((old, of_old)), Some((new, of_new))) = (&old, &new) {
            let pointers = (of_old.clone(), of_new.clone());
            self.content(
                Direction::Request,
                (&subject, around),
                &old.content,
                &new.content,
                &pointers,
            );
        }
    }

    fn responses(&mut self, call: &Call<'_, 'a>) {
        let Call { title, old, new, pointers, items: around } = call;
        let all = |side: &'a Side,
                   one: &PlacedOperation<'a>,
                   pointer: &str|
         -> IndexMap<String, At<'a, Response>> {
            let of = &side.document.components.responses;
            let found = one.operation.responses.iter().map(|(status, response)| {
                let pointer = format!("{pointer}/responses/{}", escape(status));
                (
                    status.clone(),
                    followed(response, response.reference.as_deref(), "responses", of, pointer),
                )
            });
            found.collect()
        };
        let (old, new) = (all(self.old, old, &pointers.0), all(self.new, new, &pointers.1));
        for (status, before, after) in both(&old, &new) {
            let subject = format!("the response {status} of {title}");
            let pair = pair(subject.clone(), status, before, after, pointers);
            self.schemas.asking.ask(&pair, around, None, |find| match find {
                Find::Response(find) => find(&pair),
                _ => None,
            });
            if let (Some((old, of_old)), Some((new, of_new))) = (before, after) {
                let pointers = (of_old.clone(), of_new.clone());
                self.content(
                    Direction::Response,
                    (&subject, around),
                    &old.content,
                    &new.content,
                    &pointers,
                );
            }
        }
    }

    fn content(
        &mut self,
        direction: Direction,
        (subject, around): (&str, &[(String, String)]),
        old: &'a IndexMap<String, MediaType>,
        new: &'a IndexMap<String, MediaType>,
        pointers: &(String, String),
    ) {
        for (name, before, after) in both(old, new) {
            let at = |pointer: &str| format!("{pointer}/content/{}", escape(name));
            let pair = Pair {
                subject: subject.to_owned(),
                name: name.to_owned(),
                old: before,
                new: after,
                pointers: (at(&pointers.0), at(&pointers.1)),
            };
            self.schemas.asking.ask(&pair, around, None, |find| match (find, direction) {
                (Find::RequestContent(find), Direction::Request) => find(&pair),
                (Find::ResponseContent(find), Direction::Response) => find(&pair),
                _ => None,
            });
            let node = |one: Option<&'a MediaType>, pointer: &str| {
                let schema = one?.schema.as_ref()?;
                Some(Node { schema, pointer: format!("{pointer}/schema") })
            };
            let (old, new) = (node(before, &pair.pointers.0), node(after, &pair.pointers.1));
            if let (Some(old), Some(new)) = (old, new) {
                let place = Place::inline(subject, around);
                self.schemas.schemas(direction, &place, &old, &new);
            }
        }
    }
}

/// The items that belong to an operation: its types, its mock, and its client method.
fn seen_in(id: &str) -> Vec<(String, String)> {
    let suffixes = ["", "Error", "Response", "Form", "Body"];
    let types = suffixes.iter().map(|suffix| (format!("{}{suffix}", pascal(id)), String::new()));
    let method = method_name(id);
    types.chain([(method.clone(), String::new()), ("Client".to_owned(), method)]).collect()
}

fn pair<'p, T>(
    subject: String,
    name: &str,
    old: Option<&'p At<'_, T>>,
    new: Option<&'p At<'_, T>>,
    outer: &(String, String),
) -> Pair<'p, T> {
    let pointer = |at: Option<&At<'_, T>>, outer: &String| {
        at.map_or_else(|| outer.clone(), |(_, pointer)| pointer.clone())
    };
    Pair {
        subject,
        name: name.to_owned(),
        old: old.map(|(one, _)| *one),
        new: new.map(|(one, _)| *one),
        pointers: (pointer(old, &outer.0), pointer(new, &outer.1)),
    }
}

fn placed(document: &Document) -> impl Iterator<Item = PlacedOperation<'_>> {
    document.operations().map(|(path, method, operation)| PlacedOperation {
        path,
        method,
        operation,
    })
}

/// The parameters of an operation and of its path, by location and name.
fn parameters<'a>(
    side: &'a Side,
    one: &PlacedOperation<'a>,
) -> IndexMap<String, At<'a, Parameter>> {
    let path = format!("/paths/{}", escape(one.path));
    let of_path = side.document.paths.0.get(one.path).map(|item| item.parameters.as_slice());
    let lists = [
        (of_path.unwrap_or_default(), path.clone()),
        (&one.operation.parameters, format!("{path}/{}", one.method)),
    ];
    let of = &side.document.components.parameters;
    let mut found = IndexMap::new();
    for (list, outer) in lists {
        for (at, parameter) in list.iter().enumerate() {
            let pointer = format!("{outer}/parameters/{at}");
            let (parameter, pointer) =
                followed(parameter, parameter.reference.as_deref(), "parameters", of, pointer);
            found
                .insert(format!("{}/{}", parameter.location, parameter.name), (parameter, pointer));
        }
    }
    found
}

/// An object, or the component that it refers to.
fn followed<'a, T>(
    own: &'a T,
    reference: Option<&str>,
    group: &str,
    all: &'a IndexMap<String, T>,
    pointer: String,
) -> At<'a, T> {
    let prefix = format!("#/components/{group}/");
    let name = reference.and_then(|reference| reference.strip_prefix(&prefix));
    match name.and_then(|name| Some((name, all.get(name)?))) {
        Some((name, component)) => (component, format!("/components/{group}/{}", escape(name))),
        None => (own, pointer),
    }
}
