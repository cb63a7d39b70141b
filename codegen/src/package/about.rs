//! The facts about an API for a front page and a first program.
//!
//! It reads the lowered API and returns text, not code. Nothing is made up that is not in the document.

use crate::assign::RustNames;
use crate::ir::api::Api;
use crate::ir::operation::{Operation, Parameter};
use crate::ir::security::SecurityScheme;
use crate::package::streamed::{StreamCall, streams};
use crate::rust::docs::below_heading;
use crate::rust::docs::inlines::code;
use crate::rust::docs::markdown::inline;
use crate::rust::docs::visible::visible;

/// The document's facts about the API as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The title of the API, as one line of text.
    pub title: String,

    /// The version of the API, as the document writes it.
    pub version: String,

    /// The description of the API as lines of Markdown, for use below a heading; none if it has none.
    pub description: Vec<String>,

    /// The URL of the first server; empty if the document names none.
    pub base_url: String,

    /// The credentials of the first way to authenticate; empty if the API needs none.
    pub credentials: Vec<Credential>,

    /// Whether there are credentials, and `Client::from_env` reads all of them.
    pub reads_environment: bool,

    /// The operations, in the document's order.
    pub operations: Vec<Call>,

    /// Calls that show how to read streams, one for each type in the document.
    pub streams: Vec<StreamCall>,
}

/// A credential, as the builder of a client accepts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The method of the builder.
    pub method: String,

    /// Its arguments, one word each.
    pub arguments: Vec<&'static str>,
}

/// An operation, as a caller sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The method of the client.
    pub method: String,

    /// The HTTP method in capitals, and the path.
    pub route: String,

    /// The summary as one line of Markdown, or the route if there is none.
    pub summary: String,

    /// Whether a first program can send it: it needs no argument, and is not deprecated.
    pub is_bare: bool,
}

impl About {
    pub(crate) fn of(api: &Api, names: &RustNames) -> Self {
        let first = api.security.all.first();
        let schemes: Vec<&SecurityScheme> =
            first.into_iter().flatten().filter_map(|id| api.schemes.get(id.0)).collect();
        Self {
            title: one_line(&api.title),
            version: api.version.clone(),
            description: below_heading(&api.description),
            base_url: api.servers.first().map(|one| one.default_url()).unwrap_or_default(),
            reads_environment: !schemes.is_empty()
                && schemes.iter().all(|scheme| !scheme.env.is_empty()),
            credentials: schemes.into_iter().map(|one| credential(names, one)).collect(),
            operations: api.operations.iter().map(|one| call(names, one)).collect(),
            streams: streams(api, names),
        }
    }
}

fn credential(names: &RustNames, scheme: &SecurityScheme) -> Credential {
    let method = names.scheme(scheme.id).credential.to_string();
    Credential { method, arguments: scheme.scheme_type.arguments().collect() }
}

fn call(names: &RustNames, operation: &Operation) -> Call {
    let is_asked = |one: &Parameter| one.required || one.location == "path";
    let is_bare = !operation.deprecated
        && !operation.parameters.iter().any(is_asked)
        && !operation.body.as_ref().is_some_and(|body| body.required);
    let route = format!("{} {}", operation.method.to_uppercase(), operation.path);
    let summary = inline(&operation.summary);
    let summary = if summary.is_empty() { code(&route) } else { summary };
    let method = names.operation(operation.id).method.to_string();
    Call { method, route, summary, is_bare }
}

fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
