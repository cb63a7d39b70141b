//! The security schemes of the document, and which of them each operation requires.

use std::collections::HashMap;

use indexmap::IndexSet;

use crate::ir::security::{Exchange, Refresh, SecurityRequirements, SecurityScheme};
use crate::lower::servers::servers;
use crate::openapi::document::Document;
use crate::openapi::document::security::{self, OauthFlows, Requirement};
use crate::rust::names::{argument, snake};
use crate::rust::scope::{Names, Scope, free};
use crate::rust::security::Described;

/// The security schemes.
pub(crate) fn schemes(document: &Document) -> Vec<SecurityScheme> {
    let servers = servers(document);
    let first = servers.first().map(|one| one.default_url()).unwrap_or_default();
    let mut taken = Names::of(Scope::BuilderMethods);
    if let Some(server) = servers.first() {
        server.variables.iter().for_each(|one| {
            taken.reserve(&one.rust);
        });
    }
    let schemes = document.components.security_schemes.iter();
    let mut schemes: Vec<SecurityScheme> =
        schemes.filter_map(|(name, one)| scheme(name, one, &first, &mut taken)).collect();
    for scheme in &mut schemes {
        let mut method = |suffix| free(&format!("{}_{suffix}", scheme.rust), &mut taken);
        if scheme.scheme_type.is_exchanged() {
            let (scopes, token) = (asked_scopes(document, &scheme.name), method("token"));
            scheme.exchange = Some(Exchange { scopes, token });
        }
        if scheme.scheme_type.provided.is_some() {
            scheme.provider = Some(method("provider"));
        }
        if let Some(refresh) = &mut scheme.refresh {
            refresh.method = method("refresh");
        }
    }
    schemes
}

/// The scopes that operations ask of a scheme, in their order.
fn asked_scopes(document: &Document, scheme: &str) -> Vec<String> {
    let mut scopes: IndexSet<&String> = IndexSet::new();
    for (_, _, operation) in document.operations() {
        let requirements = operation.security.as_ref().or(document.security.as_ref());
        let all = requirements.into_iter().flatten().filter_map(|one| one.get(scheme));
        scopes.extend(all.flatten());
    }
    scopes.into_iter().cloned().collect()
}

/// A scheme, but for the methods that it has beside its own; none where no request carries its credentials.
fn scheme(
    name: &str,
    one: &security::SecurityScheme,
    server: &str,
    taken: &mut Names,
) -> Option<SecurityScheme> {
    let described = one.described();
    let token_url = described.token_url.map(|url| endpoint(url, server));
    let described = Described { token_url: token_url.as_deref(), ..described };
    // The check `unsupported-security` has refused what has no type.
    let scheme_type = described.scheme_type().ok().flatten()?;
    let refresh = one.flows.as_ref().and_then(OauthFlows::refresh_endpoint);
    Some(SecurityScheme {
        name: name.to_owned(),
        rust: free(&argument(&snake(name)), taken),
        description: one.description.clone(),
        scheme_type,
        text: scheme_type.text(&described),
        exchange: None,
        provider: None,
        refresh: refresh.map(|url| Refresh { url: endpoint(url, server), method: String::new() }),
        env: one.env.iter().map(|name| name.trim().to_owned()).collect(),
    })
}

/// A token endpoint. One of the API's own server moves with it, so that is a path.
fn endpoint(url: &str, server: &str) -> String {
    let own = url.strip_prefix(server).filter(|_| !server.is_empty());
    own.filter(|path| path.starts_with('/')).unwrap_or(url).to_owned()
}

/// The sets of schemes of which one is enough, as the document or an operation says them.
fn sets(
    requirements: Option<&Vec<Requirement>>,
    schemes: &HashMap<&str, usize>,
) -> Vec<Vec<usize>> {
    let set = |requirement: &Requirement| {
        requirement.keys().filter_map(|name| schemes.get(name.as_str()).copied()).collect()
    };
    requirements.into_iter().flatten().map(set).collect()
}

/// Reads who may call what. `names` are the methods, in the order of the operations.
pub(crate) fn requirements(
    document: &Document,
    schemes: &[SecurityScheme],
    names: &[String],
) -> SecurityRequirements {
    let shared = document.security.as_ref();
    let schemes: HashMap<&str, usize> =
        schemes.iter().enumerate().map(|(index, one)| (one.name.as_str(), index)).collect();
    let schemes = &schemes;
    let mut all: IndexSet<Vec<usize>> = IndexSet::new();
    let mut add = |sets: &[Vec<usize>]| {
        all.extend(sets.iter().filter(|set| !set.is_empty()).cloned());
    };
    let effective: Vec<Vec<Vec<usize>>> = document
        .operations()
        .map(|(_, _, operation)| sets(operation.security.as_ref().or(shared), schemes))
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
    SecurityRequirements { all: all.into_iter().collect(), usual, own }
}
