//! Operations of the vendors' pages, called through their typed builders: the request that the page shows
//! arrives, and the response that the page shows comes back, property by property. [`whole`](crate::whole)
//! tests that every operation can be called.

use guestlist_runtime::{Field, ResponseValue};
use guestlist_tests::server::{Answer, Server};
use serde::Serialize;
use serde_json::Value;

use crate::{API_KEY, APPLICATION_KEY, TOKEN};

mod datadog_v1;
mod datadog_v2;
mod datatrails;
mod datocms;

/// One call of an operation, against a server that answers with the documented example.
struct Exchange {
    api: &'static str,
    operation: &'static str,
    status: u16,
    body: Vec<u8>,
    server: Server,
}

impl Exchange {
    fn new(api: &'static str, operation: &'static str, status: u16) -> Self {
        Self::showing(api, operation, status, status)
    }

    /// With the example that the page gives for another status.
    fn showing(api: &'static str, operation: &'static str, status: u16, shown: u16) -> Self {
        Self::answering(
            api,
            operation,
            status,
            crate::documented(api, &format!("{operation}.{shown}")),
        )
    }

    fn answering(api: &'static str, operation: &'static str, status: u16, body: Vec<u8>) -> Self {
        let answer = match status {
            204 => Answer::new(204),
            _ => Answer::json(status, body.clone()),
        };
        let server = Server::start(answer.header("x-request-id", "scripted"));
        Self { api, operation, status, body, server }
    }

    fn url(&self) -> String {
        self.server.url()
    }

    /// The request that arrived is this one, has the headers that it must have and no others, and
    /// carries the JSON of the documented request.
    #[track_caller]
    fn assert_sent(&self, method: &str, path_and_query: &str, example: Option<&str>) {
        let requests = self.server.requests();
        assert_eq!(requests.len(), 1, "a call is one request");
        let request = &requests[0];
        assert_eq!(
            (request.method.as_str(), request.path_and_query.as_str()),
            (method, path_and_query)
        );

        let bearer = format!("Bearer {TOKEN}");
        let agent = |name: &str| format!("{name}/{}", env!("CARGO_PKG_VERSION"));
        let host = self.url().replace("http://", "");
        let length = request.body.len().to_string();
        let mut expected: Vec<(&str, String)> = match self.api {
            "datocms" => vec![
                ("authorization", bearer),
                ("user-agent", agent("guestlist-datocms")),
                ("x-api-version", "3".to_owned()),
            ],
            "datatrails" => {
                vec![("authorization", bearer), ("user-agent", agent("guestlist-datatrails"))]
            }
            _ => vec![
                ("dd-api-key", API_KEY.to_owned()),
                ("dd-application-key", APPLICATION_KEY.to_owned()),
                ("user-agent", agent("guestlist-datadog")),
            ],
        };
        expected.extend([
            ("accept", "application/json".to_owned()),
            ("accept-encoding", "gzip".to_owned()),
            ("host", host),
        ]);
        if example.is_some() {
            let media_type = match self.api {
                "datocms" => "application/vnd.api+json",
                _ => "application/json",
            };
            expected.extend([("content-type", media_type.to_owned()), ("content-length", length)]);
        }
        expected.sort();
        let mut headers: Vec<(&str, String)> =
            request.headers.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        headers.sort();
        assert_eq!(headers, expected);

        let body = example.map_or(Value::Null, |example| {
            let body = crate::documented(self.api, &format!("{}.{example}", self.operation));
            serde_json::from_slice(&body).unwrap()
        });
        assert_eq!(request.json(), body);
    }

    /// The answer is the one that the server gave, with nothing lost.
    #[track_caller]
    fn assert_answer<T: Serialize>(&self, answer: &ResponseValue<T>) {
        let sent: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(serde_json::to_value(&**answer).unwrap(), sent);
        self.assert_parts(answer);
    }

    #[track_caller]
    fn assert_parts<T>(&self, answer: &ResponseValue<T>) {
        assert_eq!(answer.status().as_u16(), self.status);
        assert_eq!(answer.headers()["x-request-id"], "scripted");
        assert_eq!(answer.response().request_id(), Some("scripted"));
        assert_eq!(answer.body(), &self.body);
    }
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

fn field(value: &Field<String>) -> &str {
    value.value().map(String::as_str).unwrap_or_default()
}
