//! The servers of the document, and those of single operations.

use crate::ir::server::{Server, ServerVariable};
use crate::openapi::document::operation::Operation;
use crate::openapi::document::{Document, server};
use crate::rust::names::{argument, usable_pascal};
use crate::rust::scope::{Names, Scope, free};

/// The servers of the document; none where it says none.
pub(crate) fn servers(document: &Document) -> Vec<Server> {
    let mut taken = Names::of(Scope::Variants);
    document.servers.iter().map(|one| server(one, &mut taken)).collect()
}

fn server(described: &server::Server, taken: &mut Names) -> Server {
    let mut setters = Names::of(Scope::BuilderMethods);
    let variables = described.variables.iter().map(|(name, variable)| ServerVariable {
        name: name.clone(),
        rust: free(&argument(name), &mut setters),
        default: variable.default.clone(),
        values: variable.values.iter().flatten().map(|value| value.trim().to_owned()).collect(),
        description: variable.description.clone(),
        env: variable.env.clone(),
    });
    let server::Server { url, description, env, .. } = described.clone();
    // A few words are a name; a sentence is not.
    let few = |text: &str| !text.is_empty() && text.split_whitespace().count() <= 4;
    let host = url.split("://").last().unwrap_or_default();
    let words = if few(&description) { description.as_str() } else { host };
    Server {
        rust: free(&usable_pascal(words, "Server"), taken),
        variables: variables.collect(),
        env,
        url,
        description,
    }
}

/// The server of an operation, or of its path, where it is another one than the document's.
pub(crate) fn own_server(document: &Document, path: &str, operation: &Operation) -> Option<String> {
    let of_path = || document.paths.0.get(path)?.servers.as_ref();
    let own = operation.servers.as_ref().or_else(of_path)?;
    let url_of = |one: &server::Server| server(one, &mut Names::default()).default_url();
    let url = url_of(own.first()?);
    let is_default = document.servers.first().is_some_and(|one| url_of(one) == url);
    let url = url.trim_end_matches('/').to_owned();
    Some(url).filter(|url| !url.is_empty() && !is_default)
}
