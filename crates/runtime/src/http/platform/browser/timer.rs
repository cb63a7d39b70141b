//! Timers with `setTimeout`, which are cleared when a call ends earlier.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use js_sys::{Array, Function, Promise, Reflect, global};
use tokio::sync::oneshot;
use wasm_bindgen_futures::wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_time::Instant;

/// The longest time of one timer, because `setTimeout` treats more than 24 days as zero.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The time is up.
#[derive(Debug)]
pub(crate) struct Elapsed;

/// Waits for a time.
pub(crate) async fn sleep(time: Duration) {
    match Instant::now().checked_add(time) {
        Some(moment) => sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

/// Waits until a moment.
pub(crate) async fn sleep_until(moment: Instant) {
    loop {
        let left = moment.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        // A timer that could not be set never ends.
        if set(left.min(LONGEST)).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Waits for a future, at most for a time.
pub(crate) async fn timeout<F: Future>(time: Duration, future: F) -> Result<F::Output, Elapsed> {
    first(future, sleep(time)).await
}

/// Waits for a future, at most until a moment.
pub(crate) async fn timeout_at<F: Future>(
    moment: Instant,
    future: F,
) -> Result<F::Output, Elapsed> {
    first(future, sleep_until(moment)).await
}

/// The future is polled first, so that no timer is set if it is ready.
async fn first<F: Future>(future: F, end: impl Future<Output = ()>) -> Result<F::Output, Elapsed> {
    match select(pin!(future), pin!(end)).await {
        Either::Left((output, _)) => Ok(output),
        Either::Right(_) => Err(Elapsed),
    }
}

/// Sets a timer, which is cleared when its receiver is dropped.
fn set(time: Duration) -> oneshot::Receiver<()> {
    let (mut tell, told) = oneshot::channel();
    spawn_local(async move {
        let mut timer = Ok(JsValue::UNDEFINED);
        // Rounded up, because a timer that ends too early would be set again.
        let milliseconds = JsValue::from(time.as_nanos().div_ceil(1_000_000) as f64);
        let rings = Promise::new(&mut |resolve, _| {
            timer = call("setTimeout", &Array::of2(&resolve, &milliseconds));
        });
        let Ok(timer) = timer else { return };
        let is_given_up = {
            let rings = pin!(JsFuture::from(rings));
            matches!(select(rings, pin!(tell.closed())).await, Either::Right(_))
        };
        if is_given_up {
            // Nobody waits for it any more.
            let _ = call("clearTimeout", &Array::of1(&timer));
        } else {
            let _ = tell.send(());
        }
    });
    told
}

/// Calls a function that JavaScript pages, workers and servers all have.
fn call(name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let global = global();
    let function = Reflect::get(&global, &JsValue::from(name))?.dyn_into::<Function>()?;
    function.apply(&global, arguments)
}
