//! The document while passes rewrite it, and the facts that they find.

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use crate::openapi::document::Document;
use crate::openapi::document::json::Json;
use crate::openapi::document::operation::Paging;
use crate::openapi::document::schema::Schema;

/// A document during lowering.
///
/// A pass rewrites the document. Its other results are fields of this type, never keys of the document, so
/// that no document can pretend to be lowered.
#[derive(Debug, Serialize)]
pub(crate) struct Draft {
    #[serde(skip)]
    pub(crate) document: Document,

    /// Whether it is a third-party document: it never says that the body of a success may be missing, because
    /// OpenAPI has no keyword for that, and it describes the paging of few lists.
    #[serde(skip)]
    pub(crate) is_from_elsewhere: bool,

    /// The results of the named schemas of the document: by the original name, a schema that passes rewrite
    /// like any other.
    #[serde(skip)]
    pub(crate) components: IndexMap<String, Schema>,

    /// The facts about operations, by `operationId`.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(crate) operations: IndexMap<String, OperationFacts>,

    /// The tags of unions, by the name of the union's schema.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(crate) tags: IndexMap<String, UnionTag>,

    /// The constant properties that select a variant, with their values, by the name of the variant's schema.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(crate) tagged: IndexMap<String, IndexMap<String, String>>,
}

/// Facts that passes find about an operation.
#[derive(Debug, Default, Serialize)]
pub(crate) struct OperationFacts {
    /// The headers that have the same value in each request, by name.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(crate) headers: IndexMap<String, String>,

    /// The media types of the request body that differ only in their names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) equal_media_types: Vec<String>,

    /// The guessed paging, if the document has no `x-guestlist-paging`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "write_paging")]
    pub(crate) guessed_paging: Option<Paging>,
}

/// The property that distinguishes the variants of a union.
#[derive(Debug, Serialize)]
pub(crate) struct UnionTag {
    pub(crate) property: String,

    /// The names of the schemas that have a value of the property, by that value.
    pub(crate) values: IndexMap<String, Vec<String>>,

    /// Whether an object may lack the property.
    pub(crate) is_optional: bool,

    /// Whether the values are JSON, because the property is not a string.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_json: bool,

    /// The name of the schema of objects with another value, or without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) default: Option<String>,
}

fn write_paging<S: Serializer>(paging: &Option<Paging>, to: S) -> Result<S::Ok, S::Error> {
    paging.as_ref().map(Json::write).serialize(to)
}

impl Draft {
    /// A document before the first pass.
    pub(crate) fn of(document: Document) -> Self {
        let named = document.components.schemas.keys();
        let components = named.map(|name| (name.clone(), Schema::reference_to(name))).collect();
        Self {
            document,
            is_from_elsewhere: false,
            components,
            operations: IndexMap::new(),
            tags: IndexMap::new(),
            tagged: IndexMap::new(),
        }
    }

    /// The document as YAML, and the facts that passes have found as a second YAML document.
    pub(crate) fn to_yaml(&self) -> String {
        let document = serde_yaml::to_string(&self.document.write()).unwrap_or_default();
        let has_facts =
            !(self.operations.is_empty() && self.tags.is_empty() && self.tagged.is_empty());
        let facts = has_facts.then(|| serde_yaml::to_string(self).unwrap_or_default());
        facts.map_or(document.clone(), |facts| format!("{document}---\n{facts}"))
    }
}
