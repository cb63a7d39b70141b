//! Lists that come in pages, as streams.
//!
//! A page is asked for when the one before has been used up, and no earlier.
//!
//! Every list ends, whatever the server says: where it would go on without end, the last item is an
//! [`Error::EndlessList`].

pub(crate) mod progress;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream, StreamExt as _, TryStreamExt as _};

use crate::http::error::Error;
use crate::http::response::ResponseValue;
use crate::json::codec::Encode;
pub use progress::{EndlessList, MOST_EMPTY_PAGES, MOST_PAGES, MOST_PAGES_WITHOUT_PROGRESS};
use progress::{Progress, Step};

/// What a paged operation does, as its description says it. Made for it by generated code.
#[doc(hidden)]
pub trait Paged: Sized + Clone {
    /// A response: one page.
    type Page;
    /// What stands on a page.
    type Item: Encode;
    /// What the API documents for its errors.
    type Error;

    /// Sends the call for one page.
    fn fetch(
        self,
    ) -> impl Future<Output = Result<ResponseValue<Self::Page>, Error<Self::Error>>> + Send;

    /// What stands on a page.
    fn items(page: &Self::Page) -> Option<&Vec<Self::Item>>;

    /// The same, to be taken out.
    fn take(page: Self::Page) -> Vec<Self::Item>;

    /// The token that the call asks with, where the pages of its list have tokens.
    fn token(&self) -> Option<&str> {
        None
    }

    /// How many items there are on all pages, where the page says it.
    fn total(page: &Self::Page) -> Option<i64> {
        let _ = page;
        None
    }

    /// The call for the page after `page`, on which `on_page` items stand; with those of the pages
    /// before, `seen` items have come. `None` after the last page.
    fn next(self, page: &Self::Page, on_page: usize, seen: usize) -> Option<Self>;
}

/// A page that could not be had. The pages before it have been given.
pub struct PageError<E = ()> {
    page: usize,
    error: Error<E>,
}

impl<E> PageError<E> {
    /// Which page it was, from 1.
    pub fn page(&self) -> usize {
        self.page
    }

    /// Why it could not be had.
    pub fn error(&self) -> &Error<E> {
        &self.error
    }

    /// Why it could not be had.
    pub fn into_error(self) -> Error<E> {
        self.error
    }
}

impl<E> fmt::Display for PageError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page {}: {}", self.page, self.error)
    }
}

impl<E: fmt::Debug> fmt::Debug for PageError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageError").field("page", &self.page).field("error", &self.error).finish()
    }
}

impl<E: fmt::Debug + 'static> std::error::Error for PageError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Where a stream of pages is.
struct Position<C: Paged> {
    call: C,
    progress: Progress,
}

/// A list that arrives as it is read: `next` gives its items, or use it as a [`Stream`].
///
/// Nothing is asked for before it is needed. After an error there is nothing more.
pub struct Paging<'a, T, E>(Items<'a, T, E>);

type Items<'a, T, E> = Pin<Box<dyn Stream<Item = Result<T, PageError<E>>> + Send + 'a>>;

impl<T, E> Paging<'_, T, E> {
    /// The next one; `None` at the end.
    ///
    /// # Errors
    ///
    /// When the page that it is on could not be had.
    pub async fn next(&mut self) -> Option<Result<T, PageError<E>>> {
        self.0.next().await
    }

    /// All of them, in a list.
    ///
    /// # Errors
    ///
    /// When a page could not be had.
    pub async fn all(self) -> Result<Vec<T>, PageError<E>> {
        self.0.try_collect().await
    }
}

impl<T, E> Stream for Paging<'_, T, E> {
    type Item = Result<T, PageError<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T, E> fmt::Debug for Paging<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paging").finish_non_exhaustive()
    }
}

/// The pages of a call, one request each.
#[doc(hidden)]
pub fn pages<'a, C>(call: C) -> Paging<'a, ResponseValue<C::Page>, C::Error>
where
    C: Paged + Send + 'a,
    C::Page: Send + Sync,
    C::Item: Clone + Send,
    C::Error: Send,
{
    let start = Position { call, progress: Progress::default() };
    Paging(Box::pin(stream::try_unfold(Some(start), |position| async move {
        let Some(Position { call, mut progress }) = position else { return Ok(None) };
        let number = progress.pages() + 1;
        let endless = |error| PageError { page: number, error: Error::EndlessList(error) };
        progress.ask(call.token()).map_err(endless)?;
        let response = call.clone().fetch().await;
        let page = response.map_err(|error| PageError { page: number, error })?;
        let items = C::items(&page).map(Vec::as_slice).unwrap_or_default();
        if progress.add(items, C::total(&page)).map_err(endless)? == Step::Repeated {
            return Ok(None);
        }
        let next = call.next(&page, items.len(), progress.items());
        Ok(Some((page, next.map(|call| Position { call, progress }))))
    })))
}

/// What stands on the pages of a call, one after the other.
#[doc(hidden)]
pub fn items<'a, C>(call: C) -> Paging<'a, C::Item, C::Error>
where
    C: Paged + Send + 'a,
    C::Page: Send + Sync,
    C::Item: Clone + Send + 'a,
    C::Error: Send + 'a,
{
    let pages = pages(call);
    Paging(Box::pin(
        pages.map_ok(|page| stream::iter(C::take(page.into_inner())).map(Ok)).try_flatten(),
    ))
}

/// Whether a list that is paged by number goes on after a page: until all of the `total` items have
/// been seen where the server tells it, else until a page is not full. An empty page is the end in
/// any case.
#[doc(hidden)]
pub fn goes_on(on_page: usize, size: impl Into<i64>, seen: usize, total: Option<i64>) -> bool {
    match total.and_then(|total| usize::try_from(total).ok()) {
        _ if on_page == 0 => false,
        Some(total) => seen < total,
        None => usize::try_from(size.into()).is_ok_and(|size| on_page >= size),
    }
}

#[cfg(test)]
mod tests;
