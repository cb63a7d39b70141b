//! The parts of the environment that a call needs: an HTTP client, a clock, timers and tasks.
//!
//! The names are the same for an operating system and a browser. No other module distinguishes the two,
//! except for files (`upload/file.rs`) and the reasons of failures (`transport/unknown_progress.rs`), which a
//! browser lacks.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

#[cfg(target_arch = "wasm32")]
use browser as here;
#[cfg(not(target_arch = "wasm32"))]
use native as here;

pub use here::Body;
#[cfg(feature = "mock")]
pub(crate) use here::read;
pub(crate) use here::{
    Connections, Error, Instant, Keys, Make, Request, Response, execute, is_connect, received,
    sleep, sleep_until, spawn, timeout, timeout_at,
};
