//! An in-memory API, for the tests of programs that use a client.
//!
//! Each of these is a transport, so no socket is opened:
//!
//! - [`Mocks`] respond with models. The functions in a client's module `mock` select the call.
//! - [`Examples`] respond with the examples of the description, or with one change to each.
//! - [`Replay`] responds with the exchanges that a [`Recorder`] has recorded from a real API.

mod change;
mod examples;
mod exchange;
mod recording;
mod replay;

use std::fmt::{self, Display, Write as _};
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use reqwest::Url;
use serde::Serialize;
use serde_json::Value;

use crate::http::mock::exchange::read;
use crate::http::path_segment::encode_segment;
use crate::http::platform::Body;
use crate::http::service::{Attempt, BoxError, Responding, Transport};

pub use examples::{Example, Examples};
pub use recording::Recorder;
pub use replay::Replay;

/// The responses of an in-memory API. Clones share their state.
///
/// A request that matches no mock fails the call; the error says what each mock of its operation expects
/// instead. If several mocks match, the first responds.
#[derive(Clone, Default)]
pub struct Mocks(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    mocks: Vec<Mocked>,
    /// The requests that matched no mock, and what each mock of their operation expected instead.
    unmatched: Vec<String>,
}

/// A mocked call.
struct Mocked {
    operation: &'static str,
    method: &'static str,
    path: String,
    query: Vec<(String, String)>,
    body: Option<Value>,
    /// One for each request; the last one also for all later requests.
    responses: Vec<(u16, Option<Bytes>)>,
    calls: usize,
}

/// A received request.
struct Asked {
    operation: Option<&'static str>,
    method: String,
    path: String,
    query: Vec<(String, String)>,
    body: Bytes,
}

impl Mocks {
    /// Creates an API without any responses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The requests that matched no mock, and what each mock of their operation expected instead.
    pub fn unmatched(&self) -> Vec<String> {
        self.state().unmatched.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Mocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mocks").field("mocks", &self.state().mocks.len()).finish_non_exhaustive()
    }
}

impl Transport for Mocks {
    fn send(&self, request: http::Request<Body>) -> Responding {
        let mocks = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = Url::parse(&parts.uri.to_string())?;
            let asked = Asked {
                operation: parts.extensions.get::<Attempt>().map(Attempt::operation),
                method: parts.method.as_str().to_owned(),
                path: url.path().to_owned(),
                query: url.query_pairs().into_owned().collect(),
                body: read(body).await?,
            };
            mocks.respond(&asked)
        })
    }
}

impl Mocks {
    fn respond(&self, asked: &Asked) -> Result<http::Response<Body>, BoxError> {
        let mut state = self.state();
        let mut reasons = String::new();
        for mocked in &mut state.mocks {
            let Some(reason) = mocked.differs(asked) else {
                let index = mocked.calls.min(mocked.responses.len().saturating_sub(1));
                mocked.calls += 1;
                let (status, body) = mocked.responses.get(index).cloned().unwrap_or((204, None));
                let response = http::Response::builder().status(status);
                // An operation without a body gets none.
                return Ok(match body {
                    Some(body) => response
                        .header("content-type", "application/json")
                        .header("content-length", body.len())
                        .body(body.into())?,
                    None => response.body(Body::default())?,
                });
            };
            if asked.operation == Some(mocked.operation) {
                let _ = write!(reasons, "\n  a mock of the operation expects {reason}");
            }
        }
        let (method, path) = (&asked.method, &asked.path);
        let message = format!("no mock matches {method} {path}{reasons}");
        state.unmatched.push(message.clone());
        Err(message.into())
    }
}

impl Mocked {
    /// The difference between the mock and a request; none if the request matches.
    fn differs(&self, asked: &Asked) -> Option<String> {
        let is_of_other = asked.operation.is_some_and(|operation| operation != self.operation);
        if is_of_other || asked.method != self.method {
            return Some(format!("{} {}", self.method, self.path));
        }
        // The server may have a path before that of the operation.
        if !asked.path.ends_with(&self.path) {
            return Some(format!("the path {}", self.path));
        }
        for (name, value) in &self.query {
            let given = asked.query.iter().filter(|(known, _)| known == name);
            let given: Vec<&str> = given.map(|(_, value)| value.as_str()).collect();
            if !given.contains(&value.as_str()) {
                return Some(format!("`{name}` = {value:?} in the query, which has {given:?}"));
            }
        }
        let wanted = self.body.as_ref()?;
        let Ok(given) = serde_json::from_slice::<Value>(&asked.body) else {
            return Some("a JSON body".to_owned());
        };
        difference(wanted, &given, &mut String::new())
    }
}

/// The first place where two values differ.
fn difference(wanted: &Value, given: &Value, path: &mut String) -> Option<String> {
    let length = path.len();
    match (wanted, given) {
        (Value::Object(wanted), Value::Object(given)) => {
            let names =
                wanted.keys().chain(given.keys().filter(|name| !wanted.contains_key(*name)));
            for name in names {
                let _ = write!(path, "{}{name}", if length == 0 { "" } else { "." });
                let found = match (wanted.get(name), given.get(name)) {
                    (Some(wanted), Some(given)) => difference(wanted, given, path),
                    (Some(wanted), None) => Some(format!("{wanted} as `{path}`, which is missing")),
                    (None, given) => given.map(|given| format!("no `{path}`, which is {given}")),
                };
                if found.is_some() {
                    return found;
                }
                path.truncate(length);
            }
            None
        }
        (Value::Array(wanted), Value::Array(given)) if wanted.len() == given.len() => {
            for (index, (wanted, given)) in wanted.iter().zip(given).enumerate() {
                let _ = write!(path, "[{index}]");
                let found = difference(wanted, given, path);
                if found.is_some() {
                    return found;
                }
                path.truncate(length);
            }
            None
        }
        _ if wanted == given => None,
        _ if path.is_empty() => Some(format!("the body {wanted}, which is {given}")),
        _ => Some(format!("{wanted} as `{path}`, which is {given}")),
    }
}

/// A call of an operation to be mocked. `S` is the model of its success, `B` that of its request body.
#[must_use = "nothing is mocked before `responds` or `fails`"]
pub struct MockCall<S, B> {
    mocks: Mocks,
    mocked: Mocked,
    models: PhantomData<fn(S, B)>,
}

/// Shows the expected call.
impl<S, B> fmt::Debug for MockCall<S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockCall")
            .field("method", &self.mocked.method)
            .field("path", &self.mocked.path)
            .field("query", &self.mocked.query)
            .field("body", &self.mocked.body)
            .finish_non_exhaustive()
    }
}

impl<S: Serialize, B: Serialize> MockCall<S, B> {
    /// A call of an operation with this method and path; `{}` in the path stands for a parameter.
    #[doc(hidden)]
    pub fn new(
        mocks: &Mocks,
        (operation, method): (&'static str, &'static str),
        template: &str,
        parameters: &[&str],
    ) -> Self {
        let mut path = template.to_owned();
        for parameter in parameters {
            let segment = encode_segment(parameter);
            path = path.replacen("{}", &segment, 1);
        }
        let (query, body, responses) = (Vec::new(), None, Vec::new());
        let mocked = Mocked { operation, method, path, query, body, responses, calls: 0 };
        Self { mocks: mocks.clone(), mocked, models: PhantomData }
    }

    /// Matches only calls with this value of a query parameter, named as in the URL.
    pub fn query(mut self, name: &str, value: impl Display) -> Self {
        self.mocked.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// Matches only calls with this body.
    pub fn body(mut self, body: &B) -> Self {
        self.mocked.body = json(body).and_then(|json| serde_json::from_slice(&json).ok());
        self
    }

    /// Responds with success.
    pub fn responds(self, status: u16, body: &S) -> Mock<S> {
        self.mock(status, json(body))
    }

    /// Responds with an error, whose body is usually one of the API's error models.
    pub fn fails(self, status: u16, body: &impl Serialize) -> Mock<S> {
        self.mock(status, json(body))
    }

    fn mock(mut self, status: u16, body: Option<Bytes>) -> Mock<S> {
        self.mocked.responses.push((status, body));
        let index = {
            let mut state = self.mocks.state();
            state.mocks.push(self.mocked);
            state.mocks.len() - 1
        };
        Mock { mocks: self.mocks, index, model: PhantomData }
    }
}

/// The JSON text of a model; none for `null`, and for a caller's type that cannot be written as JSON.
fn json(value: &impl Serialize) -> Option<Bytes> {
    serde_json::to_vec(value).ok().filter(|json| json != b"null").map(Bytes::from)
}

/// A mocked call.
pub struct Mock<S> {
    mocks: Mocks,
    index: usize,
    model: PhantomData<fn(S)>,
}

impl<S> fmt::Debug for Mock<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("calls", &self.calls()).finish_non_exhaustive()
    }
}

impl<S: Serialize> Mock<S> {
    /// Responds to the next call with another success; the last response is also for all later calls.
    pub fn then_responds(self, status: u16, body: &S) -> Self {
        self.then(status, json(body))
    }

    /// Responds to the next call with an error; the last response is also for all later calls.
    pub fn then_fails(self, status: u16, body: &impl Serialize) -> Self {
        self.then(status, json(body))
    }

    fn then(self, status: u16, body: Option<Bytes>) -> Self {
        if let Some(mocked) = self.mocks.state().mocks.get_mut(self.index) {
            mocked.responses.push((status, body));
        }
        self
    }
}

impl<S> Mock<S> {
    /// The number of requests that it has responded to.
    pub fn calls(&self) -> usize {
        self.mocks.state().mocks.get(self.index).map_or(0, |mocked| mocked.calls)
    }

    /// Fails the test unless it has responded to exactly one request.
    ///
    /// # Panics
    ///
    /// When it has responded to none or to several; the message lists the requests that matched no mock.
    #[track_caller]
    pub fn assert(&self) {
        self.assert_calls(1);
    }

    /// Fails the test unless it has responded to exactly this many requests.
    ///
    /// # Panics
    ///
    /// When it has not; the message lists the requests that matched no mock.
    #[track_caller]
    pub fn assert_calls(&self, calls: usize) {
        let (found, unmatched) = (self.calls(), self.mocks.unmatched().join("\n"));
        assert!(found == calls, "{calls} calls were expected, and {found} came\n{unmatched}");
    }
}
