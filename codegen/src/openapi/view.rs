//! A document as the objects of OpenAPI that it is made of, with their pointers.
//!
//! In goes a [`Source`], with any mistakes, out come its objects by type, and the values that do not fit
//! the grammar. Users of a view never name a keyword: each type has a method for each property.

pub(crate) mod operation;
pub(crate) mod properties;
pub(crate) mod root;
pub(crate) mod schema;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::openapi::chains::Chains;
use crate::openapi::grammar::{ObjectType, Rule, is_method, layout_of, operation_rule};
use crate::openapi::pointer::escape;
use crate::openapi::source::Source;
use crate::openapi::view::operation::{Operation, OperationView, ParameterView, parameters};
use crate::openapi::view::properties::{Located, Properties, Typed, read};
use crate::openapi::view::root::{DocumentView, SecuritySchemeView, ServerView};
use crate::openapi::view::schema::SchemaView;

/// An object of the document, of any type.
#[derive(Clone, Debug)]
pub(crate) struct Object<'a> {
    pub(crate) ty: ObjectType,
    pub(crate) pointer: String,
    properties: Properties<'a>,
}

impl<'a> Object<'a> {
    /// The names of its properties, in the document's order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.properties.names()
    }

    /// The required properties that it lacks.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &'static str> {
        layout_of(self.ty).required.iter().copied().filter(|name| !self.properties.has(name))
    }

    /// The pointer of one of its properties.
    pub(crate) fn at(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, escape(name))
    }
}

/// A value that is not what the grammar says.
pub(crate) struct Mismatch<'a> {
    pub(crate) pointer: String,
    pub(crate) rule: Rule,
    pub(crate) value: &'a Value,
}

/// A document, taken apart once for all checks.
pub(crate) struct View<'a> {
    pub(crate) source: &'a Source,
    pub(crate) objects: Vec<Object<'a>>,
    pub(crate) mismatches: Vec<Mismatch<'a>>,
    /// The pointers of the references, with the type of the object that each stands for.
    pub(crate) references: HashMap<String, ObjectType>,
    /// Where references lead in the end, by pointer.
    chains: RefCell<Chains<String>>,
}

impl<'a> View<'a> {
    pub(crate) fn of(source: &'a Source) -> Self {
        let mut view = Self {
            source,
            objects: Vec::new(),
            mismatches: Vec::new(),
            references: HashMap::new(),
            chains: RefCell::default(),
        };
        view.visit(&source.document.value, Rule::One(ObjectType::Document), String::new());
        view
    }

    /// The document itself.
    pub(crate) fn root(&self) -> DocumentView<'a> {
        read::<DocumentView<'_>>(&self.source.document.value)
    }

    /// The value at a JSON pointer.
    pub(crate) fn value(&self, pointer: &str) -> Option<&'a Value> {
        self.source.document.value.pointer(pointer)
    }

    /// What a claim is about: the value at a JSON pointer, or the first that a JSONPath (RFC 9535)
    /// matches, as the target of an overlay does.
    pub(crate) fn claimed(&self, at: &str) -> Option<&'a Value> {
        match JsonPath::parse(at) {
            Ok(path) => path.query(&self.source.document.value).first(),
            Err(_) => self.value(at),
        }
    }

    /// Whether a claim is about something that could be: a JSON pointer, or a JSONPath that can be
    /// read.
    pub(crate) fn is_readable(at: &str) -> bool {
        at.is_empty() || at.starts_with('/') || JsonPath::parse(at).is_ok()
    }

    /// Whether the reference at a pointer leads nowhere, or cannot be followed.
    pub(crate) fn is_refused(&self, pointer: &str) -> bool {
        self.source.moved.refused.contains_key(pointer)
    }

    /// All objects of a type.
    pub(crate) fn all<'v, T: Typed<'a> + 'v>(&'v self) -> impl Iterator<Item = Located<'v, T>> {
        let objects = self.objects.iter().filter(|object| object.ty == T::TYPE);
        objects.map(|object| Located {
            pointer: Cow::Borrowed(object.pointer.as_str()),
            object: T::of(object.properties),
        })
    }

    /// The schemas that have names, in the document's order.
    pub(crate) fn named_schemas(
        &self,
    ) -> impl Iterator<Item = (&'a str, Located<'static, SchemaView<'a>>)> {
        self.components("schemas")
    }

    /// The security schemes, by name, in the document's order.
    pub(crate) fn security_schemes(
        &self,
    ) -> impl Iterator<Item = (&'a str, Located<'static, SecuritySchemeView<'a>>)> {
        self.components("securitySchemes")
    }

    /// The components of a group that are objects.
    fn components<T: Typed<'a>>(
        &self,
        group: &'static str,
    ) -> impl Iterator<Item = (&'a str, Located<'static, T>)> + use<'a, T> {
        let all = self.root().components(group).filter(|(_, value)| value.is_object());
        all.map(move |(name, value)| {
            let pointer = Cow::Owned(format!("/components/{group}/{}", escape(name)));
            (name, Located { pointer, object: T::of(Properties::of(value)) })
        })
    }

    /// The servers of the document; those of paths and operations are not among them.
    pub(crate) fn servers(&self) -> impl Iterator<Item = Located<'static, ServerView<'a>>> {
        self.root().servers().enumerate().map(|(index, object)| Located {
            pointer: Cow::Owned(format!("/servers/{index}")),
            object,
        })
    }

    /// All operations, in the document's order. Those under callbacks are not among them.
    pub(crate) fn operations(&self) -> Vec<Operation<'a>> {
        let mut operations = Vec::new();
        let paths = Properties::of(&self.source.document.value).entries("paths");
        for (path, item) in paths.filter(|(path, _)| !path.starts_with("x-")) {
            let item = Properties::of(item);
            for (method, operation) in item.all().filter(|(_, one)| one.is_object()) {
                if is_method(method) {
                    operations.push(self.operation(path, item, method, operation));
                }
            }
        }
        operations
    }

    fn operation(
        &self,
        path: &'a str,
        item: Properties<'a>,
        method: &'a str,
        operation: &'a Value,
    ) -> Operation<'a> {
        let outer = format!("/paths/{}", escape(path));
        let pointer = format!("{outer}/{method}");
        let shared = self.parameters(item, &outer);
        let own = self.parameters(Properties::of(operation), &pointer);
        // Of two of one name and location the later one counts, where it stands.
        let key = |one: &Located<'a, ParameterView<'a>>| (one.name(), one.location());
        let mut keys = HashSet::new();
        let own: Vec<_> = own.into_iter().rev().filter(|one| keys.insert(key(one))).collect();
        let shared = shared.into_iter().filter(|one| !keys.contains(&key(one)));
        let parameters = shared.chain(own.into_iter().rev()).collect();
        let object =
            Located { pointer: Cow::Owned(pointer), object: read::<OperationView<'_>>(operation) };
        Operation { path, method, object, parameters }
    }

    fn parameters(&self, of: Properties<'a>, pointer: &str) -> Vec<Located<'a, ParameterView<'a>>> {
        let all = parameters(of).iter().enumerate().map(|(index, value)| Located {
            pointer: Cow::Owned(format!("{pointer}/parameters/{index}")),
            object: read::<ParameterView<'_>>(value),
        });
        all.map(|one| self.follow(one)).filter(|one| one.all_properties().is_object()).collect()
    }

    /// The components that an operation refers to for a parameter, a body or a response, with their
    /// pointers.
    pub(crate) fn components_of(
        &self,
        operation: &Operation<'a>,
    ) -> impl Iterator<Item = (String, Properties<'a>)> {
        operation.object.referable().filter_map(|one| self.end_of(one))
    }

    /// The object that a reference leads to in the end; the object itself where it is not a reference,
    /// or one that leads nowhere or in a circle.
    pub(crate) fn follow<'v, T: Typed<'a>>(&self, start: Located<'v, T>) -> Located<'v, T> {
        match self.end_of(start.object.all_properties()) {
            Some((pointer, found)) => {
                Located { pointer: Cow::Owned(pointer), object: T::of(found) }
            }
            None => start,
        }
    }

    /// The same, where its pointer does not matter.
    pub(crate) fn target<T: Typed<'a>>(&self, start: T) -> T {
        self.end_of(start.all_properties()).map_or(start, |(_, found)| T::of(found))
    }

    /// Whether a reference to a pointer, where there is something, leads in a circle.
    pub(crate) fn leads_in_a_circle(&self, pointer: &str) -> bool {
        self.end(pointer).is_none()
    }

    fn end_of(&self, start: Properties<'a>) -> Option<(String, Properties<'a>)> {
        let end = self.end(self.next(start)?)?;
        let found = self.value(&end)?;
        Some((end, Properties::of(found)))
    }

    fn end(&self, first: &str) -> Option<String> {
        let next = |at: &String| self.next(Properties::of(self.value(at)?)).map(str::to_owned);
        self.chains.borrow_mut().end(first.to_owned(), next)
    }

    /// The pointer that a reference has, where there is something.
    fn next(&self, from: Properties<'a>) -> Option<&'a str> {
        let pointer = from.string("$ref")?.strip_prefix('#')?;
        self.value(pointer).map(|_| pointer)
    }

    fn visit(&mut self, value: &'a Value, rule: Rule, pointer: String) {
        if !rule.fits(value) {
            self.mismatches.push(Mismatch { pointer, rule, value });
            return;
        }
        match (rule, value) {
            (Rule::One(ty), Value::Object(_)) => self.enter(ty, value, pointer),
            (Rule::BooleanOrSchema, Value::Object(_)) => {
                self.enter(ObjectType::Schema, value, pointer)
            }
            (Rule::Array(_) | Rule::Strings, Value::Array(items)) => {
                let inner = if let Rule::Array(ty) = rule { Rule::One(ty) } else { Rule::String };
                for (index, item) in items.iter().enumerate() {
                    self.visit(item, inner, format!("{pointer}/{index}"));
                }
            }
            (Rule::Map(_) | Rule::StringMap | Rule::StringMapOrFalse, Value::Object(entries)) => {
                let inner = if let Rule::Map(ty) = rule { Rule::One(ty) } else { Rule::String };
                for (name, entry) in entries {
                    self.visit(entry, inner, format!("{pointer}/{}", escape(name)));
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, ty: ObjectType, value: &'a Value, pointer: String) {
        let properties = Properties::of(value);
        let is_reference =
            layout_of(ty).by_reference && ty != ObjectType::PathItem && properties.has("$ref");
        if is_reference {
            self.references.insert(pointer.clone(), ty);
        }
        let ty = if is_reference { ObjectType::Reference } else { ty };
        let layout = layout_of(ty);
        self.objects.push(Object { ty, pointer: pointer.clone(), properties });
        for (name, property) in properties.all() {
            let listed =
                layout.properties.iter().find(|(known, _)| known == name).map(|(_, rule)| *rule);
            let other = if name.starts_with("x-") { None } else { layout.others };
            if let Some(rule) = listed.or_else(|| operation_rule(ty, name)).or(other) {
                self.visit(property, rule, format!("{pointer}/{}", escape(name)));
            }
        }
    }
}
