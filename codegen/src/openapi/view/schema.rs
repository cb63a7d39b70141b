//! Schemas (OpenAPI 3.0.3, section 4.7.24).

use serde_json::Value;

use crate::openapi::document::json::Json as _;
use crate::openapi::document::schema::{JsonType, SCHEMAS};
use crate::openapi::syntax::budget::weight;
use crate::openapi::view::properties::{read, view};

view! {
    /// A schema, or a reference to one.
    SchemaView of Schema
}

impl<'a> SchemaView<'a> {
    /// The name of the schema that it refers to.
    pub(crate) fn referred(self) -> Option<&'a str> {
        self.0.string("$ref")?.strip_prefix(SCHEMAS)
    }

    /// The type; none where it is not one of JSON.
    pub(crate) fn ty(self) -> Option<JsonType> {
        JsonType::read(self.0.get("type")?)
    }

    /// The type as the document writes it.
    pub(crate) fn type_name(self) -> Option<&'a str> {
        self.0.string("type")
    }

    pub(crate) fn format(self) -> Option<&'a str> {
        self.0.string("format")
    }

    pub(crate) fn pattern(self) -> Option<&'a str> {
        self.0.string("pattern")
    }

    pub(crate) fn is_nullable(self) -> bool {
        self.0.boolean("nullable")
    }

    /// Whether it has no value but `null`.
    pub(crate) fn is_null(self) -> bool {
        self.ty() == Some(JsonType::Null) || self.values().is_some_and(|all| *all == [Value::Null])
    }

    /// The values of an enum.
    pub(crate) fn values(self) -> Option<&'a [Value]> {
        self.0.array("enum")
    }

    /// The only string that it allows.
    pub(crate) fn only_string(self) -> Option<&'a str> {
        match self.values()? {
            [Value::String(text)] => Some(text),
            _ => None,
        }
    }

    /// The names of the variants of an enum, where it names them.
    pub(crate) fn variant_names(self) -> Option<Vec<&'a str>> {
        self.0.has("x-enum-varnames").then(|| self.0.strings("x-enum-varnames").collect())
    }

    /// The names of the required properties.
    pub(crate) fn required(self) -> impl Iterator<Item = &'a str> {
        self.0.strings("required")
    }

    pub(crate) fn properties(self) -> impl Iterator<Item = (&'a str, Self)> {
        self.0.entries("properties").map(|(name, one)| (name, read::<Self>(one)))
    }

    pub(crate) fn property(self, name: &str) -> Option<Self> {
        self.0.get("properties")?.get(name).map(read::<Self>)
    }

    /// The schema itself and those that its values fit as well, by `allOf`; references are followed by `target`.
    pub(crate) fn merged(self, target: &impl Fn(Self) -> Self) -> Vec<Self> {
        // One that is deeper is not merged either, and a circle ends.
        const MOST: usize = 1_000;
        let mut all = vec![self];
        let mut at = 0;
        while let Some(schema) = all.get(at).copied().filter(|_| at < MOST) {
            all.extend(schema.all_of().map(target));
            at += 1;
        }
        all
    }

    pub(crate) fn has_properties(self) -> bool {
        self.0.has("properties")
    }

    pub(crate) fn has_items(self) -> bool {
        self.0.has("items")
    }

    pub(crate) fn items(self) -> Option<Self> {
        self.0.get("items").map(read::<Self>)
    }

    pub(crate) fn has_all_of(self) -> bool {
        self.0.has("allOf")
    }

    pub(crate) fn all_of(self) -> impl Iterator<Item = Self> {
        self.list("allOf")
    }

    /// The variants of the unions that it is, by keyword.
    pub(crate) fn unions(self) -> [(&'static str, impl Iterator<Item = Self>); 2] {
        UNIONS.map(|keyword| (keyword, self.list(keyword)))
    }

    /// The schemas that it is composed of: those of `allOf`, and the variants.
    pub(crate) fn composed(self) -> impl Iterator<Item = Self> {
        self.all_of().chain(UNIONS.into_iter().flat_map(move |keyword| self.list(keyword)))
    }

    /// What it counts without its variants.
    pub(crate) fn weight_beside_variants(self) -> usize {
        let beside = self.0.all().filter(|(name, _)| !UNIONS.contains(&name.as_str()));
        beside.map(|(_, value)| weight(value)).sum()
    }

    fn list(self, keyword: &str) -> impl Iterator<Item = Self> + use<'a> {
        self.0.array(keyword).into_iter().flatten().map(read::<Self>)
    }
}

const UNIONS: [&str; 2] = ["oneOf", "anyOf"];
