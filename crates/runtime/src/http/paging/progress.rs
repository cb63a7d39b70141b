//! Detecting paged lists that repeat or never end.
//!
//! It sees the tokens of requests and the pages of responses. Each token or page is remembered as a 64-bit
//! hash with a random key for each list, so that no server can construct collisions. Items are never kept.

use std::collections::HashSet;
use std::fmt;
use std::hash::BuildHasher as _;

use crate::http::invalid_item::InvalidItem;
use crate::http::platform::Keys;
use crate::json::codec::Encode;
use crate::json::writer::Writer;

/// The greatest number of empty pages in a row. One more is an [`EndlessList`].
pub const MOST_EMPTY_PAGES: usize = 10;

/// The greatest number of pages in a row that do not reduce the rest of the total. One more is an
/// [`EndlessList`]: the list grows as fast as it is read.
pub const MOST_PAGES_WITHOUT_PROGRESS: usize = 100;

/// The greatest number of pages that one stream reads. One more is an [`EndlessList`], so that the remembered
/// pages, with less than 40 bytes each, take less than 40 MB. To read a longer list, start another stream at
/// a page or a token.
pub const MOST_PAGES: usize = 1_000_000;

/// The reason why a paged list seems to have no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndlessList {
    /// The server repeated an earlier token or link.
    RepeatedToken,

    /// A page has the items of an earlier one, in whatever order.
    RepeatedPage,

    /// More than [`MOST_EMPTY_PAGES`] pages in a row are empty, each with a token for another one.
    EmptyPages,

    /// The total grew as fast as items came, for more than [`MOST_PAGES_WITHOUT_PROGRESS`] pages.
    GrowingTotal,

    /// There are more than [`MOST_PAGES`] pages.
    TooManyPages,
}

impl fmt::Display for EndlessList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the list has no end: ")?;
        match self {
            Self::RepeatedToken => {
                f.write_str("the token or the link of this page was that of an earlier one")
            }
            Self::RepeatedPage => f.write_str("this page has the items of an earlier one"),
            Self::EmptyPages => write!(f, "more than {MOST_EMPTY_PAGES} pages in a row are empty"),
            Self::GrowingTotal => {
                let most = MOST_PAGES_WITHOUT_PROGRESS;
                write!(f, "its total grew as fast as items came, for more than {most} pages")
            }
            Self::TooManyPages => write!(f, "it has more than {MOST_PAGES} pages"),
        }
    }
}

impl std::error::Error for EndlessList {}

/// The relation of a page to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A new part of the list.
    New,
    /// The previous page again: some servers end a list this way.
    Repeated,
}

/// The state of a stream of pages.
#[derive(Default)]
pub(super) struct Progress {
    keys: Keys,
    pages: usize,
    items: usize,
    /// Hashes of the tokens of requests, and of the items of each page, in any order.
    seen: HashSet<u64>,
    /// The hash of the previous page, in its order.
    before: Option<u64>,
    empty: usize,
    /// The smallest rest of the total so far, and the number of pages since then.
    least: Option<(u64, usize)>,
}

impl Progress {
    /// The number of pages read.
    pub(super) fn pages(&self) -> usize {
        self.pages
    }

    /// The number of items on them.
    pub(super) fn items(&self) -> usize {
        self.items
    }

    /// Called before a page is requested with a token.
    pub(super) fn ask(&mut self, token: Option<&str>) -> Result<(), EndlessList> {
        if self.pages >= MOST_PAGES {
            return Err(EndlessList::TooManyPages);
        }
        match token.map(|token| self.keys.hash_one(("token", token))) {
            Some(token) if !self.seen.insert(token) => Err(EndlessList::RepeatedToken),
            _ => Ok(()),
        }
    }

    /// Called after a page has arrived.
    pub(super) fn add<T: Encode>(
        &mut self,
        items: &[T],
        invalid: &[InvalidItem],
        total: Option<i64>,
    ) -> Result<Step, EndlessList> {
        self.pages += 1;
        if items.is_empty() && invalid.is_empty() {
            self.empty += 1;
            self.before = None;
            let is_gap = self.empty <= MOST_EMPTY_PAGES;
            return if is_gap { Ok(Step::New) } else { Err(EndlessList::EmptyPages) };
        }
        self.empty = 0;
        let (in_order, in_any_order) = self.hashes(items, invalid);
        if self.before.replace(in_order) == Some(in_order) {
            return Ok(Step::Repeated);
        }
        if !self.seen.insert(in_any_order) {
            return Err(EndlessList::RepeatedPage);
        }
        self.items += items.len() + invalid.len();
        self.approach(total).map(|()| Step::New)
    }

    /// The hash of a page, and one that does not depend on the order of its items.
    fn hashes<T: Encode>(&self, items: &[T], invalid: &[InvalidItem]) -> (u64, u64) {
        let fitting = items.iter().map(|item| {
            let mut writer = Writer::new();
            item.encode(&mut writer);
            self.keys.hash_one(writer.written())
        });
        let others = invalid.iter().map(|item| self.keys.hash_one((item.number(), item.raw())));
        let (mut in_order, mut sum) = (0, 0_u64);
        for item in fitting.chain(others) {
            in_order = self.keys.hash_one((in_order, item));
            sum = sum.wrapping_add(item);
        }
        (in_order, self.keys.hash_one(("page", items.len() + invalid.len(), sum)))
    }

    /// Checks that the rest of the total becomes smaller from time to time.
    fn approach(&mut self, total: Option<i64>) -> Result<(), EndlessList> {
        let Some(total) = total.and_then(|total| u64::try_from(total).ok()) else { return Ok(()) };
        let left = total.saturating_sub(self.items as u64);
        self.least = Some(match self.least {
            Some((least, since)) if left >= least => (least, since + 1),
            _ => (left, 0),
        });
        match self.least {
            Some((_, since)) if since > MOST_PAGES_WITHOUT_PROGRESS => {
                Err(EndlessList::GrowingTotal)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_more_pages_than_are_remembered_ends() {
        let mut progress = Progress { pages: MOST_PAGES - 1, ..Progress::default() };
        assert_eq!(
            (progress.ask(Some("a")), progress.add(&[1], &[], None)),
            (Ok(()), Ok(Step::New))
        );
        assert_eq!(progress.ask(Some("b")), Err(EndlessList::TooManyPages));
    }

    #[test]
    fn what_is_remembered_takes_less_than_forty_bytes_a_page() {
        // One token and one page each; a set is at most half empty, with one control byte per entry.
        let mut seen = HashSet::<u64>::new();
        seen.reserve(2 * MOST_PAGES);
        assert!(seen.capacity() * 8 / 7 * 9 < 40 * MOST_PAGES, "{}", seen.capacity());
    }

    #[test]
    fn items_on_a_page_more_than_once_are_counted() {
        let mut progress = Progress::default();
        for page in [&[1, 1, 2][..], &[1, 2, 2], &[1, 2], &[2], &[2, 2], &[1, 1]] {
            assert_eq!(progress.add(page, &[], None), Ok(Step::New), "{page:?}");
        }
        assert_eq!(progress.add(&[2, 1, 2], &[], None), Err(EndlessList::RepeatedPage));
        assert_eq!(progress.pages(), 7);
    }

    #[test]
    fn a_total_that_is_approached_from_time_to_time_is_a_list_that_ends() {
        let read = |total: fn(i64) -> Option<i64>, pages: i64| {
            let mut progress = Progress::default();
            let mut steps = (0..pages).map(|page| progress.add(&[page], &[], total(page)));
            steps.find_map(Result::err)
        };
        assert_eq!(read(|_| Some(1_000), 1_000), None);
        assert_eq!(read(|_| None, 1_000), None);
        assert_eq!(read(|_| Some(-1), 1_000), None);
        assert_eq!(read(|page| Some(1_000 + page / 2), 1_000), None);
        assert_eq!(read(|page| Some(1_000 + page), 101), None);
        assert_eq!(read(|page| Some(1_000 + page), 1_000), Some(EndlessList::GrowingTotal));
        assert_eq!(read(|page| Some(1_000 + 2 * page), 103), Some(EndlessList::GrowingTotal));
    }

    #[test]
    fn empty_pages_are_counted_in_a_row() {
        let mut progress = Progress::default();
        let empty: [u8; 0] = [];
        for page in 0..5 {
            for _ in 0..MOST_EMPTY_PAGES {
                assert_eq!(progress.add(&empty, &[], None), Ok(Step::New));
            }
            assert_eq!(progress.add(&[page], &[], None), Ok(Step::New));
        }
        assert_eq!((progress.items(), progress.pages()), (5, 55));
        let last = (0..=MOST_EMPTY_PAGES).map(|_| progress.add(&empty, &[], None)).last();
        assert_eq!(last, Some(Err(EndlessList::EmptyPages)));
    }
}
