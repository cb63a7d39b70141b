//! An exchange with `fetch`, held by a task of the JavaScript thread.

use std::pin::{Pin, pin};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use http_body::Frame;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use tokio::sync::{mpsc, oneshot};
use wasm_bindgen_futures::spawn_local;

use super::body::{Body, Error};
use super::request::Request;
use super::response::Response;

type Piece = Result<Bytes, Error>;

/// Sends a request once. If nobody waits for the response or reads its body any more, the exchange is
/// aborted.
pub(crate) async fn execute(http: &reqwest::Client, request: Request) -> Result<Response, Error> {
    let request = request.whole().await?;
    let (tell, told) = oneshot::channel();
    spawn_local(exchange(http.clone(), request, tell));
    told.await.unwrap_or_else(|_| Err("the page was left".into()))
}

async fn exchange(
    http: reqwest::Client,
    request: reqwest::Request,
    mut tell: oneshot::Sender<Result<Response, Error>>,
) {
    let response = match select(pin!(http.execute(request)), pin!(tell.closed())).await {
        Either::Left((response, _)) => response,
        Either::Right(_) => return,
    };
    let (pieces, coming) = mpsc::channel(1);
    let response = match response {
        Ok(response) => response,
        Err(error) => {
            // Nobody may be waiting.
            let _ = tell.send(Err(error.into()));
            return;
        }
    };
    if tell.send(Ok(head(&response, coming))).is_err() {
        return;
    }
    let mut body = pin!(response.bytes_stream());
    while let Either::Left((Some(piece), _)) = select(body.next(), pin!(pieces.closed())).await {
        if pieces.send(piece.map_err(Error::from)).await.is_err() {
            return;
        }
    }
}

/// The beginning of a response. Its body is unpacked already, although its headers do not say so.
fn head(response: &reqwest::Response, coming: mpsc::Receiver<Piece>) -> Response {
    let mut http = http::Response::new(Body::wrap(Coming(Mutex::new(coming))));
    *http.status_mut() = response.status();
    *http.headers_mut() = response.headers().clone();
    if http.headers_mut().remove(CONTENT_ENCODING).is_some() {
        http.headers_mut().remove(CONTENT_LENGTH);
    }
    Response::new(http, response.url().clone())
}

/// The body of a response, in a private lock, because a body must be `Sync`.
struct Coming(Mutex<mpsc::Receiver<Piece>>);

impl http_body::Body for Coming {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let pieces = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        pieces.poll_recv(context).map(|piece| Some(piece?.map(Frame::data)))
    }
}
