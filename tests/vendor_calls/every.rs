//! Promises that hold for all operations: each is tested with every described operation.

use std::collections::BTreeSet;

use guestlist_tests::catalogue::Message;
use guestlist_tests::described::{Described, described};
use guestlist_tests::operations::{Given, Outcome, operation, operations};
use guestlist_tests::schema::Judge;
use guestlist_tests::server::{Answer, Server};

/// One operation: what is known about it, and how it is called.
pub(crate) struct Call {
    pub(crate) described: &'static Described,
}

pub(crate) fn every_call() -> impl Iterator<Item = Call> {
    described().iter().map(|described| Call { described })
}

impl Call {
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.described.api, self.described.id)
    }

    /// Calls it with this value for each parameter in its path.
    pub(crate) async fn send(&self, url: String, parameter: &str) -> Outcome {
        self.send_given(url, self.described.least(parameter)).await
    }

    /// Calls it with this input.
    pub(crate) async fn send_given(&self, url: String, given: Given) -> Outcome {
        operation(self.described.api, &self.described.id).send(url, given).await
    }

    /// Calls a server that answers so, once.
    pub(crate) async fn against(&self, answer: Answer) -> (Outcome, Server) {
        let server = Server::start(vec![answer]);
        let outcome = self.send(server.url(), "id").await;
        assert_eq!(server.count(), 1, "{}", self.title());
        (outcome, server)
    }

    /// An error body that its schema describes, and what its model shows of it.
    fn error_body(&self, status: u16) -> (Vec<u8>, &'static str) {
        let judge = Judge::of(self.described.api);
        let body = judge.instance_of(&self.described.id, Message::Status(status)).unwrap();
        assert!(body.to_string().contains("made up"), "{} {status}: {body}", self.title());
        (body.to_string().into_bytes(), "\"made up\"")
    }
}

fn variant(status: u16) -> &'static str {
    match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        409 => "Conflict",
        422 => "UnprocessableEntity",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        _ => panic!("no name is known for {status}"),
    }
}

#[test]
fn every_operation_of_the_descriptions_can_be_called() {
    let callable: BTreeSet<_> = operations().map(|one| (one.api, one.id.to_owned())).collect();
    let described: BTreeSet<_> = described().iter().map(|one| (one.api, one.id.clone())).collect();
    assert_eq!(callable, described);
    assert_eq!(callable.len(), operations().count(), "an operation has two rows");
}

#[tokio::test]
async fn a_documented_error_status_is_its_own_variant_with_its_body() {
    let mut count = 0;
    for call in every_call() {
        for status in call.described.errors() {
            let (body, shown) = call.error_body(status);
            let answer = Answer::json(status, body.clone()).header("x-request-id", "scripted");
            let (outcome, _server) = call.against(answer).await;
            let place = format!("{} {status}: {outcome:?}", call.title());
            assert_eq!(outcome.kind, "ErrorResponse", "{place}");
            let error = outcome.api_error.unwrap();
            assert!(error.starts_with(&format!("{}(", variant(status))), "{place}");
            assert!(error.contains(shown), "{place}");
            let response = outcome.response.unwrap();
            assert_eq!(response.status().as_u16(), status, "{place}");
            assert_eq!(response.request_id(), Some("scripted"), "{place}");
            assert_eq!(*response.body(), body, "{place}");
            count += 1;
        }
    }
    assert!(count > 0);
}

#[tokio::test]
async fn an_undocumented_status_is_kept_with_its_body() {
    for call in every_call() {
        for status in [402, 418, 451, 502, 503, 504, 599] {
            let answer = Answer::html(status, "<h1>Nobody knows</h1>").header("x-mark", "kept");
            let (outcome, _server) = call.against(answer).await;
            let place = format!("{} {status}: {outcome:?}", call.title());
            assert_eq!(outcome.kind, "ErrorResponse", "{place}");
            assert_eq!(outcome.api_error.as_deref(), Some("Other"), "{place}");
            let response = outcome.response.unwrap();
            assert_eq!(response.status().as_u16(), status, "{place}");
            assert_eq!(response.headers()["x-mark"], "kept", "{place}");
            assert_eq!(response.body(), "<h1>Nobody knows</h1>", "{place}");
        }
    }
}

#[tokio::test]
async fn a_documented_status_with_a_page_for_a_body_has_an_invalid_body_that_keeps_it() {
    for call in every_call() {
        for status in call.described.errors() {
            let answer = Answer::html(status, "<h1>Blocked</h1>").header("x-mark", "kept");
            let (outcome, _server) = call.against(answer).await;
            let place = format!("{} {status}: {outcome:?}", call.title());
            assert_eq!(outcome.kind, "ErrorResponse", "{place}");
            assert!(outcome.api_error.as_ref().unwrap().starts_with("InvalidBody("), "{place}");
            let response = outcome.response.as_ref().unwrap();
            assert_eq!(response.status().as_u16(), status, "{place}");
            assert_eq!(response.headers()["x-mark"], "kept", "{place}");
            assert_eq!(response.body(), "<h1>Blocked</h1>", "{place}");
        }
    }
}

#[tokio::test]
async fn a_status_that_is_neither_success_nor_error_is_unexpected() {
    for call in every_call() {
        for status in [300, 304] {
            let (outcome, _server) = call.against(Answer::new(status).header("etag", "kept")).await;
            let place = format!("{} {status}: {outcome:?}", call.title());
            assert_eq!(outcome.kind, "UnexpectedResponse", "{place}");
            let response = outcome.response.unwrap();
            assert_eq!(response.status().as_u16(), status, "{place}");
            assert_eq!(response.headers()["etag"], "kept", "{place}");
        }
    }
}
