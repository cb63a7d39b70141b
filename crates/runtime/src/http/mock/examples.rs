//! An in-memory API with the example responses of a description, or with one change to each.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::http::mock::change::{change_at, nth_change};
use crate::http::mock::exchange::made_token;
use crate::http::platform::Body;
use crate::http::service::{Attempt, BoxError, Responding, Transport};

/// An example response of a description.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    operation: &'static str,
    status: u16,
    media_type: &'static str,
    body: &'static str,
}

impl Example {
    /// A response of an operation, named by the client's method. Without a body the media type is empty.
    #[doc(hidden)]
    pub const fn new(
        operation: &'static str,
        status: u16,
        media_type: &'static str,
        body: &'static str,
    ) -> Self {
        Self { operation, status, media_type, body }
    }

    /// The client's method for its operation.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Its status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Its body; empty if it has none.
    pub fn body(&self) -> &'static str {
        self.body
    }
}

/// An API that responds with the examples of its description, so that a program can be tested without the
/// API, and with other responses that it might send. Clones share their state.
///
/// A call gets the first example of a success of its operation, the next call the next one, and so on in
/// turn.
///
/// ```ignore
/// // What if any value of any response were null, missing, unknown or of another type?
/// for seed in 0..200 {
///     let api = Examples::of(mock::EXAMPLES).mutated(seed);
///     let client = Client::builder().api_token("t").transport(api.clone()).build()?;
///     invite_everybody(&client).await.unwrap_or_else(|error| panic!("{error}\n{:?}", api.changes()));
/// }
/// ```
#[derive(Clone)]
pub struct Examples {
    shown: &'static [Example],
    seed: Option<u64>,
    statuses: HashMap<&'static str, u16>,
    replaced: Vec<Replaced>,
    state: Arc<Mutex<State>>,
}

/// A value with which the caller replaces a part of the examples.
#[derive(Clone)]
struct Replaced {
    operation: &'static str,
    pointer: String,
    json: String,
}

#[derive(Default)]
struct State {
    /// The number of calls of each operation.
    calls: HashMap<&'static str, usize>,
    changes: Vec<String>,
}

impl Examples {
    /// The examples of a client's description: `EXAMPLES` in its module `mock`.
    #[must_use]
    pub fn of(shown: &'static [Example]) -> Self {
        let (statuses, replaced, state) = (HashMap::new(), Vec::new(), Arc::default());
        Self { shown, seed: None, statuses, replaced, state }
    }

    /// Makes one change to each body: a value becomes null, empty, unlisted or of another type, is left out,
    /// or an unknown property is added.
    ///
    /// The same seed makes the same change. Seeds from 0 on go through all changes of a body, one after the
    /// other.
    #[must_use]
    pub fn mutated(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Responds to an operation with its example for this status.
    ///
    /// # Panics
    ///
    /// When there is none; the message lists the statuses with examples.
    #[must_use]
    #[track_caller]
    pub fn status(mut self, operation: &str, status: u16) -> Self {
        let shown = self.shown.iter().filter(|one| one.operation == operation);
        let statuses: Vec<u16> = shown.clone().map(|one| one.status).collect();
        let found = shown.clone().find(|one| one.status == status);
        assert!(found.is_some(), "{operation} is shown with {statuses:?}, and not with {status}");
        self.statuses.extend(found.map(|one| (one.operation, status)));
        self
    }

    /// Responds to an operation with this value at a JSON pointer (RFC 6901) of each body.
    ///
    /// # Panics
    ///
    /// When no example body of the operation has the pointer.
    #[must_use]
    #[track_caller]
    pub fn replaced(mut self, operation: &str, pointer: &str, value: &impl Serialize) -> Self {
        let json = serde_json::to_string(value).unwrap_or_else(|error| error.to_string());
        let mut shown = self.shown.iter().filter(|one| one.operation == operation);
        let found = shown.find(|one| change_at(one.body, pointer, &json).is_some());
        assert!(found.is_some(), "no body that is shown of {operation} has {pointer:?}");
        let pointer = pointer.to_owned();
        self.replaced.extend(found.map(|one| Replaced { operation: one.operation, pointer, json }));
        self
    }

    /// The changes in the responses so far.
    pub fn changes(&self) -> Vec<String> {
        self.state().changes.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn respond(&self, operation: &str) -> Result<http::Response<Body>, BoxError> {
        let shown = self.shown.iter().filter(|one| one.operation == operation);
        let status = self.statuses.get(operation);
        let fits = |one: &&Example| match status {
            Some(status) => one.status == *status,
            None => (200..300).contains(&one.status),
        };
        let shown: Vec<&Example> = shown.filter(fits).collect();
        let mut state = self.state();
        let Some(first) = shown.first() else {
            return Err(format!("the description shows no success of {operation}").into());
        };
        let calls = state.calls.entry(first.operation).or_default();
        let example = shown.get(*calls % shown.len()).unwrap_or(first);
        *calls += 1;
        let mut body = example.body.to_owned();
        for one in self.replaced.iter().filter(|one| one.operation == operation) {
            if let Some(changed) = change_at(&body, &one.pointer, &one.json) {
                state.changes.push(format!("{operation}: {} is {}", one.pointer, one.json));
                body = changed;
            }
        }
        if let Some((changed, what)) = self.seed.and_then(|seed| nth_change(&body, seed)) {
            state.changes.push(format!("{operation}: {what}"));
            body = changed;
        }
        let response = http::Response::builder().status(example.status);
        Ok(match example.media_type {
            "" => response.body(Body::default())?,
            media_type => response.header("content-type", media_type).body(body.into())?,
        })
    }
}

impl Transport for Examples {
    fn send(&self, request: http::Request<Body>) -> Responding {
        let response = match request.extensions().get::<Attempt>() {
            Some(attempt) => self.respond(attempt.operation()),
            None => made_token(),
        };
        Box::pin(std::future::ready(response))
    }
}

impl fmt::Debug for Examples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Examples")
            .field("shown", &self.shown.len())
            .field("seed", &self.seed)
            .finish_non_exhaustive()
    }
}
