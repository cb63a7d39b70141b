//! The lowered document, as types.
//!
//! Reading cannot fail: what a check has let through is all there, and names are those of Rust.

use serde_json::Value;

use super::access::{self, Access, Scheme, Server};
use super::calls::{self, Operation};
use super::document::{entries, list, operations, text};
use super::models::models;
use crate::names::{argument, free};

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
    },
    Enum {
        variants: Vec<Variant>,
    },
    /// Objects that the text of one member tells apart.
    Tagged {
        tag: String,
        variants: Vec<UnionVariant>,
    },
    /// An object or a list.
    Either {
        object: UnionVariant,
        list: UnionVariant,
    },
}

pub(crate) struct Member {
    pub(crate) wire: String,
    pub(crate) rust: String,
    pub(crate) description: String,
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

/// How many bits an integer has, as its Rust type says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Width(pub(crate) &'static str);

pub(crate) struct Variant {
    pub(crate) wire: String,
    pub(crate) rust: String,
}

pub(crate) struct UnionVariant {
    pub(crate) rust: String,
    /// The model that it holds, or that its list holds.
    pub(crate) ty: Type,
    /// The text of the tag, for tagged unions.
    pub(crate) tag: String,
    pub(crate) description: String,
}

impl Api {
    /// Reads a lowered document.
    pub(super) fn of(document: &Value) -> Self {
        let schemes = access::schemes(document);
        let rate_limit = entries(document.get("x-guestlist-rate-limit"));
        let operations: Vec<Operation> = operations(document)
            .into_iter()
            .map(|found| calls::operation(document, found))
            .collect();
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
            models: models(document),
        }
    }
}

/// The names that modules beside those of the tags have.
const MODULES: [&str; 6] = ["models", "wire", "mock", "client", "generated", "runtime"];

/// The tags that have operations.
fn tags(document: &Value, operations: &[Operation]) -> Vec<Tag> {
    let mut taken: Vec<String> = MODULES.map(str::to_owned).to_vec();
    let mut tags: Vec<Tag> = Vec::new();
    for value in list(document.get("tags")) {
        let name = text(value, "/name");
        let is_used = operations.iter().any(|operation| operation.tag == name);
        if !is_used || tags.iter().any(|tag| tag.name == name) {
            continue;
        }
        let url = value.pointer("/externalDocs/url").and_then(Value::as_str).map(str::to_owned);
        let module = free(&argument(&name), &mut taken);
        tags.push(Tag { module, description: text(value, "/description"), url, name });
    }
    tags
}
