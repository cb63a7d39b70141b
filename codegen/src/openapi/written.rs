//! The objects of a document as written, by the grammar of the specification.
//!
//! It lists the objects of a document by type, its references, and the values that do not fit the grammar;
//! the JSON may have any mistakes. It never interprets an object: a
//! [`Document`](crate::openapi::document::Document) does.

use std::collections::HashMap;

use serde_json::Value;

use crate::openapi::document::reading::Edition;
use crate::openapi::grammar::layout_of;
use crate::openapi::pointer::escape;
use crate::openapi::rule::{ObjectType, Rule};
use crate::openapi::{grammar, later};

/// An object of the document, of any type.
#[derive(Clone, Debug)]
pub(crate) struct Object<'a> {
    pub(crate) ty: ObjectType,
    pub(crate) pointer: String,
    value: &'a Value,
}

impl<'a> Object<'a> {
    /// The names of its properties, in the document's order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.value.as_object().into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// The required properties that are missing.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &'static str> {
        let required = layout_of(self.ty).required.iter().copied();
        required.filter(|name| self.value.get(name).is_none())
    }

    /// The pointer that it refers to, if it is a reference.
    pub(crate) fn target(&self) -> Option<&'a str> {
        self.value.get("$ref")?.as_str()
    }

    /// The types in the `type` of a schema.
    pub(crate) fn type_names(&self) -> impl Iterator<Item = &'a str> {
        let named = self.value.get("type").filter(|_| self.ty == ObjectType::Schema);
        let several = named.and_then(Value::as_array).into_iter().flatten();
        named.into_iter().chain(several).filter_map(Value::as_str)
    }

    /// The pointer of one of its properties.
    pub(crate) fn at(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, escape(name))
    }
}

/// A value that does not fit the grammar.
pub(crate) struct Mismatch<'a> {
    pub(crate) pointer: String,
    pub(crate) rule: Rule,
    pub(crate) value: &'a Value,
}

/// The objects of a document.
pub(crate) struct Written<'a> {
    pub(crate) edition: Edition,
    pub(crate) objects: Vec<Object<'a>>,
    pub(crate) mismatches: Vec<Mismatch<'a>>,
    /// The pointers of the references, with the type of object that each replaces.
    pub(crate) references: HashMap<String, ObjectType>,
}

/// Keywords whose schemas are not read in a third-party document: nothing is generated from them.
const NOT_READ: [&str; 3] = ["$defs", "definitions", "not"];

impl<'a> Written<'a> {
    pub(crate) fn of(document: &'a Value, edition: Edition) -> Self {
        let mut written = Self {
            edition,
            objects: Vec::new(),
            mismatches: Vec::new(),
            references: HashMap::new(),
        };
        written.visit(document, Rule::One(ObjectType::Document), String::new());
        written
    }

    /// The objects of a type. A reference is of its own type, whatever it stands for.
    pub(crate) fn all(&self, ty: ObjectType) -> impl Iterator<Item = &Object<'a>> {
        self.objects.iter().filter(move |object| object.ty == ty)
    }

    fn fits(&self, rule: Rule, value: &Value) -> bool {
        match self.edition {
            Edition::V3_0 => rule.fits(value),
            Edition::Any => rule.fits_any_version(value),
        }
    }

    fn rule_of(&self, ty: ObjectType, name: &str) -> Option<Rule> {
        match self.edition {
            Edition::V3_0 => grammar::rule_of(ty, name),
            Edition::Any if ty == ObjectType::Schema && NOT_READ.contains(&name) => None,
            Edition::Any => later::rule_of(ty, name),
        }
    }

    fn visit(&mut self, value: &'a Value, rule: Rule, pointer: String) {
        if !self.fits(rule, value) {
            self.mismatches.push(Mismatch { pointer, rule, value });
            return;
        }
        if let (Some(ty), true) = (rule.object_type(value), value.is_object()) {
            return self.enter(ty, value, pointer);
        }
        let Some(inner) = rule.entries() else { return };
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(item, inner, format!("{pointer}/{index}"));
                }
            }
            Value::Object(entries) => {
                for (name, entry) in entries {
                    self.visit(entry, inner, format!("{pointer}/{}", escape(name)));
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, ty: ObjectType, value: &'a Value, pointer: String) {
        let is_reference =
            layout_of(ty).by_reference && ty != ObjectType::PathItem && value.get("$ref").is_some();
        // Since OpenAPI 3.1, a schema may have other keywords beside its reference.
        let is_both = is_reference && ty == ObjectType::Schema && self.edition == Edition::Any;
        if is_reference {
            self.references.insert(pointer.clone(), ty);
            let ty = ObjectType::Reference;
            self.objects.push(Object { ty, pointer: pointer.clone(), value });
        }
        if !is_reference || is_both {
            self.objects.push(Object { ty, pointer: pointer.clone(), value });
        }
        let ty = if is_reference && !is_both { ObjectType::Reference } else { ty };
        for (name, property) in value.as_object().into_iter().flatten() {
            if is_reference && name == "$ref" {
                self.visit(property, Rule::String, format!("{pointer}/$ref"));
            } else if let Some(rule) = self.rule_of(ty, name) {
                self.visit(property, rule, format!("{pointer}/{}", escape(name)));
            }
        }
    }
}
