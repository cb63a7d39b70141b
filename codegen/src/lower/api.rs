//! The lowered document, as types.
//!
//! Reading cannot fail: what a check has let through is all there, and names are those of Rust.

use serde_json::{Map, Value};

use super::document::{entries, list, operations, referred, text};
use super::fix_constants::HEADERS;
use super::group_errors::ERRORS;
use super::group_successes::{MAYBE, MODEL, SUCCESSES};
use super::models::{components, models};
use crate::names::{error_type, method_name, module, pascal, snake};

/// An API.
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) server: Server,
    pub(crate) schemes: Vec<Scheme>,
    /// The sets of schemes that one operation or another takes, by index.
    pub(crate) alternatives: Vec<Vec<usize>>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) models: Vec<Model>,
    /// The named schemas as the document has them, and the types that they became.
    pub(crate) components: Vec<(String, Type)>,
    /// The headers in which the API tells its limits, by what they tell.
    pub(crate) rate_limit: Vec<(String, String)>,
}

/// Where the API is: the first server of the document.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) variables: Vec<ServerVariable>,
    /// The environment variable that names another server.
    pub(crate) env: Option<String>,
}

/// A variable of a server's URL.
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    pub(crate) default: String,
    pub(crate) values: Vec<String>,
    pub(crate) description: String,
    /// The environment variable that holds its value.
    pub(crate) env: Option<String>,
}

/// A way to say who calls.
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) rust: String,
    pub(crate) description: String,
    pub(crate) carrier: Carrier,
    /// The environment variables that hold the credential.
    pub(crate) env: Vec<String>,
}

pub(crate) enum Carrier {
    Header(String),
    Bearer,
    /// The token endpoint: a path of the API's server, or a URL.
    ClientCredentials(String),
}

pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) module: String,
    pub(crate) description: String,
    pub(crate) url: Option<String>,
}

pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method_name: String,
    pub(crate) type_name: String,
    pub(crate) tag: String,
    pub(crate) path: String,
    pub(crate) method: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) permissions: Vec<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<String>,
    /// The headers that each request has, by name.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) success: Success,
    pub(crate) successes: Vec<(String, String)>,
    pub(crate) error_type: String,
    pub(crate) errors: Vec<ErrorStatus>,
    pub(crate) deprecated: bool,
    pub(crate) idempotent: bool,
    pub(crate) paging: Option<Paging>,
}

/// How a list is paged: the names are those of the wire.
pub(crate) enum Paging {
    /// By the number of the page.
    Number { number: String, size: String, items: String, total: Vec<String> },
    /// By a token that each page gives for the next.
    Token { token: String, next: String, items: String },
}

pub(crate) struct Parameter {
    pub(crate) rust: String,
    pub(crate) wire: String,
    pub(crate) default: Option<i64>,
    pub(crate) location: String,
    pub(crate) description: String,
}

pub(crate) enum Success {
    Nothing,
    Model(String),
    Maybe(String),
}

pub(crate) struct ErrorStatus {
    pub(crate) status: u16,
    pub(crate) description: String,
    pub(crate) model: Option<String>,
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
    Tagged { tag: String, variants: Vec<UnionVariant>, arms: Vec<Arm> },
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
#[derive(Clone, Debug)]
pub(crate) enum Form {
    Object { required: Vec<String>, listed: Vec<(String, Vec<String>)> },
    List,
    Text(Vec<Like>),
    Integer,
    Number,
    Flag,
    Any,
    Union(Vec<Form>),
}

/// What a text is like: a name of the runtime's, or values, or a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Like {
    Format(&'static str),
    OneOf(Vec<String>),
    Pattern(String),
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
        let server = server(document);
        let schemes = entries(document.pointer("/components/securitySchemes"));
        let schemes = schemes.map(|one| scheme(one, &server)).collect();
        let rate_limit = entries(document.get("x-guestlist-rate-limit"));
        let mut api = Self {
            title: text(document, "/info/title"),
            version: text(document, "/info/version"),
            description: text(document, "/info/description"),
            rate_limit: rate_limit.map(|(part, name)| (part.clone(), text(name, ""))).collect(),
            server,
            schemes,
            alternatives: Vec::new(),
            tags: list(document.get("tags")).map(tag).collect(),
            operations: operations(document).into_iter().map(operation).collect(),
            models: models(document),
            components: components(document),
        };
        api.alternatives = alternatives(document, &api.schemes);
        api
    }
}

fn server(document: &Value) -> Server {
    let server = document.pointer("/servers/0").unwrap_or(&Value::Null);
    let variables = entries(server.get("variables")).map(|(name, variable)| ServerVariable {
        name: name.clone(),
        default: text(variable, "/default"),
        values: list(variable.get("enum")).map(|value| text(value, "")).collect(),
        description: text(variable, "/description"),
        env: variable.get("x-guestlist-env").map(|name| text(name, "")),
    });
    Server {
        url: text(server, "/url"),
        variables: variables.collect(),
        env: server.get("x-guestlist-env").map(|name| text(name, "")),
    }
}

fn scheme((name, value): (&String, &Value), server: &Server) -> Scheme {
    let token_url = value.pointer("/flows/clientCredentials/tokenUrl").and_then(Value::as_str);
    let carrier = match (value.get("type").and_then(Value::as_str), token_url) {
        (Some("apiKey"), _) => Carrier::Header(text(value, "/name").to_ascii_lowercase()),
        (Some("oauth2"), Some(url)) => {
            // An endpoint of the API's own server moves with it.
            let path = url.strip_prefix(&server.url).filter(|path| path.starts_with('/'));
            Carrier::ClientCredentials(path.unwrap_or(url).to_owned())
        }
        _ => Carrier::Bearer,
    };
    Scheme {
        name: name.clone(),
        rust: snake(name),
        description: text(value, "/description"),
        carrier,
        env: list(value.get("x-guestlist-env")).map(|name| text(name, "")).collect(),
    }
}

fn alternatives(document: &Value, schemes: &[Scheme]) -> Vec<Vec<usize>> {
    let own =
        operations(document).into_iter().filter_map(|(_, _, operation)| operation.get("security"));
    let mut alternatives: Vec<Vec<usize>> = Vec::new();
    for requirement in
        document.get("security").into_iter().chain(own).flat_map(|all| list(Some(all)))
    {
        let set = entries(Some(requirement));
        let set: Vec<usize> =
            set.filter_map(|(name, _)| schemes.iter().position(|one| one.name == *name)).collect();
        if !alternatives.contains(&set) {
            alternatives.push(set);
        }
    }
    alternatives
}

fn tag(value: &Value) -> Tag {
    let name = text(value, "/name");
    let url = value.pointer("/externalDocs/url").and_then(Value::as_str).map(str::to_owned);
    Tag { module: module(&name), description: text(value, "/description"), url, name }
}

fn operation((path, method, members): (&str, &str, &Map<String, Value>)) -> Operation {
    let get = |name: &str| members.get(name).unwrap_or(&Value::Null);
    let id = text(get("operationId"), "");
    let success = get("responses").get("2XX").unwrap_or(&Value::Null);
    let model = success.get(MODEL).and_then(Value::as_str).map(pascal);
    let is_maybe = success.get(MAYBE).is_some();
    let errors = entries(members.get(ERRORS)).filter_map(|(status, error)| {
        let model = error.get(MODEL).and_then(Value::as_str).map(pascal);
        Some(ErrorStatus {
            status: status.parse().ok()?,
            description: text(error, "/description"),
            model,
        })
    });
    let strings = |value: &Value, name: &str| (name.to_owned(), text(value, ""));
    Operation {
        method_name: method_name(&id),
        type_name: pascal(&id),
        error_type: error_type(&id),
        tag: text(get("tags"), "/0"),
        path: path.to_owned(),
        method: method.to_owned(),
        summary: text(get("summary"), ""),
        description: text(get("description"), ""),
        permissions: list(members.get("x-guestlist-permissions"))
            .map(|one| text(one, ""))
            .collect(),
        parameters: list(members.get("parameters")).map(parameter).collect(),
        body: super::document::body_schema(get("requestBody")).and_then(referred).map(pascal),
        headers: entries(members.get(HEADERS)).map(|(name, value)| strings(value, name)).collect(),
        success: match model {
            None => Success::Nothing,
            Some(model) if is_maybe => Success::Maybe(model),
            Some(model) => Success::Model(model),
        },
        successes: entries(members.get(SUCCESSES))
            .map(|(name, value)| strings(value, name))
            .collect(),
        errors: errors.collect(),
        deprecated: get("deprecated") == &Value::Bool(true),
        idempotent: get("x-guestlist-idempotent") == &Value::Bool(true),
        paging: members.get("x-guestlist-paging").map(paging),
        id,
    }
}

fn paging(value: &Value) -> Paging {
    let name = |part: &str| text(value.get(part).unwrap_or(&Value::Null), "");
    let path =
        |text: String| text.split('.').filter(|step| !step.is_empty()).map(str::to_owned).collect();
    if value.get("token").is_some() {
        return Paging::Token { token: name("token"), next: name("next"), items: name("items") };
    }
    Paging::Number {
        number: name("number"),
        size: name("size"),
        items: name("items"),
        total: path(name("total")),
    }
}

fn parameter(value: &Value) -> Parameter {
    let wire = text(value, "/name");
    Parameter {
        rust: snake(&wire),
        wire,
        default: value.pointer("/schema/default").and_then(Value::as_i64),
        location: text(value, "/in"),
        description: text(value, "/description"),
    }
}
