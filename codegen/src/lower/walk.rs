//! Traversals of a document that the passes share.

use indexmap::IndexMap;

use crate::lower::draft::Draft;
use crate::openapi::document::operation::{MediaType, Operation};
use crate::openapi::document::schema::Schema;

/// Changes each schema in a property, an item, a body or a parameter: outer ones first.
pub(crate) fn each_schema(draft: &mut Draft, change: &mut impl FnMut(&mut Schema)) {
    for schema in draft.document.components.schemas.values_mut() {
        each_subschema(schema, change);
    }
    each_root(draft, &mut |schema| {
        change(schema);
        each_subschema(schema, change);
    });
}

/// Changes every schema: inner ones first, named ones last.
pub(crate) fn every_schema(draft: &mut Draft, change: &mut impl FnMut(&mut Schema)) {
    fn inner_first(schema: &mut Schema, change: &mut impl FnMut(&mut Schema)) {
        schema.subschemas_mut().into_iter().for_each(|inner| inner_first(inner, change));
        change(schema);
    }
    for schema in draft.document.components.schemas.values_mut() {
        inner_first(schema, change);
    }
    each_root(draft, &mut |schema| inner_first(schema, change));
}

/// Changes each schema inside a schema: outer ones first.
fn each_subschema(schema: &mut Schema, change: &mut impl FnMut(&mut Schema)) {
    for inner in schema.subschemas_mut() {
        change(inner);
        each_subschema(inner, change);
    }
}

/// Changes the schemas of parameters and bodies.
fn each_root(draft: &mut Draft, change: &mut impl FnMut(&mut Schema)) {
    draft.components.values_mut().for_each(&mut *change);
    draft.document.operations_mut().for_each(|operation| each_of_operation(operation, change));
}

/// Changes the schemas of an operation's parameters and bodies.
fn each_of_operation(operation: &mut Operation, change: &mut impl FnMut(&mut Schema)) {
    for parameter in &mut operation.parameters {
        parameter.schema.iter_mut().for_each(&mut *change);
        let content = parameter.content.values_mut();
        content.filter_map(|one| one.schema.as_mut()).for_each(&mut *change);
    }
    for content in bodies(operation) {
        content.values_mut().filter_map(|one| one.schema.as_mut()).for_each(&mut *change);
    }
}

/// The media types of an operation's bodies, by name.
fn bodies(operation: &mut Operation) -> impl Iterator<Item = &mut IndexMap<String, MediaType>> {
    let request = operation.request_body.iter_mut().map(|body| &mut body.content);
    request.chain(operation.responses.values_mut().map(|response| &mut response.content))
}
