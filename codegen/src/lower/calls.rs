//! The operations of the lowered document, as calls.
//!
//! Reading cannot fail: the checks have ensured that everything is present. It never assigns Rust names.

use crate::ir::id::{OperationId, ParameterId, TagId};
use crate::ir::operation::{Operation, Parameter};
use crate::ir::style::Style;
use crate::ir::types::Type;
use crate::lower::draft::{Draft, OperationFacts};
use crate::lower::encodings::{encodings, style_of};
use crate::lower::models::ty;
use crate::lower::paging::paging;
use crate::lower::responses::Responses;
use crate::lower::servers::own_server;
use crate::lower::{bodies, response_variants};
use crate::openapi::document::operation;
use crate::openapi::document::schema::Schemas;
use crate::openapi::media_type::Media;

/// Reads an operation.
pub(crate) fn operation(
    draft: &Draft,
    id: OperationId,
    tag: TagId,
    (path, method, described): (&str, &str, &operation::Operation),
) -> Operation {
    let schemas = &draft.document.components.schemas;
    let without_body = method == "head";
    let none = OperationFacts::default();
    let facts = draft.operations.get(&described.id).unwrap_or(&none);
    let named = described.described_paging().or(facts.guessed_paging.as_ref());
    let headers = facts.headers.iter();
    let headers: Vec<(String, String)> =
        headers.map(|(name, value)| (name.clone(), value.trim().to_owned())).collect();
    // A page has to be present, because it leads to the next one.
    let may_lack_bodies = draft.is_from_elsewhere && described.described_paging().is_none();
    let responses = Responses { may_lack_bodies, ..Responses::of(described) };
    let meanings = responses.successes.iter();
    let meanings = meanings.map(|(status, one)| ((*status).clone(), one.description.clone()));
    let mut send_methods = response_variants::send_methods(&responses, schemas, without_body);
    if headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept")) {
        // A header that is always sent leaves no choice.
        send_methods.truncate(1);
        send_methods.iter_mut().for_each(|send_method| send_method.accept.clear());
    }
    let body = described.request_body.as_ref();
    Operation {
        id,
        name: described.id.clone(),
        tag,
        path: path.to_owned(),
        method: method.to_owned(),
        summary: described.summary.clone(),
        description: described.description.clone(),
        permissions: described.permissions.iter().map(|one| one.trim().to_owned()).collect(),
        body: body.and_then(|body| bodies::body(schemas, body, &facts.equal_media_types)),
        headers,
        send_methods,
        parameters: parameters(id, &described.parameters, schemas),
        successes: meanings.collect(),
        errors: response_variants::errors(&responses, schemas, without_body),
        deprecated: described.deprecated,
        idempotent: described.is_idempotent,
        follows: described.follows,
        paging: named.map(|named| paging(schemas, described, named)),
        server: own_server(&draft.document, path, described),
    }
}

fn parameters(
    operation: OperationId,
    all: &[operation::Parameter],
    schemas: &Schemas,
) -> Vec<Parameter> {
    let known = all.iter().filter(|one| !is_ignored(one));
    let id = |at| ParameterId { operation, at };
    known.enumerate().map(|(at, one)| parameter(id(at), one, schemas)).collect()
}

/// Whether the specification excludes a header from the parameters.
fn is_ignored(parameter: &operation::Parameter) -> bool {
    let name = parameter.name.to_ascii_lowercase();
    parameter.location == "header"
        && matches!(name.as_str(), "accept" | "content-type" | "authorization")
}

fn parameter(id: ParameterId, described: &operation::Parameter, schemas: &Schemas) -> Parameter {
    let media_type = described.content.first();
    let style = match media_type.map(|(name, _)| Media::of(name)) {
        Some(Media::Json) => Style { name: "Json", explode: None },
        _ => style(described),
    };
    let location = described.location.clone();
    let schema = described.schema.as_ref();
    let default = schema.and_then(|schema| schema.default.as_ref());
    let object = schema.map(|schema| schema.followed(schemas));
    let encodings = media_type
        .zip(object)
        .map(|((_, media_type), object)| encodings(object, media_type, schemas));
    Parameter {
        id,
        wire: described.name.clone(),
        default: default.and_then(|default| default.as_i64()),
        description: described.description.clone(),
        ty: schema.map_or(Type::Any, |schema| ty(schema, schemas)),
        required: described.required || location == "path",
        deprecated: described.deprecated,
        style,
        reserved: match location.as_str() {
            "query" => described.allow_reserved,
            // This style of OpenAPI 3.2 escapes nothing.
            "cookie" => described.style.as_deref() == Some("cookie"),
            _ => false,
        },
        encodings: encodings.unwrap_or_default(),
        location,
    }
}

/// The style of a parameter; the default of its location if it has none (section 4.7.12.2).
fn style(parameter: &operation::Parameter) -> Style {
    let by_location = match parameter.location.as_str() {
        "query" | "cookie" => "form",
        _ => "simple",
    };
    match parameter.style.as_deref().unwrap_or(by_location) {
        "cookie" => style_of("form", parameter.explode),
        style => style_of(style, parameter.explode),
    }
}
