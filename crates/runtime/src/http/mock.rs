//! Typed mocks of operations, for the tests of whoever uses a client.
//!
//! They stand on an [`httpmock::MockServer`]: the functions of a client's module `mock` say which
//! call is meant, and what it responds with is a model.

use std::fmt::{self, Display};
use std::marker::PhantomData;

pub use httpmock::{Mock, MockServer};

use httpmock::Method;
use serde::Serialize;

use crate::http::path_segment::encode_path;

/// A call of an operation that is mocked. `S` is the model of its success, `B` that of the
/// body of its request.
#[must_use = "nothing is mocked before `responds` or `fails`"]
pub struct MockCall<'s, S, B> {
    server: &'s MockServer,
    method: &'static str,
    path: String,
    query: Vec<(String, String)>,
    body: Option<String>,
    models: PhantomData<fn(S, B)>,
}

/// Shows the call that is meant.
impl<S, B> fmt::Debug for MockCall<'_, S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockCall")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl<'s, S: Serialize, B: Serialize> MockCall<'s, S, B> {
    /// A call with this method and path; in the path `{}` stands for a parameter.
    #[doc(hidden)]
    pub fn new(
        server: &'s MockServer,
        method: &'static str,
        template: &str,
        parameters: &[&str],
    ) -> Self {
        let mut path = template.to_owned();
        for parameter in parameters {
            // What a client refuses to send is never asked for.
            let segment = encode_path(parameter).unwrap_or_default();
            path = path.replacen("{}", &segment, 1);
        }
        Self { server, method, path, query: Vec::new(), body: None, models: PhantomData }
    }

    /// Only calls with this value of a query parameter, by its name on the wire.
    pub fn query(mut self, name: &str, value: impl Display) -> Self {
        self.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// Only calls with this body.
    pub fn body(mut self, body: &B) -> Self {
        self.body = Some(json(body));
        self
    }

    /// Answers with success.
    pub fn responds(self, status: u16, body: &S) -> Mock<'s> {
        self.mock(status, json(body))
    }

    /// Answers with an error, whose body is usually one of the API's error models.
    pub fn fails(self, status: u16, body: &impl Serialize) -> Mock<'s> {
        self.mock(status, json(body))
    }

    fn mock(self, status: u16, response: String) -> Mock<'s> {
        self.server.mock(|mut when, mut then| {
            when = when.method(Method::from(self.method)).path(self.path.as_str());
            for (name, value) in &self.query {
                when = when.query_param(name, value);
            }
            if let Some(body) = &self.body {
                when.json_body(serde_json::from_str::<serde_json::Value>(body).unwrap_or_default());
            }
            then = then.status(status);
            // An operation without a body gets none.
            if response != "null" {
                then.header("content-type", "application/json").body(response);
            }
        })
    }
}

/// The text of a model. A type of the caller's that is not JSON becomes no body.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
