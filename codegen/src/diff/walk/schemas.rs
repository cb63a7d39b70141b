//! Compares schemas, from their uses down to their last property.

use std::collections::{HashSet, VecDeque};

use indexmap::IndexMap;

use crate::diff::flat::{Flat, FlatProperty, Node};
use crate::diff::pair::Pair;
use crate::diff::rule::{Direction, Find};
use crate::diff::side::Side;
use crate::diff::walk::asking::{Asking, both};
use crate::diff::walk::place::Place;
use crate::openapi::document::schema::{Additional, Schema};

/// The schemas of two descriptions.
pub(super) struct Schemas<'a> {
    pub(super) asking: Asking<'a>,
    /// The named schemas that have been compared or queued.
    seen: HashSet<(Direction, String, String)>,
    next: VecDeque<(Direction, String, String)>,
}

impl<'a> Schemas<'a> {
    pub(super) fn of(asking: Asking<'a>) -> Self {
        Self { asking, seen: HashSet::new(), next: VecDeque::new() }
    }

    /// Compares the named schemas that others refer to.
    pub(super) fn finish(&mut self) {
        while let Some((direction, old, new)) = self.next.pop_front() {
            self.named(direction, &old, &new);
        }
    }

    fn named(&mut self, direction: Direction, old: &str, new: &str) {
        let nodes = (
            Node::named(old, &self.asking.old.document.components.schemas),
            Node::named(new, &self.asking.new.document.components.schemas),
        );
        if let (Some(before), Some(after)) = nodes {
            self.flat(direction, &Place::named(old, new), &before, &after);
        }
    }

    /// Compares the schemas at one place: two references to named schemas are compared by name, and by the
    /// annotations beside them.
    pub(super) fn schemas(
        &mut self,
        direction: Direction,
        place: &Place,
        old: &Node<'a>,
        new: &Node<'a>,
    ) {
        if let (Some(before), Some(after)) = (old.wrapped(), new.wrapped()) {
            let key = (direction, before.to_owned(), after.to_owned());
            if before == after || self.is_renamed(before, after) {
                if self.seen.insert(key.clone()) {
                    self.next.push_back(key);
                }
                if before == after {
                    self.words(direction, place, old, new);
                    return;
                }
            }
            if !self.seen.insert((direction, place.subject(), format!("{before}/{after}"))) {
                return;
            }
        }
        self.flat(direction, place, old, new);
    }

    /// Whether a schema has been renamed: the old name is gone, and the new one is new.
    fn is_renamed(&self, old: &str, new: &str) -> bool {
        let (before, after) = (
            &self.asking.old.document.components.schemas,
            &self.asking.new.document.components.schemas,
        );
        !after.contains_key(old) && !before.contains_key(new)
    }

    /// Compares the annotations at one use of a named schema.
    fn words(&mut self, direction: Direction, place: &Place, old: &Node<'a>, new: &Node<'a>) {
        if old.schema.referred().is_some() && new.schema.referred().is_some() {
            return;
        }
        let (mut before, mut after) = (old.words(), new.words());
        let is_nullable = |node: &Node<'a>, side: &'a Side| {
            let all = &side.document.components.schemas;
            node.wrapped().and_then(|name| all.get(name)).is_some_and(Schema::is_nullable)
        };
        // A nullable schema needs no `nullable` at its uses.
        if is_nullable(old, self.asking.old) && is_nullable(new, self.asking.new) {
            (before.is_nullable, after.is_nullable) = (true, true);
        }
        let pointers = (old.pointer.clone(), new.pointer.clone());
        self.ask(direction, place, (&mut before, &mut after), &pointers);
    }

    /// Asks the rules of schemas.
    fn ask(
        &mut self,
        direction: Direction,
        place: &Place,
        (old, new): (&mut Flat<'a>, &mut Flat<'a>),
        pointers: &(String, String),
    ) {
        (old.is_optional, new.is_optional) = (place.is_optional, place.is_optional);
        let pair = Pair {
            subject: place.subject(),
            name: String::new(),
            old: Some(&*old),
            new: Some(&*new),
            pointers: pointers.clone(),
        };
        self.asking.ask(
            &pair,
            &place.concerns(),
            Some(&place.schema(direction)),
            |find| match find {
                Find::Schema(of, find) if of == direction => find(&pair, of.words()),
                Find::AnySchema(find) => find(&pair),
                _ => None,
            },
        );
    }

    fn flat(&mut self, direction: Direction, place: &Place, old: &Node<'a>, new: &Node<'a>) {
        const DEEPEST: usize = 60;
        if place.depth() > DEEPEST {
            return;
        }
        let mut before = old.flat(&self.asking.old.document.components.schemas);
        let mut after = new.flat(&self.asking.new.document.components.schemas);
        let pointers = (old.pointer.clone(), new.pointer.clone());
        self.ask(direction, place, (&mut before, &mut after), &pointers);
        if let (Some(of_old), Some(of_new)) = (before.name, after.name)
            && of_old != of_new
            && self.seen.contains(&(direction, of_old.to_owned(), of_new.to_owned()))
        {
            // Its contents are compared under its name.
            return;
        }
        self.within(direction, place, (&before, &after), &pointers);
    }

    /// Compares the parts of a schema.
    fn within(
        &mut self,
        direction: Direction,
        place: &Place,
        (old, new): (&Flat<'a>, &Flat<'a>),
        pointers: &(String, String),
    ) {
        for (name, before, after) in both(&old.properties, &new.properties) {
            let inner = place.step(name);
            let at = |one: Option<&FlatProperty<'a>>, outer: &str| {
                one.map_or_else(|| outer.to_owned(), |one| one.node.pointer.clone())
            };
            let pair = Pair {
                subject: inner.subject(),
                name: name.to_owned(),
                old: before,
                new: after,
                pointers: (at(before, &pointers.0), at(after, &pointers.1)),
            };
            self.asking.ask(&pair, &inner.concerns(), Some(&inner.schema(direction)), |find| {
                match find {
                    Find::Property(of, find) if of == direction => find(&pair, of.words()),
                    _ => None,
                }
            });
            if let (Some(before), Some(after)) = (before, after) {
                let inner = inner.optional(!after.is_required);
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
