//! The security schemes of the document, and the schemes that each operation requires.

use std::collections::HashMap;

use indexmap::IndexSet;

use crate::ir::id::{OperationId, SchemeId};
use crate::ir::security::{SecurityRequirements, SecurityScheme};
use crate::ir::server::Server;
use crate::lower::servers::servers;
use crate::openapi::document::Document;
use crate::openapi::document::security::{self, OauthFlows, Requirement};
use crate::rust::security::Described;

/// The security schemes.
pub(crate) fn schemes(document: &Document) -> Vec<SecurityScheme> {
    let server = servers(document).first().map(Server::default_url).unwrap_or_default();
    let mut schemes = Vec::new();
    for (name, one) in &document.components.security_schemes {
        schemes.extend(scheme(SchemeId(schemes.len()), document, name, one, &server));
    }
    schemes
}

/// The scopes that operations require of a scheme, in their order.
fn asked_scopes(document: &Document, scheme: &str) -> Vec<String> {
    let mut scopes: IndexSet<&String> = IndexSet::new();
    for (_, _, operation) in document.operations() {
        let requirements = operation.security.as_ref().or(document.security.as_ref());
        let all = requirements.into_iter().flatten().filter_map(|one| one.get(scheme));
        scopes.extend(all.flatten());
    }
    scopes.into_iter().cloned().collect()
}

/// A scheme; none if no request contains its credentials.
fn scheme(
    id: SchemeId,
    document: &Document,
    name: &str,
    one: &security::SecurityScheme,
    server: &str,
) -> Option<SecurityScheme> {
    let described = one.described();
    let token_url = described.token_url.map(|url| endpoint(url, server));
    let described = Described { token_url: token_url.as_deref(), ..described };
    // The check `unsupported-security` has refused schemes without a type.
    let scheme_type = described.scheme_type().ok().flatten()?;
    let refresh = one.flows.as_ref().and_then(OauthFlows::refresh_endpoint);
    Some(SecurityScheme {
        id,
        name: name.to_owned(),
        description: one.description.clone(),
        scheme_type,
        text: scheme_type.text(&described),
        scopes: if scheme_type.is_exchanged() { asked_scopes(document, name) } else { Vec::new() },
        refresh: refresh.map(|url| endpoint(url, server)),
        env: one.env.iter().map(|name| name.trim().to_owned()).collect(),
    })
}

/// A token endpoint. One on the API's own server moves with it, so it is a path.
fn endpoint(url: &str, server: &str) -> String {
    let own = url.strip_prefix(server).filter(|_| !server.is_empty());
    own.filter(|path| path.starts_with('/')).unwrap_or(url).to_owned()
}

/// The sets of schemes, one of which is enough, from the document or an operation.
fn sets(
    requirements: Option<&Vec<Requirement>>,
    schemes: &HashMap<&str, SchemeId>,
) -> Vec<Vec<SchemeId>> {
    let set = |requirement: &Requirement| {
        requirement.keys().filter_map(|name| schemes.get(name.as_str()).copied()).collect()
    };
    requirements.into_iter().flatten().map(set).collect()
}

/// Reads the security requirements.
pub(crate) fn requirements(
    document: &Document,
    schemes: &[SecurityScheme],
) -> SecurityRequirements {
    let shared = document.security.as_ref();
    let schemes: HashMap<&str, SchemeId> =
        schemes.iter().map(|one| (one.name.as_str(), one.id)).collect();
    let schemes = &schemes;
    let mut all: IndexSet<Vec<SchemeId>> = IndexSet::new();
    let mut add = |sets: &[Vec<SchemeId>]| {
        all.extend(sets.iter().filter(|set| !set.is_empty()).cloned());
    };
    let effective: Vec<Vec<Vec<SchemeId>>> = document
        .operations()
        .map(|(_, _, operation)| sets(operation.security.as_ref().or(shared), schemes))
        .collect();
    let usual = sets(shared, schemes);
    add(&usual);
    effective.iter().for_each(|one| add(one));
    let is_open = |sets: &Vec<Vec<SchemeId>>| sets.is_empty() || sets.iter().any(Vec::is_empty);
    // Some operations need no credentials, so a client may have none.
    if effective.iter().any(is_open) && !all.is_empty() {
        all.insert(Vec::new());
    }
    let own = effective.into_iter().enumerate().filter(|(_, sets)| *sets != usual);
    let own = own.map(|(at, sets)| (OperationId(at), sets)).collect();
    SecurityRequirements { all: all.into_iter().collect(), usual, own }
}
