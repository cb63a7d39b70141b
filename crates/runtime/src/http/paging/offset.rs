//! The start of the next page in a list that is paged by offset.

/// The offset of the page after one with this offset and number of items. `None` if the list ends: after an
/// empty page, at the total, or after a page that is not full, if the page size is known.
#[doc(hidden)]
pub fn next_offset(
    offset: impl Into<i64>,
    on_page: usize,
    limit: Option<i64>,
    total: Option<i64>,
) -> Option<i64> {
    let on_page = i64::try_from(on_page).ok().filter(|on_page| *on_page > 0)?;
    let next = offset.into().checked_add(on_page)?;
    let goes_on = match (total.filter(|total| *total >= 0), limit) {
        (Some(total), _) => next < total,
        (None, Some(limit)) => on_page >= limit,
        (None, None) => true,
    };
    goes_on.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::next_offset;

    #[test]
    fn a_list_goes_on_behind_what_has_come_until_it_ends() {
        for (offset, on_page, limit, total, next) in [
            (0, 2, None, None, Some(2)),
            (40, 1, None, None, Some(41)),
            (0, 0, None, None, None),
            // The total takes precedence over the page size.
            (0, 2, Some(3), Some(5), Some(2)),
            (2, 2, None, Some(5), Some(4)),
            (2, 3, Some(3), Some(5), None),
            (7, 3, Some(3), Some(5), None),
            (0, 0, Some(3), Some(5), None),
            (0, 2, None, Some(-1), Some(2)),
            (0, 2, Some(3), Some(-1), None),
            // Without a total, a page that is not full is the last.
            (4, 2, Some(2), None, Some(6)),
            (4, 3, Some(2), None, Some(7)),
            (4, 1, Some(2), None, None),
            (4, 1, Some(0), None, Some(5)),
            (i64::MAX, 1, None, None, None),
        ] {
            let found = next_offset(offset, on_page, limit, total);
            assert_eq!(found, next, "{offset} {on_page} {limit:?} {total:?}");
        }
    }
}
