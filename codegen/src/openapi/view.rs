//! A document, seen as the objects of OpenAPI that it is made of.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::openapi::chains::Chains;
use crate::openapi::grammar::{METHODS, ObjectType, Rule, layout_of};
use crate::openapi::pointer::escape;
use crate::openapi::source::Source;

/// An object of the document.
#[derive(Clone, Debug)]
pub(crate) struct Object<'a> {
    pub(crate) kind: ObjectType,
    pub(crate) pointer: String,
    pub(crate) members: &'a Map<String, Value>,
}

impl<'a> Object<'a> {
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.members.get(name)?.as_str()
    }

    pub(crate) fn texts(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.members
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
    }

    pub(crate) fn map(&self, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.members.get(name).and_then(Value::as_object).into_iter().flatten()
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.members.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The pointer of one of its members.
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

/// An operation with the path that it stands at.
pub(crate) struct Operation<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) object: Object<'a>,
    /// Its own parameters after those of its path, references followed.
    pub(crate) parameters: Vec<Object<'a>>,
}

impl Operation<'_> {
    /// Its operationId, empty where it has none.
    pub(crate) fn id(&self) -> &str {
        self.object.text("operationId").unwrap_or_default()
    }

    /// How messages name it.
    pub(crate) fn title(&self) -> String {
        match self.id() {
            "" => format!("{} {}", self.method.to_uppercase(), self.path),
            id => id.to_owned(),
        }
    }
}

/// A document, cut up once for all checks.
pub(crate) struct View<'a> {
    pub(crate) source: &'a Source,
    pub(crate) objects: Vec<Object<'a>>,
    pub(crate) mismatches: Vec<Mismatch<'a>>,
    /// The pointers of the references, with the kind of object that each stands for.
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

    /// All objects of a kind.
    pub(crate) fn all(&self, kind: ObjectType) -> impl Iterator<Item = &Object<'a>> {
        self.objects.iter().filter(move |object| object.kind == kind)
    }

    /// All operations, in the document's order. Those under callbacks are not among them.
    pub(crate) fn operations(&self) -> Vec<Operation<'a>> {
        let mut operations = Vec::new();
        let paths = self.source.document.value.get("paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"))
        {
            let shared = item.get("parameters");
            for (method, operation) in item.as_object().into_iter().flatten() {
                let (true, Some(members)) =
                    (METHODS.contains(&method.as_str()), operation.as_object())
                else {
                    continue;
                };
                let at = format!("/paths/{}", escape(path));
                let pointer = format!("{at}/{method}");
                let shared = self.parameters(shared, &at);
                let own = self.parameters(members.get("parameters"), &pointer);
                // Of two of one name and place the later one counts, where it stands.
                let key = |one: &Object<'a>| (one.text("name"), one.text("in"));
                let mut keys = HashSet::new();
                let own: Vec<_> =
                    own.into_iter().rev().filter(|one| keys.insert(key(one))).collect();
                let shared = shared.into_iter().filter(|one| !keys.contains(&key(one)));
                let parameters = shared.chain(own.into_iter().rev()).collect();
                let object = Object { kind: ObjectType::Operation, pointer, members };
                operations.push(Operation { path, method, object, parameters });
            }
        }
        operations
    }

    fn parameters(&self, list: Option<&'a Value>, at: &str) -> Vec<Object<'a>> {
        let list = list.and_then(Value::as_array).into_iter().flatten().enumerate();
        list.filter_map(|(index, value)| {
            let found = self.follow(value, format!("{at}/parameters/{index}"));
            Some(Object {
                kind: ObjectType::Parameter,
                pointer: found.1,
                members: found.0.as_object()?,
            })
        })
        .collect()
    }

    /// The value that a reference leads to in the end, and its pointer; the value itself where it is
    /// no reference, or one that leads nowhere or in a circle.
    pub(crate) fn follow(&self, value: &'a Value, pointer: String) -> (&'a Value, String) {
        let end = self.target(value).and_then(|first| self.end(first));
        let found = end.and_then(|end| Some((self.source.document.value.pointer(&end)?, end)));
        found.unwrap_or((value, pointer))
    }

    /// Whether a reference to a pointer, where there is something, leads in a circle.
    pub(crate) fn leads_in_a_circle(&self, pointer: &str) -> bool {
        self.end(pointer).is_none()
    }

    fn end(&self, first: &str) -> Option<String> {
        let document = &self.source.document.value;
        let next = |at: &String| self.target(document.pointer(at)?).map(str::to_owned);
        self.chains.borrow_mut().end(first.to_owned(), next)
    }

    /// The pointer that a reference has, where there is something.
    fn target<'b>(&self, value: &'b Value) -> Option<&'b str> {
        let pointer = value.get("$ref")?.as_str()?.strip_prefix('#')?;
        self.source.document.value.pointer(pointer).map(|_| pointer)
    }

    /// The schemas that have names, in the document's order.
    pub(crate) fn named_schemas(&self) -> impl Iterator<Item = (&'a String, Object<'a>)> {
        let schemas = self.source.document.value.pointer("/components/schemas");
        schemas.and_then(Value::as_object).into_iter().flatten().filter_map(|(name, schema)| {
            let pointer = format!("/components/schemas/{}", escape(name));
            Some((name, Object { kind: ObjectType::Schema, pointer, members: schema.as_object()? }))
        })
    }

    fn visit(&mut self, value: &'a Value, rule: Rule, pointer: String) {
        if !rule.fits(value) {
            self.mismatches.push(Mismatch { pointer, rule, value });
            return;
        }
        match (rule, value) {
            (Rule::One(kind), Value::Object(members)) => self.enter(kind, members, pointer),
            (Rule::BooleanOrSchema, Value::Object(members)) => {
                self.enter(ObjectType::Schema, members, pointer)
            }
            (Rule::Array(_) | Rule::Strings, Value::Array(items)) => {
                let inner =
                    if let Rule::Array(kind) = rule { Rule::One(kind) } else { Rule::String };
                for (index, item) in items.iter().enumerate() {
                    self.visit(item, inner, format!("{pointer}/{index}"));
                }
            }
            (Rule::Map(_) | Rule::StringMap, Value::Object(members)) => {
                let inner = if let Rule::Map(kind) = rule { Rule::One(kind) } else { Rule::String };
                for (name, member) in members {
                    self.visit(member, inner, format!("{pointer}/{}", escape(name)));
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, kind: ObjectType, members: &'a Map<String, Value>, pointer: String) {
        let is_reference = layout_of(kind).by_reference
            && kind != ObjectType::PathItem
            && members.contains_key("$ref");
        if is_reference {
            self.references.insert(pointer.clone(), kind);
        }
        let kind = if is_reference { ObjectType::Reference } else { kind };
        let shape = layout_of(kind);
        self.objects.push(Object { kind, pointer: pointer.clone(), members });
        for (name, member) in members {
            let listed =
                shape.members.iter().find(|(known, _)| known == name).map(|(_, rule)| *rule);
            let other = if name.starts_with("x-") { None } else { shape.others };
            if let Some(rule) = listed.or(other) {
                self.visit(member, rule, format!("{pointer}/{}", escape(name)));
            }
        }
    }
}

/// The name of the schema that a schema refers to.
pub(crate) fn name_of_reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")
}

/// The only text that a schema allows.
pub(crate) fn one_value(schema: &Value) -> Option<&str> {
    match schema.get("enum")?.as_array()?.as_slice() {
        [Value::String(text)] => Some(text),
        _ => None,
    }
}
