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
        /// The type of the properties that are not listed, if the document has one.
        additional: Option<Type>,
    },
    /// An enum of strings.
    Enum { variants: Vec<Variant> },
    /// An enum of values that are not all strings: the wire name of each is its JSON text.
    Values { variants: Vec<Variant> },
    /// Objects distinguished by the value of one property.
    Tagged { tag: Tag, variants: Vec<UnionVariant>, arms: Vec<Arm> },
    /// An object or an array.
    Either {
        object: UnionVariant,
        list: UnionVariant,
        /// Whether the array comes first in the document.
        list_first: bool,
    },
    /// Variants distinguished by their shape.
    Choice { variants: Vec<UnionVariant> },
}

/// The property that distinguishes the variants of a union.
pub(crate) struct Tag {
    pub(crate) property: String,
    /// Whether an object may lack the property.
    pub(crate) is_optional: bool,
    /// Whether its values are JSON, rather than strings.
    pub(crate) is_json: bool,
    /// The variant of objects with another value, or without one.
    pub(crate) default: Option<usize>,
}

/// The values of a tag that select the same variants.
pub(crate) struct Arm {
    pub(crate) texts: Vec<String>,
    /// The index of one variant, or the indices of several that share the values.
    pub(crate) variants: Vec<usize>,
}

pub(crate) struct Property {
    pub(crate) id: PropertyId,
    pub(crate) wire: String,
    pub(crate) description: String,
    /// Further facts from the document, one sentence each.
    pub(crate) notes: Vec<String>,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    /// The only value of an enum with one variant: `new` fills it in.
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
    /// The property that selects the variant of a union: always present, always with this string.
    Tag(String),
}

pub(crate) struct Variant {
    pub(crate) id: VariantId,
    pub(crate) wire: String,
    /// Its name in the document, or else its value as a string.
    pub(crate) name: String,
    pub(crate) description: String,
}

pub(crate) struct UnionVariant {
    pub(crate) id: VariantId,
    /// The title of its schema, if the schema has no name.
    pub(crate) title: String,
    /// Its type; for the array of a [`ModelKind::Either`], the type of the items.
    pub(crate) ty: Type,
    pub(crate) shape: Shape,
    pub(crate) description: String,
}
