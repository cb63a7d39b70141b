//! A body lists each of its media types once, starting with the one that a client sends or reads best.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::document::operation::{MediaType, Parameter};
use crate::openapi::media_type::{Media, identity, is_media_type};

pub(crate) const PASS: Pass = Pass {
    name: "choose_media_types",
    does: "puts JSON first among the media types of a body, then forms, text and bytes, leaves out equivalent ones, and puts the schema of a parameter beside its media type",
    run,
};

fn run(draft: &mut Draft) {
    let Draft { document, operations, .. } = draft;
    for operation in document.operations_mut() {
        operation.parameters.iter_mut().for_each(describe);
        let request = operation.request_body.as_mut();
        let equal = request.map(|body| choose(&mut body.content)).unwrap_or_default();
        if !equal.is_empty() {
            operations.entry(operation.id.clone()).or_default().equal_media_types = equal;
        }
        for response in operation.responses.values_mut() {
            choose(&mut response.content);
        }
    }
}

/// Gives a parameter that a media type describes a schema like any other, with the media type beside it.
fn describe(parameter: &mut Parameter) {
    let content = std::mem::take(&mut parameter.content);
    if let Some((name, media_type)) = content.into_iter().next() {
        parameter.schema = Some(media_type.schema.unwrap_or_default());
        let encoding = media_type.encoding;
        parameter.content.insert(name, MediaType { encoding, ..MediaType::default() });
    }
}

/// Sorts the media types of a body, and returns the names of those that are left out.
fn choose(content: &mut IndexMap<String, MediaType>) -> Vec<String> {
    let mut others: Vec<String> = Vec::new();
    if content.len() < 2 {
        return others;
    }
    let mut all: Vec<(String, MediaType)> = std::mem::take(content).into_iter().collect();
    // The sort is stable: equal media types keep their order.
    all.sort_by_key(|(name, media_type)| Media::described(name, media_type.schema.as_ref()));
    let mut known: HashSet<(String, String)> = HashSet::new();
    for (name, media_type) in all {
        let identity = identity(&name, &media_type);
        // If no header can contain the first one, a check reports it.
        let is_kept = content.is_empty() || (!known.contains(&identity) && is_media_type(&name));
        if is_kept {
            known.insert(identity);
            content.insert(name, media_type);
        } else {
            others.push(name);
        }
    }
    others
}
