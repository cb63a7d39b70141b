//! Lists that look paged, although the document does not say how.
//!
//! In come operations that say nothing of their pages, out comes for some of them what `x-guestlist-paging` would say:
//! where the names and types of parameters and properties leave one way to page, and no other. What is taken for a
//! list in pages gets methods more, and no other ones, so a guess never changes what `send` does.
//!
//! What the server says of the next page (a token, a link) counts more than what can be asked for (a number, an
//! offset): it also says where the list ends. Where there are two ways of a kind, nothing is guessed.

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
    does: "finds out how lists are paged whose names and types leave no doubt",
    run,
};

fn run(draft: &mut Draft) {
    if !draft.is_from_elsewhere {
        // A description in `spec/` says what it means.
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

/// What an operation would say of its pages.
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
