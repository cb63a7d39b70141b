//! The servers of the document, and those of individual operations.

use crate::ir::server::{Server, ServerVariable};
use crate::openapi::document::operation::Operation;
use crate::openapi::document::{Document, server};

/// The servers of the document; none if it lists none.
pub(crate) fn servers(document: &Document) -> Vec<Server> {
    document.servers.iter().map(server).collect()
}

fn server(described: &server::Server) -> Server {
    let variables = described.variables.iter().map(|(name, variable)| ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.values.iter().flatten().map(|value| value.trim().to_owned()).collect(),
        description: variable.description.clone(),
        env: variable.env.clone(),
    });
    let server::Server { url, description, env, .. } = described.clone();
    Server { variables: variables.collect(), env, url, description }
}

/// The server of an operation or its path, if it differs from the document's.
pub(crate) fn own_server(document: &Document, path: &str, operation: &Operation) -> Option<String> {
    let of_path = || document.paths.0.get(path)?.servers.as_ref();
    let own = operation.servers.as_ref().or_else(of_path)?;
    let url_of = |one: &server::Server| server(one).default_url();
    let url = url_of(own.first()?);
    let is_default = document.servers.first().is_some_and(|one| url_of(one) == url);
    let url = url.trim_end_matches('/').to_owned();
    Some(url).filter(|url| !url.is_empty() && !is_default)
}
