//! Pages that are requested by number, or by the number of items before them.
//!
//! The size of a page and the length of the list can be mistaken for other numbers, and the list would then
//! end too early. So neither is guessed: such a list is read until a page is empty, or is the same as the
//! previous one.

use crate::lower::recognize_paging::query::Query;
use crate::lower::recognize_paging::word::mentions;
use crate::openapi::document::operation::Paging;

/// Paging by number, if the first number is known.
pub(super) fn by_number(query: &Query<'_>) -> Option<Paging> {
    let mut numbers = query.numbers();
    let (number, None) = (numbers.next()?, numbers.next()) else { return None };
    let first = number.schema.default.as_ref().and_then(|default| default.as_i64());
    let is_known = number.parameter.required || matches!(first, Some(0 | 1));
    (query.has_size() && is_known)
        .then(|| Paging { number: Some(number.parameter.name.clone()), ..Paging::default() })
}

/// Paging by offset, if it counts items from 0.
pub(super) fn by_offset(query: &Query<'_>) -> Option<Paging> {
    let mut offsets = query.offsets();
    let (offset, None) = (offsets.next()?, offsets.next()) else { return None };
    let first = offset.schema.default.as_ref().map(|default| default.as_i64());
    let counts_from_0 = matches!(first, None | Some(Some(0)));
    let texts = [&offset.parameter.description, &offset.schema.description];
    let counts_pages =
        texts.iter().any(|text| mentions(text, &["page"]) && !mentions(text, &ITEMS));
    (query.has_size() && counts_from_0 && !counts_pages)
        .then(|| Paging { offset: Some(offset.parameter.name.clone()), ..Paging::default() })
}

/// Words for the things that an offset counts, other than pages.
const ITEMS: [&str; 9] =
    ["element", "entit", "entr", "item", "object", "record", "resource", "result", "row"];
