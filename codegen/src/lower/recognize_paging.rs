//! Lists that look paged, although the document does not describe their pages.
//!
//! It examines operations without `x-guestlist-paging`, and adds the paging if the names and types of
//! parameters and properties allow exactly one method. An operation with guessed paging only gets additional
//! methods, so a guess never changes what `send` does.
//!
//! The server's statement about the next page (a token, a link) takes precedence over request parameters (a
//! number, an offset): it also shows where the list ends. If two methods of the same kind are possible,
//! nothing is guessed.

mod counted;
mod page;
mod query;
mod said;
mod text;
mod word;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::document::operation::{Operation, Paging};
use crate::openapi::document::schema::Schemas;
use page::Pages;
use query::Query;

pub(crate) const PASS: Pass = Pass {
    name: "recognize_paging",
    does: "finds how lists are paged, if names and types leave only one possibility",
    run,
};

fn run(draft: &mut Draft) {
    if !draft.is_from_elsewhere {
        // A description in `spec/` states its paging explicitly.
        return;
    }
    let Draft { document, operations, .. } = draft;
    let schemas = &document.components.schemas;
    let mut pages = Pages::of(schemas);
    for (path, method, operation) in document.operations() {
        if method == "get"
            && operation.paging.is_none()
            && let Some(paging) = recognize(schemas, &mut pages, path, operation)
        {
            operations.entry(operation.id.clone()).or_default().guessed_paging = Some(paging);
        }
    }
}

/// The paging that an operation seems to have.
fn recognize<'a>(
    schemas: &'a Schemas,
    pages: &mut Pages<'a>,
    path: &str,
    operation: &'a Operation,
) -> Option<Paging> {
    let page = pages.page(operation)?;
    let query = Query::of(schemas, operation);
    let mut said = said::by_token(&page, &query);
    if query.has_paging() || !path.ends_with('}') && page.has_count {
        said.extend(said::by_link(&page));
    }
    said.extend(said::by_header(operation, &query));
    let found = match said[..] {
        [] => {
            let counted = [counted::by_number(&query), counted::by_offset(&query)];
            let mut counted = counted.into_iter().flatten();
            counted.next().filter(|_| counted.next().is_none() && !query.has_token())
        }
        [_] => said.pop(),
        _ => None,
    };
    Some(Paging { items: page.items.map(str::to_owned), ..found? })
}
