//! The lowered document, as types.
//!
//! Reading cannot fail: what a check has let through is all there, and names are those of Rust.

use std::collections::HashSet;

use crate::ir::api::{Api, Tag};
use crate::ir::operation::Operation;
use crate::lower::documented::documented;
use crate::lower::draft::Draft;
use crate::lower::models::{components, models};
use crate::lower::shown_responses::{ExampleFiles, shown_responses};
use crate::lower::{calls, security, servers};
use crate::openapi::document::Document;
use crate::rust::names::{argument, cut, file};
use crate::rust::scope::{Names, Scope, free};

/// Reads a lowered document, with the example files beside it.
pub(crate) fn api(draft: &Draft, files: &ExampleFiles) -> Api {
    let document = &draft.document;
    let schemes = security::schemes(document);
    let operation = |found| calls::operation(draft, found);
    let (operations, models) =
        rayon::join(|| document.operations().map(operation).collect::<Vec<_>>(), || models(draft));
    let methods: Vec<String> =
        operations.iter().map(|operation| operation.method_name.clone()).collect();
    let rate_limit = document.rate_limit.iter();
    Api {
        title: document.info.title.clone(),
        version: document.info.version.clone(),
        description: document.info.description.clone(),
        rate_limit: rate_limit.map(|(part, name)| (part.clone(), name.clone())).collect(),
        servers: servers::servers(document),
        security: security::requirements(document, &schemes, &methods),
        schemes,
        tags: tags(document, &operations),
        operations,
        documented: documented(document),
        shown: shown_responses(document, files),
        models,
        components: components(draft),
    }
}

/// The tags that have operations.
fn tags(document: &Document, operations: &[Operation]) -> Vec<Tag> {
    let mut taken = Names::of(Scope::Modules);
    let mut tags: Vec<Tag> = Vec::new();
    // Each that is taken out has its module.
    let mut used: HashSet<&str> = operations.iter().map(|one| one.tag.as_str()).collect();
    for tag in document.tags.iter().filter(|tag| used.remove(tag.name.as_str())) {
        let module = free(&file(&argument(cut(&tag.name))), &mut taken);
        let url = tag.external_docs.as_ref().map(|docs| docs.url.clone());
        let (name, description) = (tag.name.clone(), tag.description.clone());
        tags.push(Tag { name, module, description, url });
    }
    tags
}
