//! Lists that come in pages, as streams.
//!
//! A page is requested when the previous one has been used up, and not earlier.
//!
//! Every list ends, whatever the server sends: if it would go on forever, the last item is an
//! [`Error::EndlessList`].

mod links;
mod offset;
pub(crate) mod progress;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, Stream, StreamExt as _, TryStreamExt as _};

use crate::http::error::Error;
use crate::http::from_response::FromResponse;
#[doc(hidden)]
pub use crate::http::link::LinkError;
use crate::http::response::{Response, ResponseValue};
use crate::http::response_future::ResponseFuture;
use crate::http::salvage::{Page, Salvage, fits};
use crate::json::codec::{Decode, Encode};
use crate::json::decode::decode_within;
pub use links::{follow, follow_header, linked};
pub use offset::next_offset;
pub use progress::{EndlessList, MOST_EMPTY_PAGES, MOST_PAGES, MOST_PAGES_WITHOUT_PROGRESS};
use progress::{Progress, Step};

/// A paged operation, implemented by generated code according to its description.
#[doc(hidden)]
pub trait Paged<'a>: Sized + Clone {
    /// The property of a page that has its items; empty if the page is an array of them.
    const ITEMS: &'static str;
    /// A response: one page.
    type Page: Decode;
    /// The items of a page.
    type Item: Decode + Encode;
    /// The documented errors of the API.
    type Error: FromResponse;

    /// The call for one page.
    fn fetch(self) -> ResponseFuture<'a, Self::Page, Self::Error>;

    /// The items of a page.
    fn items(page: &Self::Page) -> Option<&Vec<Self::Item>>;

    /// The items of a page, by value.
    fn take(page: Self::Page) -> Vec<Self::Item>;

    /// The token or the link of the call, if its list uses one.
    fn token(&self) -> Option<&str> {
        None
    }

    /// The number of items on all pages, if the page gives it.
    fn total(page: &Self::Page) -> Option<i64> {
        let _ = page;
        None
    }

    /// The call for the page after `page`, which has `on_page` items; with the earlier pages, `seen` items
    /// have come. `None` after the last page.
    fn next(self, page: &Self::Page, on_page: usize, seen: usize) -> Option<Self> {
        let _ = (page, on_page, seen);
        None
    }

    /// The same, but for a whole response, whose links count.
    ///
    /// # Errors
    ///
    /// When the link to the next page may not be followed.
    fn after(
        self,
        page: &ResponseValue<Self::Page>,
        on_page: usize,
        seen: usize,
    ) -> Result<Option<Self>, LinkError> {
        Ok(self.next(page, on_page, seen))
    }
}

/// The error of a page that could not be read. The pages before it have been returned.
pub struct PageError<E = ()> {
    page: usize,
    error: Error<E>,
}

impl<E> PageError<E> {
    /// The number of the page, from 1.
    pub fn page(&self) -> usize {
        self.page
    }

    /// The reason.
    pub fn error(&self) -> &Error<E> {
        &self.error
    }

    /// Returns `true` if only one item does not fit, so that the others still come.
    pub fn is_item(&self) -> bool {
        matches!(self.error, Error::InvalidItem(..))
    }

    /// The reason.
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

/// The position of a stream of pages.
enum Position<C> {
    /// Before a page.
    Before { call: C, progress: Progress },
    /// Before a page that is not requested: its number and the reason.
    Unfollowed(usize, LinkError),
}

/// A list that is requested as it is read: `next` returns its items, or use it as a [`Stream`].
///
/// No page is requested before it is needed. In a stream of items, one that does not fit is an error
/// ([`PageError::is_item`]), and the others still come; after any other error the list ends.
pub struct Paging<'a, T, E>(Items<'a, T, E>);

type Items<'a, T, E> = Pin<Box<dyn Stream<Item = Result<T, PageError<E>>> + Send + 'a>>;

impl<T, E> Paging<'_, T, E> {
    /// The next item; `None` at the end.
    ///
    /// # Errors
    ///
    /// When its page could not be read.
    pub async fn next(&mut self) -> Option<Result<T, PageError<E>>> {
        self.0.next().await
    }

    /// Collects all items.
    ///
    /// # Errors
    ///
    /// When a page could not be read.
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

/// A page that was read.
struct Read<P> {
    number: usize,
    page: ResponseValue<P>,
}

/// The pages of a call, one request each. Without `salvage`, a page with an item that does not fit is an error.
fn read<'a, C>(
    call: C,
    salvage: Option<Salvage>,
) -> impl Stream<Item = Result<Read<C::Page>, PageError<C::Error>>> + Send + 'a
where
    C: Paged<'a> + Send + 'a,
    C::Page: Send + Sync,
    C::Item: Clone + Send,
    C::Error: Send,
{
    let start = Position::Before { call, progress: Progress::default() };
    stream::try_unfold(Some(start), move |position| async move {
        let (call, mut progress) = match position {
            Some(Position::Before { call, progress }) => (call, progress),
            Some(Position::Unfollowed(page, error)) => {
                return Err(PageError { page, error: Error::UnfollowedLink(error) });
            }
            None => return Ok(None),
        };
        let number = progress.pages() + 1;
        let failed = |error| PageError { page: number, error };
        let endless = |error| failed(Error::EndlessList(error));
        progress.ask(call.token()).map_err(endless)?;
        let page = match call.clone().fetch().await {
            Err(error) => match salvage {
                Some(salvage) => rest::<C>(error, salvage),
                None => Err(error),
            },
            page => page,
        };
        let page = page.map_err(failed)?;
        let items = C::items(&page).map(Vec::as_slice).unwrap_or_default();
        let invalid = page.response().invalid_items();
        let on_page = items.len() + invalid.len();
        let step = progress.add(items, invalid, C::total(&page));
        if step.map_err(endless)? == Step::Repeated {
            return Ok(None);
        }
        let next = match call.after(&page, on_page, progress.items()) {
            Ok(next) => next.map(|call| Position::Before { call, progress }),
            Err(error) => Some(Position::Unfollowed(number + 1, error)),
        };
        Ok(Some((Read { number, page }, next)))
    })
}

/// The pages of a call.
#[doc(hidden)]
pub fn pages<'a, C>(call: C) -> Paging<'a, ResponseValue<C::Page>, C::Error>
where
    C: Paged<'a> + Send + 'a,
    C::Page: Send + Sync,
    C::Item: Clone + Send,
    C::Error: Send,
{
    Paging(Box::pin(read(call, None).map_ok(|read| read.page)))
}

/// The items on the pages of a call, one after the other. An item that does not fit is an error in its place.
#[doc(hidden)]
pub fn items<'a, C>(call: C) -> Paging<'a, C::Item, C::Error>
where
    C: Paged<'a> + Send + 'a,
    C::Page: Send + Sync,
    C::Item: Clone + Send + 'a,
    C::Error: Send + 'a,
{
    let pages = read(call, Some(Salvage::new())).map_ok(|Read { number, page }| {
        let response = page.response().clone();
        let mut items: Vec<_> = C::take(page.into_inner()).into_iter().map(Ok).collect();
        for item in response.invalid_items() {
            let at = items.len().min(item.index());
            let error = Error::InvalidItem(response.clone(), item.clone());
            items.insert(at, Err(PageError { page: number, error }));
        }
        stream::iter(items)
    });
    Paging(Box::pin(pages.try_flatten()))
}

/// Decodes a response as a page. If the call keeps valid items, those that do not fit are left out.
///
/// # Errors
///
/// When it does not fit.
#[doc(hidden)]
pub fn page<'a, C: Paged<'a>>(
    response: Response,
) -> Result<ResponseValue<C::Page>, Error<C::Error>> {
    kept::<C>(ResponseValue::json(response))
}

/// The same for a page whose body may be missing.
///
/// # Errors
///
/// When it does not fit.
#[doc(hidden)]
pub fn page_or_nothing<'a, C: Paged<'a>>(
    response: Response,
) -> Result<ResponseValue<Option<C::Page>>, Error<C::Error>> {
    match response.body().trim_ascii().is_empty() {
        true => ResponseValue::json_or_nothing(response),
        false => page::<C>(response).map(ResponseValue::some),
    }
}

/// The page. If it does not fit and the call keeps valid items, the page without those that do not fit.
fn kept<'a, C: Paged<'a>>(
    page: Result<ResponseValue<C::Page>, Error<C::Error>>,
) -> Result<ResponseValue<C::Page>, Error<C::Error>> {
    page.or_else(|error| match error.response().and_then(Response::salvage) {
        Some(salvage) => rest::<C>(error, salvage),
        None => Err(error),
    })
}

/// An invalid page without its invalid items; the error if the items are not the reason.
fn rest<'a, C: Paged<'a>>(
    error: Error<C::Error>,
    salvage: Salvage,
) -> Result<ResponseValue<C::Page>, Error<C::Error>> {
    let Error::InvalidResponsePayload(response, _) = &error else { return Err(error) };
    let rest = salvage.rest(&Page {
        text: &response.text(),
        limit: response.body_limit(),
        secrets: response.secrets(),
        items: C::ITEMS,
        fits: fits::<C::Item>,
    });
    let page = rest.and_then(|rest| {
        let page = decode_within(&rest.page, response.body_limit()).ok()?;
        Some(ResponseValue::new(page, response.clone().with_invalid_items(rest.invalid)))
    });
    page.ok_or(error)
}

/// The page of a call whose response may have no body; a missing body is an error.
#[doc(hidden)]
pub fn present<'a, T, E>(call: ResponseFuture<'a, Option<T>, E>) -> ResponseFuture<'a, T, E>
where
    T: Decode + Send + 'a,
    E: FromResponse + 'a,
{
    ResponseFuture::of(async {
        // A missing body is not JSON.
        call.await?.present().or_else(|missing| ResponseValue::json(missing.response().clone()))
    })
}

/// A page that is one of several responses of a call; any other response is an error.
#[doc(hidden)]
pub fn of_status<'a, V, T, E>(
    call: ResponseFuture<'a, V, E>,
    page: fn(V) -> Option<T>,
) -> ResponseFuture<'a, T, E>
where
    V: 'a,
    T: 'a,
    E: FromResponse + 'a,
{
    ResponseFuture::of(async move { call.await?.try_map(page).map_err(Error::UnexpectedResponse) })
}

/// Whether a list that is paged by number goes on after a page: until all `total` items have been seen if the
/// server gives the total, else until a page is not full. An empty page always ends it.
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
