//! The lowered document, as types.
//!
//! Reading cannot fail: the checks have ensured that everything is present. Names are those of the document.

use std::collections::{HashMap, HashSet};

use crate::ir::api::{Api, Tag};
use crate::ir::id::{OperationId, TagId};
use crate::lower::documented::documented;
use crate::lower::draft::Draft;
use crate::lower::models::{components, models};
use crate::lower::shown_responses::{ExampleFiles, shown_responses};
use crate::lower::{calls, security, servers};
use crate::openapi::document::Document;
use crate::openapi::document::operation::Operation;

/// Reads a lowered document, with the example files beside it.
pub(crate) fn api(draft: &Draft, files: &ExampleFiles) -> Api {
    let document = &draft.document;
    let schemes = security::schemes(document);
    let tags = tags(document);
    let tag_ids: HashMap<&str, TagId> =
        tags.iter().map(|tag| (tag.name.as_str(), tag.id)).collect();
    // A pass has given each operation a tag.
    let tag_of = |one: &Operation| one.tags.first().and_then(|tag| tag_ids.get(tag.as_str()));
    let operation = |(at, (path, method, one))| {
        let tag = tag_of(one).copied().unwrap_or(TagId(0));
        calls::operation(draft, OperationId(at), tag, (path, method, one))
    };
    let operations = || document.operations().enumerate().map(operation).collect::<Vec<_>>();
    let (operations, models) = rayon::join(operations, || models(draft));
    let rate_limit = document.rate_limit.iter();
    Api {
        title: document.info.title.clone(),
        version: document.info.version.clone(),
        description: document.info.description.clone(),
        rate_limit: rate_limit.map(|(part, name)| (part.clone(), name.clone())).collect(),
        servers: servers::servers(document),
        security: security::requirements(document, &schemes),
        schemes,
        tags,
        operations,
        documented: documented(document),
        shown: shown_responses(document, files),
        models,
        components: components(draft),
    }
}

/// The tags that have operations.
fn tags(document: &Document) -> Vec<Tag> {
    // A tag is removed when it gets its id.
    let mut used: HashSet<&str> =
        document.operations().filter_map(|(.., one)| Some(one.tags.first()?.as_str())).collect();
    let tags = document.tags.iter().filter(|tag| used.remove(tag.name.as_str()));
    let tags = tags.enumerate().map(|(at, tag)| Tag {
        id: TagId(at),
        name: tag.name.clone(),
        description: tag.description.clone(),
        url: tag.external_docs.as_ref().map(|docs| docs.url.clone()),
    });
    tags.collect()
}
