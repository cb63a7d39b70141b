//! The lowered document, as types.
//!
//! Reading cannot fail: what a check has let through is all there, and names are those of Rust.

use std::collections::HashSet;

use serde_json::Value;

use crate::ir::api::{Api, Tag};
use crate::ir::operation::Operation;
use crate::lower::documented::documented;
use crate::lower::draft::Draft;
use crate::lower::models::{components, models};
use crate::lower::walk::operations;
use crate::lower::{access, calls};
use crate::openapi::value::{entries, list, text};
use crate::rust::names::{argument, cut, file};
use crate::rust::scope::{Names, Scope, free};

/// Reads a lowered document.
pub(crate) fn api(draft: &Draft) -> Api {
    let document = &draft.document;
    let schemes = access::schemes(document);
    let rate_limit = entries(document.get("x-guestlist-rate-limit"));
    let operation = |found| calls::operation(draft, found);
    let (operations, models) = rayon::join(
        || operations(document).into_iter().map(operation).collect::<Vec<_>>(),
        || models(draft),
    );
    let methods: Vec<String> =
        operations.iter().map(|operation| operation.method_name.clone()).collect();
    Api {
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
        components: components(draft),
    }
}

/// The tags that have operations.
pub(crate) fn tags(document: &Value, operations: &[Operation]) -> Vec<Tag> {
    let mut taken = Names::of(Scope::Modules);
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
