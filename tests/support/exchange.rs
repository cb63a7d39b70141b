//! One call of an operation, against a server that responds with the documented example.

use guestlist_runtime::{Field, ResponseValue};
use serde::Serialize;
use serde_json::Value;

use crate::catalogue::documented;
use crate::server::{Answer, Server};

/// The requests of an API's client.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The folder of the description in `spec/`.
    pub name: &'static str,
    /// The headers of each request, except those that are the same for all APIs.
    pub headers: &'static [(&'static str, &'static str)],
    /// The media type of a request body.
    pub media_type: &'static str,
}

/// A call, and the server that it reaches.
#[derive(Debug)]
pub struct Exchange {
    /// The server.
    pub server: Server,
    api: Api,
    operation: &'static str,
    status: u16,
    body: Vec<u8>,
}

impl Exchange {
    /// A server that responds with the documented example of this status.
    pub fn new(api: Api, operation: &'static str, status: u16) -> Self {
        Self::showing(api, operation, status, status)
    }

    /// The same, with the example that the page gives for another status.
    pub fn showing(api: Api, operation: &'static str, status: u16, shown: u16) -> Self {
        let body = documented(api.name, &format!("{operation}.{shown}"));
        Self::responding(api, operation, status, body)
    }

    /// The same, with a body that the page does not show.
    pub fn responding(api: Api, operation: &'static str, status: u16, body: Vec<u8>) -> Self {
        let answer = match status {
            204 => Answer::new(204),
            _ => Answer::json(status, body.clone()),
        };
        let server = Server::start(answer.header("x-request-id", "scripted"));
        Self { server, api, operation, status, body }
    }

    /// The URL of the server.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Checks the request that arrived: its method, its path and query, the headers that it must have and no
    /// others, and the JSON of the documented request with this name.
    ///
    /// # Panics
    ///
    /// If another request arrived, or more than one.
    #[track_caller]
    pub fn assert_sent(&self, method: &str, path_and_query: &str, example: Option<&str>) {
        let requests = self.server.requests();
        assert_eq!(requests.len(), 1, "a call is one request");
        let request = &requests[0];
        assert_eq!(
            (request.method.as_str(), request.path_and_query.as_str()),
            (method, path_and_query)
        );

        let (host, length) = (self.url().replace("http://", ""), request.body.len().to_string());
        let mut expected = self.api.headers.to_vec();
        expected.extend([("accept", "application/json"), ("accept-encoding", "gzip")]);
        expected.push(("host", &host));
        if example.is_some() {
            expected.extend([("content-type", self.api.media_type), ("content-length", &length)]);
        }
        expected.sort_unstable();
        let headers = request.headers.iter();
        let mut headers: Vec<_> = headers.map(|(name, value)| (&**name, &**value)).collect();
        headers.sort_unstable();
        assert_eq!(headers, expected);

        let body = example.map_or(Value::Null, |example| {
            let body = documented(self.api.name, &format!("{}.{example}", self.operation));
            serde_json::from_slice(&body).expect("a documented body is JSON")
        });
        assert_eq!(request.json(), body);
    }

    /// Checks that the result is the response of the server, with nothing lost.
    ///
    /// # Panics
    ///
    /// If it is another one.
    #[track_caller]
    pub fn assert_answer<T: Serialize>(&self, answer: &ResponseValue<T>) {
        let sent: Value = serde_json::from_slice(&self.body).expect("a documented body is JSON");
        assert_eq!(serde_json::to_value(&**answer).expect("a model is JSON"), sent);
        self.assert_parts(answer);
    }

    /// Checks the status, the headers and the bytes of the result.
    ///
    /// # Panics
    ///
    /// If one of them is not what the server sent.
    #[track_caller]
    pub fn assert_parts<T>(&self, answer: &ResponseValue<T>) {
        assert_eq!(answer.status().as_u16(), self.status);
        assert_eq!(answer.headers()["x-request-id"], "scripted");
        assert_eq!(answer.response().request_id(), Some("scripted"));
        assert_eq!(answer.body(), &self.body);
    }
}

/// The string of an optional property; empty if it is absent.
pub fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

/// The string of a nullable property; empty if it is absent or null.
pub fn field(value: &Field<String>) -> &str {
    value.value().map(String::as_str).unwrap_or_default()
}
