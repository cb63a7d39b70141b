//! Where the API is, and how it is told who calls.

use std::collections::HashMap;

use indexmap::IndexSet;
use serde_json::{Map, Value};

use crate::ir::security::{Access, Carrier, Scheme};
use crate::ir::server::{Server, ServerVariable};
use crate::lower::walk::operations;
use crate::openapi::value::{entries, list, text};
use crate::rust::names::{snake, usable_pascal};
use crate::rust::scope::{Names, Scope, free};

/// The servers of the document; none where it says none.
pub(crate) fn servers(document: &Value) -> Vec<Server> {
    let mut taken = Names::of(Scope::Variants);
    list(document.get("servers")).map(|value| server(value, &mut taken)).collect()
}

fn server(server: &Value, taken: &mut Names) -> Server {
    let mut setters = Names::of(Scope::BuilderMethods);
    let variables = entries(server.get("variables")).map(|(name, variable)| ServerVariable {
        name: name.clone(),
        rust: free(&crate::rust::names::argument(name), &mut setters),
        default: text(variable, "/default"),
        values: list(variable.get("enum")).map(|value| text(value, "")).collect(),
        description: text(variable, "/description"),
        env: variable.get("x-guestlist-env").map(|name| text(name, "")),
    });
    let (url, description) = (text(server, "/url"), text(server, "/description"));
    // A few words are a name; a sentence is not.
    let few = |text: &str| !text.is_empty() && text.split_whitespace().count() <= 4;
    let host = url.split("://").last().unwrap_or_default();
    let words = if few(&description) { description.as_str() } else { host };
    Server {
        rust: free(&usable_pascal(words, "Server"), taken),
        variables: variables.collect(),
        env: server.get("x-guestlist-env").map(|name| text(name, "")),
        url,
        description,
    }
}

/// The server of an operation, or of its path, where it is another one than the document's.
pub(crate) fn own_server(
    document: &Value,
    path: &str,
    members: &Map<String, Value>,
) -> Option<String> {
    let item = document.get("paths").and_then(|paths| paths.get(path));
    let own = members.get("servers").or_else(|| item?.get("servers"))?;
    let url_of = |value: &Value| server(value, &mut Names::default()).default_url();
    let url = url_of(own.get(0)?);
    let is_default = list(document.get("servers")).next().is_some_and(|one| url_of(one) == url);
    let url = url.trim_end_matches('/').to_owned();
    Some(url).filter(|url| !url.is_empty() && !is_default)
}

/// The security schemes.
pub(crate) fn schemes(document: &Value) -> Vec<Scheme> {
    let first = document.pointer("/servers/0/url").and_then(Value::as_str).unwrap_or_default();
    let mut taken = Names::of(Scope::BuilderMethods);
    if let Some(server) = servers(document).first() {
        server.variables.iter().for_each(|one| {
            taken.reserve(&one.rust);
        });
    }
    let schemes = entries(document.pointer("/components/securitySchemes"));
    // A certificate is shown by the HTTP client that a caller brings along, and not by a request.
    let schemes = schemes.filter(|(_, scheme)| scheme.get("type") != Some(&"mutualTLS".into()));
    schemes.map(|one| scheme(one, first, &mut taken)).collect()
}

fn scheme((name, value): (&String, &Value), server: &str, taken: &mut Names) -> Scheme {
    let token_url = value.pointer("/flows/clientCredentials/tokenUrl").and_then(Value::as_str);
    let word = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    let carrier = match (word("type"), word("in"), token_url) {
        ("apiKey", "query", _) => Carrier::Query(text(value, "/name")),
        ("apiKey", "cookie", _) => Carrier::Cookie(text(value, "/name")),
        ("apiKey", _, _) => Carrier::Header(text(value, "/name").to_ascii_lowercase()),
        ("oauth2", _, Some(url)) => {
            // An endpoint of the API's own server moves with it.
            let own = url.strip_prefix(server).filter(|_| !server.is_empty());
            let path = own.filter(|path| path.starts_with('/'));
            Carrier::ClientCredentials(path.unwrap_or(url).to_owned())
        }
        ("http", _, _) if word("scheme").eq_ignore_ascii_case("basic") => Carrier::Basic,
        _ => Carrier::Bearer,
    };
    Scheme {
        name: name.clone(),
        rust: free(&crate::rust::names::argument(&snake(name)), taken),
        description: text(value, "/description"),
        carrier,
        env: list(value.get("x-guestlist-env")).map(|name| text(name, "")).collect(),
    }
}

/// The sets of schemes of which one is enough, as the document or an operation says them.
fn sets(requirements: Option<&Value>, schemes: &HashMap<&str, usize>) -> Vec<Vec<usize>> {
    let set = |requirement: &Value| {
        let names = entries(Some(requirement));
        let set = names.filter_map(|(name, _)| schemes.get(name.as_str()).copied());
        set.collect()
    };
    list(requirements).map(set).collect()
}

/// Reads who may call what. `names` are the methods, in the order of the operations.
pub(crate) fn access(document: &Value, schemes: &[Scheme], names: &[String]) -> Access {
    let shared = document.get("security");
    let schemes: HashMap<&str, usize> =
        schemes.iter().enumerate().map(|(index, one)| (one.name.as_str(), index)).collect();
    let schemes = &schemes;
    let mut all: IndexSet<Vec<usize>> = IndexSet::new();
    let mut add = |sets: &[Vec<usize>]| {
        all.extend(sets.iter().filter(|set| !set.is_empty()).cloned());
    };
    let effective: Vec<Vec<Vec<usize>>> = operations(document)
        .into_iter()
        .map(|(_, _, members)| sets(members.get("security").or(shared), schemes))
        .collect();
    let usual = sets(shared, schemes);
    add(&usual);
    effective.iter().for_each(|one| add(one));
    let is_open = |sets: &Vec<Vec<usize>>| sets.is_empty() || sets.iter().any(Vec::is_empty);
    // A client without credentials can call something: so there may be one.
    if effective.iter().any(is_open) && !all.is_empty() {
        all.insert(Vec::new());
    }
    let own = names.iter().zip(effective).filter(|(_, sets)| *sets != usual);
    let own = own.map(|(name, sets)| (name.clone(), sets)).collect();
    Access { all: all.into_iter().collect(), usual, own }
}
