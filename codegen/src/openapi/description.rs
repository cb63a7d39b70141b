//! A description as the checks see it.
//!
//! It returns the objects of a description that checks query, each with its pointer, and with its references
//! followed. It never changes anything.

use std::cell::RefCell;
use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use crate::openapi::chains::Chains;
use crate::openapi::document::operation::{
    Header, Operation, Parameter, PathItem, RequestBody, Response,
};
use crate::openapi::document::reading::Edition;
use crate::openapi::document::schema::Schema;
use crate::openapi::document::security::Requirement;
use crate::openapi::document::server::Server;
use crate::openapi::document::{Components, Document};
use crate::openapi::pointer::{Pointer, unescape};
use crate::openapi::source::Source;
use crate::openapi::syntax::budget::weight;
use crate::openapi::written::Written;

/// A description: its document, the other contents of its files, and the document as written.
pub(crate) struct Description<'a> {
    pub(crate) source: &'a Source,
    pub(crate) document: &'a Document,
    pub(crate) written: Written<'a>,
    /// The names at the ends of reference chains, by group of components.
    chains: RefCell<Chains<(&'static str, String)>>,
    /// The pointers at the ends of reference chains of any kind.
    pointers: RefCell<Chains<String>>,
}

/// An operation with its path, its method and all its parameters.
pub(crate) struct DescribedOperation<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) object: &'a Operation,
    /// The parameters of its path, then its own, with references followed.
    pub(crate) parameters: Vec<&'a Parameter>,
}

impl<'a> DescribedOperation<'a> {
    /// The `operationId`; empty if it has none.
    pub(crate) fn id(&self) -> &'a str {
        &self.object.id
    }

    /// The name of the operation in messages.
    pub(crate) fn title(&self) -> String {
        match self.id() {
            "" => format!("{} {}", self.method.to_uppercase(), self.path),
            id => id.to_owned(),
        }
    }
}

/// An object that may be a reference to a component.
pub(crate) trait Component: Sized {
    const GROUP: &'static str;

    fn reference(&self) -> Option<&str>;

    fn pointer(&self) -> &Pointer;

    fn all(components: &Components) -> &IndexMap<String, Self>;

    /// The name of the component that it refers to.
    fn name(&self) -> Option<String> {
        let rest = self.reference()?.strip_prefix("#/components/")?.strip_prefix(Self::GROUP)?;
        rest.strip_prefix('/').map(unescape)
    }
}

macro_rules! component {
    ($name:ident in $field:ident, $group:literal) => {
        impl Component for $name {
            const GROUP: &'static str = $group;

            fn reference(&self) -> Option<&str> {
                self.reference.as_deref()
            }

            fn pointer(&self) -> &Pointer {
                &self.pointer
            }

            fn all(components: &Components) -> &IndexMap<String, Self> {
                &components.$field
            }
        }
    };
}

component!(Schema in schemas, "schemas");
component!(Parameter in parameters, "parameters");
component!(RequestBody in request_bodies, "requestBodies");
component!(Response in responses, "responses");
component!(Header in headers, "headers");

impl<'a> Description<'a> {
    pub(crate) fn of(source: &'a Source, document: &'a Document, edition: Edition) -> Self {
        Self {
            source,
            document,
            written: Written::of(&source.document.value, edition),
            chains: RefCell::default(),
            pointers: RefCell::default(),
        }
    }

    /// The value at a JSON pointer.
    pub(crate) fn value(&self, pointer: &str) -> Option<&'a Value> {
        self.source.document.value.pointer(pointer)
    }

    /// The names of the properties of the object at a JSON pointer.
    pub(crate) fn names_at(&self, pointer: &str) -> impl Iterator<Item = &'a str> {
        let object = self.value(pointer).and_then(Value::as_object);
        object.into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// Whether the reference at a pointer is broken, or cannot be followed.
    pub(crate) fn is_refused(&self, pointer: &str) -> bool {
        self.source.moved.refused.contains_key(pointer)
    }

    /// Whether a reference to an existing pointer leads in a circle.
    pub(crate) fn leads_in_a_circle(&self, pointer: &str) -> bool {
        let next = |at: &String| {
            let target = self.value(at)?.get("$ref")?.as_str()?.strip_prefix('#')?;
            self.value(target).map(|_| target.to_owned())
        };
        self.pointers.borrow_mut().end(pointer.to_owned(), next).is_none()
    }

    /// The component at the end of a reference chain; the object itself if it is not a reference, or a broken
    /// or circular one.
    pub(crate) fn target<T: Component>(&self, start: &'a T) -> &'a T {
        let all = T::all(&self.document.components);
        let Some(first) = start.name().filter(|name| all.contains_key(name)) else { return start };
        let next = |(group, name): &(&'static str, String)| {
            let next = all.get(name)?.name().filter(|name| all.contains_key(name))?;
            Some((*group, next))
        };
        let end = self.chains.borrow_mut().end((T::GROUP, first), next);
        end.and_then(|(_, name)| all.get(&name)).unwrap_or(start)
    }

    /// All operations, in the document's order.
    pub(crate) fn operations(&self) -> Vec<DescribedOperation<'a>> {
        let paths = self.document.paths.0.iter();
        let operations = paths.flat_map(|(path, item)| {
            let all = item.operations.iter();
            all.map(move |(method, object)| self.operation(path, item, method, object))
        });
        operations.collect()
    }

    fn operation(
        &self,
        path: &'a str,
        item: &'a PathItem,
        method: &'a str,
        object: &'a Operation,
    ) -> DescribedOperation<'a> {
        // Of two parameters with the same name and location, the later one counts, in its own position.
        let mut keys = HashSet::new();
        let mut is_new = |one: &&'a Parameter| keys.insert((&one.name, &one.location));
        let followed = |one: &'a Parameter| self.target(one);
        let own: Vec<_> =
            object.parameters.iter().rev().map(followed).filter(&mut is_new).collect();
        let shared: Vec<_> = item.parameters.iter().map(followed).filter(&mut is_new).collect();
        let parameters = shared.into_iter().chain(own.into_iter().rev()).collect();
        DescribedOperation { path, method, object, parameters }
    }

    /// The servers of the document, of its paths and of its operations.
    pub(crate) fn servers(&self) -> impl Iterator<Item = &'a Server> {
        let own = self.document.servers.iter();
        let others = self.document.paths.0.values().flat_map(|item| {
            let of_operations = item.operations.values().filter_map(|one| one.servers.as_ref());
            item.servers.iter().chain(of_operations).flatten()
        });
        own.chain(others)
    }

    /// The security requirements of the document and of its operations, each with its JSON pointer.
    pub(crate) fn security_requirements(&self) -> Vec<(String, &'a Requirement)> {
        let own = self.document.security.iter().flatten().enumerate();
        let own = own.map(|(index, one)| (format!("/security/{index}"), one));
        let of_operations = self.document.operations().flat_map(|(_, _, operation)| {
            let all = operation.security.iter().flatten().enumerate();
            all.map(|(index, one)| (operation.pointer.item("security", index), one))
        });
        own.chain(of_operations).collect()
    }

    /// The request bodies of operations and components.
    pub(crate) fn request_bodies(&self) -> impl Iterator<Item = &'a RequestBody> {
        let of_operations =
            self.document.operations().filter_map(|(_, _, one)| one.request_body.as_ref());
        let all = of_operations.chain(self.document.components.request_bodies.values());
        all.filter(|body| body.reference.is_none())
    }

    /// The responses of operations and components.
    pub(crate) fn responses(&self) -> impl Iterator<Item = &'a Response> {
        let of_operations =
            self.document.operations().flat_map(|(_, _, one)| one.responses.values());
        of_operations.chain(self.document.components.responses.values())
    }

    /// All schemas that are not references; inner ones after outer ones.
    pub(crate) fn schemas(&self) -> Vec<&'a Schema> {
        let mut all = Vec::new();
        let mut open: Vec<&Schema> = self.document.outer_schemas();
        open.reverse();
        while let Some(schema) = open.pop() {
            open.extend(schema.subschemas().into_iter().rev());
            all.extend(Some(schema).filter(|schema| schema.reference.is_none()));
        }
        all
    }

    /// The pointers of the components that an operation refers to for a parameter, a body or a response.
    pub(crate) fn components_of(&self, operation: &'a Operation) -> Vec<&'a str> {
        let mut all = Vec::new();
        all.extend(operation.parameters.iter().filter_map(|one| self.component_of(one)));
        all.extend(operation.request_body.iter().filter_map(|one| self.component_of(one)));
        all.extend(operation.responses.values().filter_map(|one| self.component_of(one)));
        all
    }

    fn component_of<T: Component>(&self, one: &'a T) -> Option<&'a str> {
        one.reference().map(|_| &**self.target(one).pointer())
    }

    /// The weight of an object with everything it consists of, as [`weight`] counts it.
    pub(crate) fn weight_of(&self, pointer: &str) -> usize {
        self.value(pointer).map_or(0, weight)
    }

    /// The weight of a schema without the variants of a union.
    pub(crate) fn weight_beside_variants(&self, schema: &Schema) -> usize {
        let unions = ["oneOf", "anyOf"];
        let keywords = self.value(&schema.pointer).and_then(Value::as_object).into_iter().flatten();
        let beside = keywords.filter(|(name, _)| !unions.contains(&name.as_str()));
        beside.map(|(_, value)| weight(value)).sum()
    }
}
