//! A browser: `fetch`, through reqwest, and JavaScript's timers.
//!
//! JavaScript values cannot leave their thread. So a task of that thread holds them, and a call only holds
//! one end of a channel: futures and streams are `Send` here as well, and their types are the same. If a call
//! drops its end, the task ends and the exchange is aborted. This module follows no redirects and unpacks no
//! bodies, because the browser has done so.

mod body;
mod connections;
mod fetch;
mod keys;
mod request;
mod response;
mod timer;

use tokio::sync::oneshot;
use wasm_bindgen_futures::spawn_local;
pub(crate) use web_time::Instant;

pub use body::Body;
pub(crate) use body::Error;
pub(crate) use connections::{Connections, Make};
pub(crate) use fetch::execute;
pub(crate) use keys::Keys;
pub(crate) use request::Request;
pub(crate) use response::{Response, received};
pub(crate) use timer::{sleep, sleep_until, timeout, timeout_at};

/// The bytes of a body.
#[cfg(feature = "mock")]
pub(crate) async fn read(body: Body) -> Result<bytes::Bytes, Error> {
    body.bytes().await
}

/// Whether no connection was made, which a browser does not report.
pub(crate) fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// Runs a future that continues even if nobody waits for it any more; `None` if it was aborted.
pub(crate) async fn spawn<F>(future: F) -> Option<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let (tell, told) = oneshot::channel();
    spawn_local(async move {
        // Nobody may be waiting.
        let _ = tell.send(future.await);
    });
    told.await.ok()
}
