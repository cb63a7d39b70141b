//! A call that is sent when it is awaited.
//!
//! It is a type of the runtime, because an `async fn` for each operation takes long to compile.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::http::error::Error;
use crate::http::from_response::{FromResponse, successful};
use crate::http::response::{Response, ResponseValue};
use crate::http::send_error::SendError;

/// A function that makes a value from a response that is known to be a success.
pub(crate) type Read<T, E> = fn(Response) -> Result<ResponseValue<T>, Error<E>>;

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A call that is sent when it is awaited: a future of [`Result<ResponseValue<T>, Error<E>>`](ResponseValue).
///
/// Nothing is sent before it is awaited, and its timeout has not started. Dropping it ends the call; the
/// server may have received the request.
#[must_use = "a call is sent when it is awaited"]
pub struct ResponseFuture<'a, T, E>(State<'a, T, E>);

enum State<'a, T, E> {
    /// The whole response is read before a value is made from it.
    Whole(Boxed<'a, Result<Response, SendError>>, Read<T, E>),
    /// A future of the value itself: a stream, which begins with the response, or a page.
    Value(Boxed<'a, Result<ResponseValue<T>, Error<E>>>),
}

impl<'a, T, E> ResponseFuture<'a, T, E> {
    pub(crate) fn of_whole(sent: Boxed<'a, Result<Response, SendError>>, read: Read<T, E>) -> Self {
        Self(State::Whole(sent, read))
    }

    /// Wraps a future with the same output.
    pub(crate) fn of(
        future: impl Future<Output = Result<ResponseValue<T>, Error<E>>> + Send + 'a,
    ) -> Self {
        Self(State::Value(Box::pin(future)))
    }
}

impl<T, E: FromResponse> Future for ResponseFuture<'_, T, E> {
    type Output = Result<ResponseValue<T>, Error<E>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.get_mut().0 {
            State::Whole(sent, read) => {
                let response = ready!(sent.as_mut().poll(context))?;
                Poll::Ready(successful(response).and_then(*read))
            }
            State::Value(future) => future.as_mut().poll(context),
        }
    }
}

impl<T, E> fmt::Debug for ResponseFuture<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
