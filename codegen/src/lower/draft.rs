//! The document while passes rewrite it, and the facts that they find.

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use crate::openapi::document::Document;
use crate::openapi::document::json::Json;
use crate::openapi::document::operation::Paging;
use crate::openapi::document::schema::Schema;

/// A document in the middle of lowering.
///
/// A pass rewrites the document. What it finds beyond that is a field here, never a key of the
/// document, so that no document can pretend to be one that was lowered.
#[derive(Debug, Serialize)]
pub(crate) struct Draft {
    #[serde(skip)]
    pub(crate) document: Document,

    /// Whether it is a document from elsewhere: it says nowhere of a success that its body may be missing, because
    /// it has no word for it, and of few lists how they are paged.
    #[serde(skip)]
    pub(crate) is_from_elsewhere: bool,

    /// What became of the named schemas of the document: by its name there, a schema that passes
    /// rewrite like any other.
    #[serde(skip)]
    pub(crate) components: IndexMap<String, Schema>,

    /// By `operationId`.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(crate) operations: IndexMap<String, OperationFacts>,

    /// By the name of the schema of a union: how its variants are told apart.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(crate) tags: IndexMap<String, UnionTag>,

    /// By the name of the schema of a variant: the properties whose value makes it one, with that
    /// value.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(crate) tagged: IndexMap<String, IndexMap<String, String>>,
}

/// What passes find out about an operation.
#[derive(Debug, Default, Serialize)]
pub(crate) struct OperationFacts {
    /// The headers that have the same value in each request, by name.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(crate) headers: IndexMap<String, String>,

    /// The media types of the request body that are others by name only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) equal_media_types: Vec<String>,

    /// What `x-guestlist-paging` would say, where the document does not say it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "write_paging")]
    pub(crate) guessed_paging: Option<Paging>,
}

/// The property whose value tells the variants of a union apart.
#[derive(Debug, Serialize)]
pub(crate) struct UnionTag {
    pub(crate) property: String,

    /// By a value of the property: the names of the schemas that have it.
    pub(crate) values: IndexMap<String, Vec<String>>,

    /// Whether an object may lack the property.
    pub(crate) is_optional: bool,

    /// Whether the values are JSON: the property is not a string.
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

    /// The document as YAML, and what passes found out about it as a second YAML document.
    pub(crate) fn to_yaml(&self) -> String {
        let document = serde_yaml::to_string(&self.document.write()).unwrap_or_default();
        let has_facts =
            !(self.operations.is_empty() && self.tags.is_empty() && self.tagged.is_empty());
        let facts = has_facts.then(|| serde_yaml::to_string(self).unwrap_or_default());
        facts.map_or(document.clone(), |facts| format!("{document}---\n{facts}"))
    }
}
