//! Looks at two descriptions side by side, from the document down to each schema, and asks every rule.
//!
//! A named schema is compared once for requests and once for responses, however many operations use it.

use std::collections::{HashSet, VecDeque};

use indexmap::IndexMap;

use crate::diff::change::{Change, fingerprint};
use crate::diff::flat::{Flat, Node};
use crate::diff::pair::{Pair, PlacedOperation};
use crate::diff::rule::{Direction, Find};
use crate::diff::rules::rules;
use crate::diff::side::Side;
use crate::openapi::document::Document;
use crate::openapi::document::operation::{MediaType, Parameter, RequestBody, Response};
use crate::openapi::document::schema::Additional;
use crate::openapi::pointer::escape;
use crate::rust::names::{method_name, pascal, usable_type};

/// All changes, in the document's order.
pub(crate) fn changes(old: &Side, new: &Side) -> Vec<Change> {
    let mut walk = Walk {
        old,
        new,
        seen: HashSet::new(),
        next: VecDeque::new(),
        told: HashSet::new(),
        changes: Vec::new(),
    };
    walk.document();
    walk.operations();
    while let Some((direction, old, new)) = walk.next.pop_front() {
        walk.named(direction, &old, &new);
    }
    walk.changes
}

struct Walk<'a> {
    old: &'a Side,
    new: &'a Side,
    /// The named schemas that were or will be compared.
    seen: HashSet<(Direction, String, String)>,
    next: VecDeque<(Direction, String, String)>,
    told: HashSet<String>,
    changes: Vec<Change>,
}

/// An operation of both descriptions.
struct Call<'p, 'a> {
    title: String,
    old: &'p PlacedOperation<'a>,
    new: &'p PlacedOperation<'a>,
    pointers: (String, String),
    /// The items of the generated code that belong to it.
    items: Vec<(String, String)>,
}

/// The items that belong to an operation: its types, its mock, and its method of the client.
fn seen_in(id: &str) -> Vec<(String, String)> {
    let suffixes = ["", "Error", "Response", "Form", "Body"];
    let types = suffixes.iter().map(|suffix| (format!("{}{suffix}", pascal(id)), String::new()));
    let method = method_name(id);
    types.chain([(method.clone(), String::new()), ("Client".to_owned(), method)]).collect()
}

/// Where a schema is, for people.
#[derive(Clone)]
struct Place {
    /// The named schema, or the body or parameter.
    root: String,
    /// The path from there.
    path: String,
    is_named: bool,
    /// The items of the operation that it is in.
    around: Vec<(String, String)>,
}

impl Place {
    fn step(&self, step: &str) -> Self {
        let dot = if self.path.is_empty() || step.starts_with('[') { "" } else { "." };
        Self { path: format!("{}{dot}{step}", self.path), ..self.clone() }
    }

    fn subject(&self) -> String {
        match (self.is_named, self.path.is_empty()) {
            (true, true) => format!("`{}`", self.root),
            (true, false) => format!("`{}.{}`", self.root, self.path),
            (false, true) => self.root.clone(),
            (false, false) => format!("{}, `{}`", self.root, self.path),
        }
    }

    /// The type of the generated code that it is in, and the property.
    fn concerns(&self) -> Vec<(String, String)> {
        match self.is_named {
            true => {
                let property = self.path.split(['.', '[']).next().unwrap_or_default();
                vec![(usable_type(&self.root), property.to_owned())]
            }
            false => self.around.clone(),
        }
    }
}

/// A thing of a document with its pointer.
type At<'a, T> = (&'a T, String);

impl<'a> Walk<'a> {
    /// Asks the rules for a pair.
    fn ask<T>(
        &mut self,
        pair: &Pair<'_, T>,
        concerns: &[(String, String)],
        ask: impl Fn(Find) -> Option<String>,
    ) {
        for rule in rules() {
            let Some(sentence) = ask(rule.find) else { continue };
            let fingerprint = fingerprint(rule.id, &sentence);
            if !self.told.insert(fingerprint.clone()) {
                continue;
            }
            self.changes.push(Change {
                rule: *rule,
                sentence,
                effects: rule.effects,
                old: pair.old.map(|_| self.old.location(&pair.pointers.0)),
                new: pair.new.map(|_| self.new.location(&pair.pointers.1)),
                fingerprint,
                concerns: concerns.to_vec(),
                rust: Vec::new(),
            });
        }
    }

    fn document(&mut self) {
        let (old, new) = (&self.old.document, &self.new.document);
        let pair = Pair {
            subject: "the API".to_owned(),
            name: String::new(),
            old: Some(old),
            new: Some(new),
            pointers: ("/info".to_owned(), "/info".to_owned()),
        };
        self.ask(&pair, &[], |find| match find {
            Find::Document(find) => find(&pair),
            _ => None,
        });
        let schemes = both(&old.components.security_schemes, &new.components.security_schemes);
        for (name, old, new) in schemes {
            let pointer = format!("/components/securitySchemes/{}", escape(name));
            let pair = Pair {
                subject: format!("the security scheme `{name}`"),
                name: name.to_owned(),
                old,
                new,
                pointers: (pointer.clone(), pointer),
            };
            self.ask(&pair, &[], |find| match find {
                Find::SecurityScheme(find) => find(&pair),
                _ => None,
            });
        }
    }

    fn operations(&mut self) {
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
        self.ask(&pair, &items, |find| match find {
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
            // Its setter; one in the path is an argument of the mock, too.
            let mocks = either.location == "path";
            let of = |(item, property): &(String, String)| match property.is_empty() {
                true if item.starts_with(char::is_uppercase) => {
                    Some((item.clone(), either.name.clone()))
                }
                true if mocks => Some((item.clone(), String::new())),
                _ => None,
            };
            let around: &Vec<(String, String)> = &items.iter().filter_map(of).collect();
            let subject = format!("{title}, {} parameter `{}`", either.location, either.name);
            let pair = pair(subject.clone(), key, before, after, pointers);
            self.ask(&pair, around, |find| match find {
                Find::Parameter(find) => find(&pair),
                _ => None,
            });
            let node = |at: Option<&At<'a, Parameter>>| {
                let (parameter, pointer) = at?;
                let schema = parameter.schema.as_ref()?;
                Some(Node { schema, pointer: format!("{pointer}/schema") })
            };
            if let (Some(old), Some(new)) = (node(before), node(after)) {
                let place = Place {
                    root: subject,
                    path: String::new(),
                    is_named: false,
                    around: around.to_vec(),
                };
                self.schemas(Direction::Request, &place, &old, &new);
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
        self.ask(&pair, around, |find| match find {
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
            self.ask(&pair, around, |find| match find {
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
            self.ask(&pair, around, |find| match (find, direction) {
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
                let place = Place {
                    root: subject.to_owned(),
                    path: String::new(),
                    is_named: false,
                    around: around.to_vec(),
                };
                self.schemas(direction, &place, &old, &new);
            }
        }
    }

    fn named(&mut self, direction: Direction, old: &str, new: &str) {
        let nodes = (
            Node::named(old, &self.old.document.components.schemas),
            Node::named(new, &self.new.document.components.schemas),
        );
        if let (Some(old), Some(after)) = nodes {
            let place = Place {
                root: new.to_owned(),
                path: String::new(),
                is_named: true,
                around: Vec::new(),
            };
            self.flat(direction, &place, &old, &after);
        }
    }

    /// Compares what stands in one place: two references to named schemas are compared by their names.
    fn schemas(&mut self, direction: Direction, place: &Place, old: &Node<'a>, new: &Node<'a>) {
        if let (Some(before), Some(after)) = (old.schema.referred(), new.schema.referred()) {
            let key = (direction, before.to_owned(), after.to_owned());
            if before == after || self.is_renamed(before, after) {
                if self.seen.insert(key.clone()) {
                    self.next.push_back(key);
                }
                if before == after {
                    return;
                }
            }
            if !self.seen.insert((direction, place.subject(), format!("{before}/{after}"))) {
                return;
            }
        }
        self.flat(direction, place, old, new);
    }

    /// Whether a schema has the name of one that is gone.
    fn is_renamed(&self, old: &str, new: &str) -> bool {
        let (before, after) =
            (&self.old.document.components.schemas, &self.new.document.components.schemas);
        !after.contains_key(old) && !before.contains_key(new)
    }

    fn flat(&mut self, direction: Direction, place: &Place, old: &Node<'a>, new: &Node<'a>) {
        const DEEPEST: usize = 60;
        if place.path.matches(['.', '[']).count() > DEEPEST {
            return;
        }
        let before = old.flat(&self.old.document.components.schemas);
        let after = new.flat(&self.new.document.components.schemas);
        let names = |node: &Node<'a>| node.schema.referred().map(str::to_owned);
        let renamed = (names(old), names(new));
        let pair = Pair {
            subject: place.subject(),
            name: match &renamed {
                (Some(old), Some(new)) if old != new => format!("{old}` `{new}"),
                _ => String::new(),
            },
            old: Some(&before),
            new: Some(&after),
            pointers: (old.pointer.clone(), new.pointer.clone()),
        };
        self.ask(&pair, &place.concerns(), |find| match find {
            Find::Schema(of, find) if of == direction => find(&pair),
            Find::AnySchema(find) => find(&pair),
            _ => None,
        });
        if !pair.name.is_empty()
            && self.seen.contains(&(
                direction,
                renamed.0.unwrap_or_default(),
                renamed.1.unwrap_or_default(),
            ))
        {
            // What is in it is compared by its name.
            return;
        }
        self.within(direction, place, (&before, &after), &pair.pointers);
    }

    /// The parts of a schema.
    fn within(
        &mut self,
        direction: Direction,
        place: &Place,
        (old, new): (&Flat<'a>, &Flat<'a>),
        pointers: &(String, String),
    ) {
        for (name, before, after) in both_by(&old.properties, &new.properties) {
            let inner = place.step(name);
            let at = |one: Option<&crate::diff::flat::FlatProperty<'a>>, outer: &str| {
                one.map_or_else(|| outer.to_owned(), |one| one.node.pointer.clone())
            };
            let pair = Pair {
                subject: inner.subject(),
                name: (*name).to_owned(),
                old: before,
                new: after,
                pointers: (at(before, &pointers.0), at(after, &pointers.1)),
            };
            self.ask(&pair, &inner.concerns(), |find| match find {
                Find::Property(of, find) if of == direction => find(&pair),
                _ => None,
            });
            if let (Some(before), Some(after)) = (before, after) {
                self.schemas(direction, &inner, &before.node, &after.node);
            }
        }
        if let (Some(old), Some(new)) = (&old.items, &new.items) {
            self.schemas(direction, &place.step("[]"), old, new);
        }
        if let (Some(Additional::Of(before)), Some(Additional::Of(after))) =
            (old.additional, new.additional)
        {
            let node = |schema, pointer: &str| Node {
                schema,
                pointer: format!("{pointer}/additionalProperties"),
            };
            let (old, new): (Node<'a>, Node<'a>) =
                (node(before, &pointers.0), node(after, &pointers.1));
            self.schemas(direction, &place.step("*"), &old, &new);
        }
        let variants = |flat: &Flat<'a>| -> IndexMap<String, Node<'a>> {
            let name = |(at, node): (usize, &Node<'a>)| {
                (
                    node.schema
                        .referred()
                        .map_or_else(|| format!("variant {}", at + 1), str::to_owned),
                    node.clone(),
                )
            };
            flat.variants.iter().enumerate().map(name).collect()
        };
        for (name, before, after) in both(&variants(old), &variants(new)) {
            if let (Some(before), Some(after)) = (before, after) {
                self.schemas(direction, &place.step(&format!("<{name}>")), before, after);
            }
        }
    }
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

/// A thing, or the component that it refers to.
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

/// The entries of two maps by name: those of the old one in its order, then those that are new.
fn both<'m, T>(
    old: &'m IndexMap<String, T>,
    new: &'m IndexMap<String, T>,
) -> Vec<(&'m str, Option<&'m T>, Option<&'m T>)> {
    let before = old.iter().map(|(name, one)| (name.as_str(), Some(one), new.get(name)));
    let after = new.iter().filter(|(name, _)| !old.contains_key(*name));
    before.chain(after.map(|(name, one)| (name.as_str(), None, Some(one)))).collect()
}

fn both_by<'m, 'k, T>(
    old: &'m IndexMap<&'k str, T>,
    new: &'m IndexMap<&'k str, T>,
) -> Vec<(&'m &'k str, Option<&'m T>, Option<&'m T>)> {
    let before = old.iter().map(|(name, one)| (name, Some(one), new.get(name)));
    let after = new.iter().filter(|(name, _)| !old.contains_key(*name));
    before.chain(after.map(|(name, one)| (name, None, Some(one)))).collect()
}
