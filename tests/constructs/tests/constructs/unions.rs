//! The unions and enums in a value, found through the document, and the variant as which each was read.
//!
//! The document gives the place of a union, the `{:?}` output gives its variant, and the names of variants
//! are written by hand in `cases/`: nothing comes from the generator.

use std::collections::BTreeMap;

use camino::Utf8Path;
use guestlist::execution::mutations::tree::{Step, Tree};
use guestlist::execution::schema::Oracle;
use guestlist_corpus::documents;
use guestlist_tests::shown::Shown;
use serde_json::Value;

use crate::cases::{VARIANTS, files};

/// The document, with the names that the variants of its unions and enums have in Rust.
pub(crate) struct Document {
    pub(crate) oracle: Oracle,
    pub(crate) variants: BTreeMap<String, Vec<String>>,
    texts: BTreeMap<String, String>,
}

/// A union, or an enum, in a value.
pub(crate) struct Union<'a> {
    /// Where it stands.
    pub(crate) path: Vec<Step>,
    /// Its schema, by name.
    pub(crate) name: &'a str,
    /// What stands there.
    pub(crate) value: &'a Tree,
    /// The variant that it was read as.
    pub(crate) variant: String,
}

/// The schemas that `parents.rs` tries.
const PARENTS: [&str; 21] = [
    "Worm",
    "Pay",
    "Card",
    "Bank",
    "Iban",
    "Routing",
    "Beast",
    "Lion",
    "Bird",
    "Eagle",
    "Zoo",
    "Admission",
    "SeatTicket",
    "OtherTicket",
    "Level",
    "LowLevel",
    "HighLevel",
    "Torch",
    "LitTorch",
    "DarkTorch",
    "Reply",
];

impl Document {
    pub(crate) fn new() -> Self {
        let path = Utf8Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml"));
        let mut document = documents::read(path).unwrap();
        let schemas = document["components"]["schemas"].as_object_mut().unwrap();
        // A schema that is `allOf` its own union has no meaning for a validator.
        schemas.retain(|name, _| !PARENTS.contains(&name.as_str()));
        let oracle = Oracle::of(&document);
        let mut variants = BTreeMap::new();
        for (schema, rows) in files().iter().flatten() {
            if let Some(names) = rows.get(VARIANTS) {
                let names = serde_yaml::from_value(names.clone()).unwrap();
                variants.insert(schema.as_str().unwrap().to_owned(), names);
            }
        }
        let texts = oracle.names().map(|name| (name.to_owned(), oracle.schema(name)));
        let texts = texts.map(|(name, schema)| (name, schema.unwrap().to_string())).collect();
        Self { oracle, variants, texts }
    }

    /// Whether another schema refers to this one.
    pub(crate) fn is_used(&self, name: &str) -> bool {
        let reference = format!("\"#/components/schemas/{name}\"");
        self.texts.iter().any(|(own, text)| own != name && text.contains(&reference))
    }

    /// Whether a schema becomes a union.
    pub(crate) fn is_union(&self, name: &str) -> bool {
        self.variants.contains_key(name) && self.values(name).is_empty()
    }

    /// The values of an enum, in one list or in several; none of what is no enum.
    pub(crate) fn values(&self, name: &str) -> Vec<&Value> {
        let listed =
            |schema: &'_ Value| schema["enum"].as_array().is_some_and(|all| !all.is_empty());
        let schema = self.oracle.schema(name).unwrap();
        let members = self.oracle.members(name);
        let is_enum = |one: &&Value| listed(one) || !one["const"].is_null();
        let parts = if listed(schema) { vec![schema] } else { members };
        if !parts.iter().all(is_enum) {
            return Vec::new();
        }
        let values = parts.into_iter().flat_map(|part| match part["enum"].as_array() {
            Some(values) => values.iter().collect(),
            None => vec![&part["const"]],
        });
        values.filter(|value| !value.is_null()).collect()
    }

    /// The unions in a value of a schema, the outer ones first.
    pub(crate) fn unions<'a>(
        &'a self,
        name: &str,
        body: &'a Tree,
        shown: &Shown,
    ) -> Vec<Union<'a>> {
        let mut walk = Walk { document: self, path: Vec::new(), found: Vec::new() };
        let schema = self.texts.get_key_value(name).map(|(name, _)| name.as_str());
        walk.named(schema.unwrap(), body, shown);
        walk.found
    }
}

/// The schemas that a union may be: those that it lists, or one for each JSON type.
pub(crate) fn members(oracle: &Oracle, name: &str) -> Vec<Value> {
    let schema = oracle.schema(name).unwrap();
    let of_type = |ty: &Value| {
        let mut schema = schema.clone();
        schema["type"] = ty.clone();
        schema
    };
    match schema["type"].as_array() {
        Some(types) => types.iter().filter(|ty| *ty != "null").map(of_type).collect(),
        None => oracle.members(name).into_iter().cloned().collect(),
    }
}

struct Walk<'a> {
    document: &'a Document,
    path: Vec<Step>,
    found: Vec<Union<'a>>,
}

impl<'a> Walk<'a> {
    fn named(&mut self, name: &'a str, value: &'a Tree, shown: &Shown) {
        let Some(schema) = self.document.oracle.schema(name) else { return };
        match self.document.variants.get(name) {
            Some(variants) if !is_nothing(shown) => {
                self.union(name, variants, value, shown.held());
            }
            _ => self.value(schema, value, shown),
        }
    }

    fn union(&mut self, name: &'a str, variants: &[String], value: &'a Tree, shown: &Shown) {
        let (path, variant) = (self.path.clone(), shown.name.clone());
        let index = variants.iter().position(|known| *known == variant);
        self.found.push(Union { path, name, value, variant });
        let Some((index, inner)) = index.zip(shown.items.first()) else { return };
        if let Some(member) = self.document.oracle.members(name).get(index) {
            self.value(member, value, inner);
        }
        // What stands beside a union is said of each variant.
        self.parts(self.document.oracle.schema(name).unwrap_or(&Value::Null), value, inner);
    }

    fn value(&mut self, schema: &'a Value, value: &'a Tree, shown: &Shown) {
        if is_nothing(shown) {
            return;
        }
        let shown = shown.held();
        if let Some(target) = schema["$ref"].as_str().and_then(|text| text.rsplit('/').next()) {
            return self.named(target, value, shown);
        }
        // What may also be null is what it is besides.
        let members = ["oneOf", "anyOf"].into_iter().filter_map(|word| schema[word].as_array());
        let members: Vec<&Value> =
            members.flatten().filter(|member| member["type"] != "null").collect();
        match members[..] {
            [only] => self.value(only, value, shown),
            _ => self.parts(schema, value, shown),
        }
    }

    /// The unions in the properties, entries and items of a value.
    fn parts(&mut self, schema: &'a Value, value: &'a Tree, shown: &Shown) {
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.value(part, value, shown);
        }
        match value {
            Tree::Object(members) => {
                for (name, value) in members {
                    let own = &schema["properties"][name.as_str()];
                    let others = &schema["additionalProperties"];
                    let map = shown.field("additional").unwrap_or(shown);
                    let (schema, shown) = match own {
                        Value::Null => (others, map.entry(name)),
                        own => (own, shown.field(name)),
                    };
                    if let Some(shown) = shown {
                        self.step(Step::Member(name.clone()), schema, value, shown);
                    }
                }
            }
            Tree::List(items) => {
                for (index, (value, shown)) in items.iter().zip(&shown.items).enumerate() {
                    self.step(Step::Item(index), &schema["items"], value, shown);
                }
            }
            Tree::Scalar(_) => {}
        }
    }

    fn step(&mut self, step: Step, schema: &'a Value, value: &'a Tree, shown: &Shown) {
        self.path.push(step);
        self.value(schema, value, shown);
        self.path.pop();
    }
}

/// Whether an `Option` or a `Field` holds nothing: `null` need not be a union's value.
fn is_nothing(shown: &Shown) -> bool {
    matches!(shown.name.as_str(), "None" | "Null")
}
