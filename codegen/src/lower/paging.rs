//! The paging of an operation's list, with names as on the wire and paths of properties.
//!
//! Reading cannot fail: a check has verified that the names are those of parameters and properties.

use crate::ir::operation::{NextPage, Paging};
use crate::openapi::document::operation::{self, Operation};
use crate::openapi::document::path::step_of;
use crate::openapi::document::schema::{Schema, Schemas};
use crate::openapi::media_type::Media;
use crate::openapi::status::is_success;

/// Reads the paging of an operation.
pub(crate) fn paging(
    schemas: &Schemas,
    operation: &Operation,
    named: &operation::Paging,
) -> Paging {
    let operation::Paging { number, size, offset, limit, token, next, link, total, items, .. } =
        named.clone();
    let page = page(operation);
    let path = |text: Option<String>| {
        let text = text.unwrap_or_default();
        page.map(|page| steps(schemas, page, &text)).unwrap_or_default()
    };
    let next = match (number, offset, token, link) {
        (Some(number), ..) => NextPage::Number { number, size, total: path(total) },
        (_, Some(offset), ..) => NextPage::Offset { offset, limit, total: path(total) },
        (_, _, Some(token), _) => {
            NextPage::Token { token: token.trim().to_owned(), next: path(next) }
        }
        (.., Some(link)) => NextPage::Link(path(Some(link))),
        _ => NextPage::LinkHeader,
    };
    Paging { items, next }
}

/// The schema of a page: the body of the first success.
pub(crate) fn page(operation: &Operation) -> Option<&Schema> {
    let mut successes = operation.responses.iter().filter(|(status, _)| is_success(status));
    let (_, response) = successes.next()?;
    let is_json =
        |(name, schema): &(&String, &Schema)| Media::described(name, Some(schema)) == Media::Json;
    let all = response.content.iter();
    let mut all = all.filter_map(|(name, one)| Some((name, one.schema.as_ref()?)));
    all.find(is_json).map(|(_, schema)| schema)
}

/// The steps of a dotted path. The name of a property may itself contain a dot.
fn steps(schemas: &Schemas, page: &Schema, path: &str) -> Vec<String> {
    let (mut steps, mut schema, mut rest) = (Vec::new(), page.followed(schemas), path);
    while !rest.is_empty() {
        let all = schema.properties.as_ref();
        let end = step_of(rest, |name| all.is_some_and(|all| all.contains_key(name)));
        let (step, after) = rest.split_at(end);
        if let Some(property) = all.and_then(|all| all.get(step)) {
            schema = property.followed(schemas);
        }
        steps.push(step.to_owned());
        rest = after.strip_prefix('.').unwrap_or_default();
    }
    steps
}
