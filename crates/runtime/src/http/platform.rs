//! What a call needs of where it runs: an HTTP client, a clock, timers and tasks.
//!
//! An operating system and a browser have the same names here, and no other module asks which of them it is, but for
//! what a browser does not have at all: files (`upload/file.rs`), and reasons (`transport/unknown_progress.rs`).

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
