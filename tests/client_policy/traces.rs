//! The `tracing` output of a call: a span for it, and one for each attempt inside it.

use std::time::Duration;

use guestlist_runtime::{CallOptions, Retry};
use guestlist_tests::server::{Answer, Nobody, Server};

use crate::calling::{Setup, v1, v2};
use crate::ear::{Ear, Line};

/// The spans and events of the client, each below the span that it is in, without levels.
fn tree() -> String {
    let heard = Ear::heard();
    let told = |line: &Line| {
        let text = line.text.split_once(" guestlist_runtime ").unwrap();
        format!("{}{}\n", "  ".repeat(depth(&heard, line)), text.1)
    };
    heard.iter().map(told).collect()
}

fn depth(heard: &[Line], line: &Line) -> usize {
    let parent = heard.iter().find(|one| one.span.is_some() && one.span == line.inside);
    parent.map_or(0, |parent| depth(heard, parent) + 1)
}

#[tokio::test]
async fn a_call_and_its_attempts_are_spans_with_the_names_of_opentelemetry() {
    Ear::open();
    let limited = Answer::new(429).header("retry-after", "0.01");
    let busy = Answer::new(503).header("retry-after", "0.02");
    let server = Server::start(vec![limited, busy, Answer::json(200, "{}")]);
    v1(&Setup::new(server.url())).list_users().send().await.unwrap();
    let port = server.url().rsplit(':').next().unwrap().to_owned();
    let told = tree().replace(&port, "PORT");
    insta::assert_snapshot!(told, @r#"
    call otel.name="list_users" otel.kind="internal" http.request.method=GET url.template="/api/v1/user" server.address="127.0.0.1" server.port=PORT attempts=3 http.response.status_code=200
      attempt otel.name=GET /api/v1/user otel.kind="client" http.request.method=GET url.template="/api/v1/user" server.address="127.0.0.1" server.port=PORT http.response.status_code=429 error.type=429 otel.status_code="ERROR"
        event message=response bytes=0
      event message=waiting before another attempt milliseconds=10
      attempt otel.name=GET /api/v1/user otel.kind="client" http.request.method=GET url.template="/api/v1/user" server.address="127.0.0.1" server.port=PORT http.request.resend_count=1 http.response.status_code=503 error.type=503 otel.status_code="ERROR"
        event message=response bytes=0
      event message=waiting before another attempt milliseconds=20
      attempt otel.name=GET /api/v1/user otel.kind="client" http.request.method=GET url.template="/api/v1/user" server.address="127.0.0.1" server.port=PORT http.request.resend_count=2 http.response.status_code=200
        event message=response bytes=2
    "#);
}

/// What a call's span says in the end.
fn call() -> String {
    tree().lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn the_fault_of_a_call_has_a_name() {
    let once = CallOptions::new().retry(Retry::never()).timeout(Duration::from_millis(200));
    let rows = [
        (Answer::json(404, "{}"), "error.type=404"),
        (Answer::json(500, "{}"), "error.type=500"),
        (Answer::json(200, "{}").after(Duration::from_secs(1)), "error.type=\"timeout\""),
    ];
    for (answer, fault) in rows {
        Ear::open();
        let server = Server::start(answer);
        v2(&Setup::new(server.url())).list_users().options(once.clone()).send().await.unwrap_err();
        let told = call();
        assert!(told.contains(fault) && told.contains("otel.status_code=\"ERROR\""), "{told}");
    }
    Ear::open();
    let nobody = Nobody::home();
    v2(&Setup::new(nobody.url())).list_users().options(once).send().await.unwrap_err();
    assert!(call().contains("attempts=1 error.type=\"connect\""), "{}", call());
}

#[tokio::test]
async fn no_value_of_a_path_or_a_query_is_told() {
    Ear::open();
    let server = Server::start(Answer::json(200, "{}"));
    let client = v2(&Setup::new(server.url()));
    client.list_users().filter("someone@example.com").send().await.unwrap();
    client.get_user().user_id("17-of-us").send().await.unwrap();
    let told = tree();
    assert!(told.contains("url.template=\"/api/v2/users/{user_id}\""), "{told}");
    assert!(!told.contains("someone") && !told.contains("17-of-us"), "{told}");
}
