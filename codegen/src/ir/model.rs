//! The types that named schemas become.

use std::ops::Index;

use crate::ir::id::{ModelId, PropertyId, VariantId};
use crate::ir::shape::Shape;
use crate::ir::types::Type;

/// A schema that becomes a type.
pub(crate) struct Model {
    pub(crate) id: ModelId,
    /// The name of the schema.
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) deprecated: bool,
    pub(crate) kind: ModelKind,
}

impl Index<ModelId> for Vec<Model> {
    type Output = Model;

    fn index(&self, id: ModelId) -> &Model {
        &self[id.0]
    }
}

pub(crate) enum ModelKind {
    Object {
        properties: Vec<Property>,
        /// The type of the properties that are not listed, where the document says one.
        additional: Option<Type>,
    },
    /// An enum of strings.
    Enum { variants: Vec<Variant> },
    /// An enum of values that are not all strings: the wire name of each is its JSON text.
    Values { variants: Vec<Variant> },
    /// Objects that the value of one property tells apart.
    Tagged { tag: Tag, variants: Vec<UnionVariant>, arms: Vec<Arm> },
    /// An object or a list.
    Either {
        object: UnionVariant,
        list: UnionVariant,
        /// Whether the document names the list first.
        list_first: bool,
    },
    /// What its shape tells apart.
    Choice { variants: Vec<UnionVariant> },
}

/// The property that tells the variants of a union apart.
pub(crate) struct Tag {
    pub(crate) property: String,
    /// Whether an object may lack it.
    pub(crate) is_optional: bool,
    /// Whether its values are JSON, rather than the text of strings.
    pub(crate) is_json: bool,
    /// The variant of objects with another value, or without one.
    pub(crate) default: Option<usize>,
}

/// The values of a tag that lead to the same variants.
pub(crate) struct Arm {
    pub(crate) texts: Vec<String>,
    /// One, or those that have the values in common, by index.
    pub(crate) variants: Vec<usize>,
}

pub(crate) struct Property {
    pub(crate) id: PropertyId,
    pub(crate) wire: String,
    pub(crate) description: String,
    /// What else the document says of it, a sentence each.
    pub(crate) notes: Vec<String>,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    /// The one value of an enum that has only one: `new` fills it in.
    pub(crate) only: Option<VariantId>,
    pub(crate) read_only: bool,
    pub(crate) deprecated: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    RequiredNullable,
    Optional,
    OptionalNullable,
    /// The property that makes an object one of its union: always there, always this text.
    Tag(String),
}

pub(crate) struct Variant {
    pub(crate) id: VariantId,
    pub(crate) wire: String,
    /// What the document calls it, or else the value as a string.
    pub(crate) name: String,
    pub(crate) description: String,
}

pub(crate) struct UnionVariant {
    pub(crate) id: VariantId,
    /// The title of its schema, where that has no name.
    pub(crate) title: String,
    /// What it holds; for the list of an [`ModelKind::Either`], what the list holds.
    pub(crate) ty: Type,
    pub(crate) shape: Shape,
    pub(crate) description: String,
}
