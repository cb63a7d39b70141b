//! An API that plays back a recording.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::http::mock::exchange::{made_token, read};
use crate::http::mock::recording::{Asked, bytes, secrets_of};
use crate::http::platform::Body;
use crate::http::service::{Attempt, BoxError, Responding, Transport};

/// An API that plays back the exchanges of a [`Recorder`](super::Recorder). Clones share their state.
///
/// A request gets the first unused response to an equal request: equal in method, path, query and body, where
/// secrets count as equal. If there is none, the call fails.
#[derive(Clone)]
pub struct Replay(Arc<Mutex<Vec<Exchange>>>);

struct Exchange {
    asked: Asked,
    response: Value,
    is_given: bool,
}

impl Replay {
    /// Reads a recording.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or a line of it is not an exchange; the error names the line.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let mut exchanges = Vec::new();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let exchange = exchange(line).map_err(|error| {
                io::Error::new(io::ErrorKind::InvalidData, format!("line {}: {error}", index + 1))
            })?;
            exchanges.push(exchange);
        }
        Ok(Self(Arc::new(Mutex::new(exchanges))))
    }

    /// The recorded requests that have not been made yet, as `GET /path`.
    pub fn left(&self) -> Vec<String> {
        let exchanges = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = exchanges.iter().filter(|one| !one.is_given);
        left.map(|one| format!("{} {}", one.asked.method, one.asked.target)).collect()
    }

    fn respond(&self, asked: &Asked) -> Result<http::Response<Body>, BoxError> {
        let mut exchanges = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = exchanges.iter_mut().find(|one| !one.is_given && one.asked == *asked);
        let Some(exchange) = found else {
            let is_near = |one: &&Exchange| {
                !one.is_given
                    && one.asked.method == asked.method
                    && one.asked.target == asked.target
            };
            let why = match exchanges.iter().find(is_near) {
                Some(near) => format!(", but one with the body {}", near.asked.body),
                None => String::new(),
            };
            let (method, target) = (&asked.method, &asked.target);
            return Err(format!("no response to {method} {target} is left{why}").into());
        };
        exchange.is_given = true;
        response(&exchange.response)
    }
}

fn exchange(line: &str) -> Result<Exchange, BoxError> {
    let line: Value = serde_json::from_str(line)?;
    let text = |name: &str| {
        let text = line.get(name).and_then(Value::as_str).map(str::to_owned);
        text.ok_or_else(|| format!("the exchange has no text `{name}`"))
    };
    let body = line.get("body").cloned().unwrap_or_default();
    let asked = Asked { method: text("method")?, target: text("target")?, body };
    let recorded = line.get("response").cloned().unwrap_or_default();
    // Errors are reported now, not in the middle of a test.
    response(&recorded)?;
    Ok(Exchange { asked, response: recorded, is_given: false })
}

fn response(recorded: &Value) -> Result<http::Response<Body>, BoxError> {
    let status = recorded.get("status").and_then(Value::as_u64).and_then(|one| one.try_into().ok());
    let status: u16 = status.ok_or("its response has no status")?;
    let mut response = http::Response::builder().status(status);
    let headers = recorded.get("headers").and_then(Value::as_object);
    for (name, value) in headers.into_iter().flatten() {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values.iter().filter_map(Value::as_str) {
            response = response.header(name, value);
        }
    }
    let body = recorded.get("body").map(bytes).transpose()?.unwrap_or_default();
    Ok(response.body(body.into())?)
}

impl Transport for Replay {
    fn send(&self, request: http::Request<Body>) -> Responding {
        if request.extensions().get::<Attempt>().is_none() {
            return Box::pin(std::future::ready(made_token()));
        }
        let replay = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = read(body).await?;
            replay.respond(&Asked::of(&parts, &body, &secrets_of(&parts)))
        })
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay").field("left", &self.left().len()).finish_non_exhaustive()
    }
}
