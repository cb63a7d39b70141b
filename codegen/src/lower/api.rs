//! The lowered document, as types.
//!
//! Reading cannot fail: what a check has let through is all there, and names are those of Rust.

use std::collections::HashSet;

use serde_json::Value;

use super::access::{self, Access, Scheme, Server};
use super::calls::{self, Operation};
use super::document::{entries, list, operations, text};
use super::documented::{Documented, documented};
use super::models::{components, models};
use crate::names::{Names, argument, cut, file, free};

/// An API.
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: String,
    /// Where the API is; the first one unless told otherwise.
    pub(crate) servers: Vec<Server>,
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) access: Access,
    pub(crate) tags: Vec<Tag>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) models: Vec<Model>,
    /// The named schemas as the document has them, and the types that they became.
    pub(crate) components: Vec<(String, Type)>,
    /// The values that the document shows.
    pub(crate) documented: Vec<Documented>,
    /// The headers in which the API tells its limits, by what they tell.
    pub(crate) rate_limit: Vec<(String, String)>,
}

pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) module: String,
    pub(crate) description: String,
    pub(crate) url: Option<String>,
}

/// A schema that becomes a type.
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) deprecated: bool,
    pub(crate) kind: ModelKind,
}

pub(crate) enum ModelKind {
    Object {
        members: Vec<Member>,
        /// The type of the members that are not listed, where the document says one.
        additional: Option<Type>,
    },
    /// An enum of texts.
    Enum { variants: Vec<Variant> },
    /// An enum of values that are not all text: the wire name of each is its JSON text.
    Values { variants: Vec<Variant> },
    /// Objects that the text of one member tells apart.
    Tagged {
        tag: String,
        /// Whether an object may lack it.
        may_lack_tag: bool,
        variants: Vec<UnionVariant>,
        arms: Vec<Arm>,
    },
    /// An object or a list.
    Either {
        object: UnionVariant,
        list: UnionVariant,
        /// Whether the document names the list first.
        list_first: bool,
    },
    /// What its form tells apart.
    Choice { variants: Vec<UnionVariant> },
}

/// The texts of a tag that lead to the same variants.
pub(crate) struct Arm {
    pub(crate) texts: Vec<String>,
    /// One, or those that have the texts in common, by index.
    pub(crate) variants: Vec<usize>,
}

pub(crate) struct Member {
    pub(crate) wire: String,
    pub(crate) rust: String,
    pub(crate) description: String,
    /// What else the document says of it, a sentence each.
    pub(crate) notes: Vec<String>,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    /// The one value of an enum that has only one: `new` fills it in.
    pub(crate) only: Option<String>,
    pub(crate) read_only: bool,
    pub(crate) deprecated: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    RequiredNullable,
    Optional,
    OptionalNullable,
    /// The member that makes an object one of its union: always there, always this text.
    Tag(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Bool,
    Integer(Width),
    /// Any number, as it was spelled.
    Number,
    Text,
    Timestamp,
    Date,
    Uuid,
    /// Any JSON value.
    Any,
    /// Any JSON object.
    Free,
    List(Box<Type>),
    /// An object whose members have all one type.
    Map(Box<Type>),
    Nullable(Box<Type>),
    /// What contains itself.
    Boxed(Box<Type>),
    Model(String),
}

impl Type {
    /// The model that it is, or that it may be beside `null`.
    pub(crate) fn model(&self) -> Option<&str> {
        match self {
            Self::Model(name) => Some(name),
            Self::Nullable(inner) | Self::Boxed(inner) => inner.model(),
            _ => None,
        }
    }
}

/// How many bits an integer has, as its Rust type says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Width(pub(crate) &'static str);

pub(crate) struct Variant {
    pub(crate) wire: String,
    pub(crate) rust: String,
    pub(crate) description: String,
}

pub(crate) struct UnionVariant {
    pub(crate) rust: String,
    /// What it holds; for the list of an [`ModelKind::Either`], what the list holds.
    pub(crate) ty: Type,
    pub(crate) form: Form,
    pub(crate) description: String,
}

/// What a variant of a union looks like on the wire.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Form {
    Object { required: Vec<String>, members: Vec<(String, Form)> },
    List(Option<Box<Form>>),
    Text(Vec<Like>),
    Integer,
    Number,
    Flag,
    Any,
    Union(Vec<Form>),
}

/// What a text is like: a name of the runtime's, or values, or a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Like {
    Format(&'static str),
    OneOf(Vec<String>),
    Pattern(String),
    Length(u64, u64),
}

impl Api {
    /// Whether anything in it is deprecated.
    pub(crate) fn has_deprecated(&self) -> bool {
        let has_member = |kind: &ModelKind| match kind {
            ModelKind::Object { members, .. } => members.iter().any(|member| member.deprecated),
            _ => false,
        };
        self.operations.iter().any(|operation| operation.deprecated)
            || self.models.iter().any(|model| model.deprecated || has_member(&model.kind))
    }

    /// Reads a lowered document.
    pub(super) fn of(document: &Value) -> Self {
        let schemes = access::schemes(document);
        let rate_limit = entries(document.get("x-guestlist-rate-limit"));
        let operation = |found| calls::operation(document, found);
        let (operations, models) = rayon::join(
            || operations(document).into_iter().map(operation).collect::<Vec<_>>(),
            || models(document),
        );
        let methods: Vec<String> =
            operations.iter().map(|operation| operation.method_name.clone()).collect();
        Self {
            title: text(document, "/info/title"),
            version: text(document, "/info/version"),
            description: text(document, "/info/description"),
            rate_limit: rate_limit.map(|(part, name)| (part.clone(), text(name, ""))).collect(),
            servers: access::servers(document),
            access: access::access(document, &schemes, &methods),
            schemes,
            tags: tags(document, &operations),
            operations,
            documented: documented(document, &models),
            models,
            components: components(document),
        }
    }
}

/// The names that modules beside those of the tags have.
const MODULES: [&str; 6] = ["models", "wire", "mock", "client", "generated", "runtime"];

/// The tags that have operations.
fn tags(document: &Value, operations: &[Operation]) -> Vec<Tag> {
    let mut taken = Names::of(MODULES);
    let mut tags: Vec<Tag> = Vec::new();
    // Each that is taken out has its module.
    let mut used: HashSet<&str> = operations.iter().map(|one| one.tag.as_str()).collect();
    for value in list(document.get("tags")) {
        let name = text(value, "/name");
        if !used.remove(name.as_str()) {
            continue;
        }
        let url = value.pointer("/externalDocs/url").and_then(Value::as_str).map(str::to_owned);
        let module = free(&file(&argument(cut(&name))), &mut taken);
        tags.push(Tag { module, description: text(value, "/description"), url, name });
    }
    tags
}
