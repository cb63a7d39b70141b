//! A token endpoint that is busy or fails: calls wait for it, and share the result.

use std::time::Duration;

use guestlist_runtime::CallOptions;
use guestlist_tests::server::{Answer, Cut, Request, Server};
use tokio::task::JoinSet;

use super::{ENDPOINT, exchanges, fetches, get, giving, post, token};
use crate::calling::{Kind, Outcome, Setup, outcome, registered};

/// A server whose token endpoint gives these in turn, the last one for ever, and which takes any
/// token.
fn giving_in_turn(answers: Vec<Answer>) -> Server {
    let mut left = answers.into_iter();
    let mut last = left.next().unwrap();
    let mut is_first = true;
    Server::start(move |request: &Request| {
        if request.path_and_query != ENDPOINT {
            return Answer::json(200, "{}");
        }
        if !std::mem::take(&mut is_first)
            && let Some(next) = left.next()
        {
            last = next;
        }
        last.clone()
    })
}

/// An exchange creates nothing, so that it is made again for a `POST` as well.
#[tokio::test]
async fn a_busy_token_endpoint_is_waited_for_like_the_api() {
    for status in [429, 502, 503, 504] {
        for is_get in [true, false] {
            let answers = vec![Answer::new(status), Answer::html(status, "hush"), token(1, 300)];
            let server = giving_in_turn(answers);
            let client = registered(&Setup::new(server.url()));
            let outcome = if is_get { get(&client).await } else { post(&client).await };
            assert_eq!((outcome.kind, outcome.attempts), (Kind::Success, 3), "{status}");
            assert_eq!(exchanges(&server), ["+", "+", "+", "1"], "{status}");
        }
    }
}

#[tokio::test]
async fn a_token_endpoint_that_stays_busy_is_asked_as_often_as_the_policy_says() {
    for (status, is_retryable, retries, count) in [
        (429, true, 2, 3),
        (503, true, 2, 3),
        (503, true, 0, 1),
        (504, true, 4, 5),
        (408, true, 2, 1),
        (500, false, 2, 1),
        (401, false, 2, 1),
    ] {
        let server = giving(Answer::html(status, "hush-app"));
        let client = registered(&Setup::new(server.url()));
        let retry = crate::calling::soon_at_most(retries);
        let options = CallOptions::new().retry(retry);
        let outcome = outcome(client.list_invites().options(options).send().await);
        assert_eq!((outcome.kind, outcome.attempts), (Kind::NoToken, count), "{status}");
        assert_eq!(outcome.is_retryable, is_retryable, "{status}");
        assert_eq!(exchanges(&server).len(), count as usize, "{status}");
    }
}

#[tokio::test]
async fn the_wait_that_a_token_endpoint_asks_for_is_kept() {
    for (name, status) in
        [("retry-after", 503), ("retry-after", 429), ("archivist-rate-limit-reset", 429)]
    {
        let busy = Answer::new(status).header(name, "0.3");
        let server = giving_in_turn(vec![busy, token(1, 300)]);
        assert_eq!(get(&registered(&Setup::new(server.url()))).await.kind, Kind::Success);
        let requests = server.requests();
        let wait = requests[1].at - requests[0].at;
        assert!(wait >= Duration::from_millis(290), "{name} {status}: {wait:?}");
    }
    // A wait that is longer than the call may take is not begun, and the next call is not sent.
    let server = giving(Answer::new(429).header("retry-after", "60"));
    let setup = Setup { timeout: Duration::from_secs(5), ..Setup::new(server.url()) };
    let client = registered(&setup);
    let first = get(&client).await;
    assert_eq!((first.kind, first.is_retryable), (Kind::NoToken, true), "{first:?}");
    assert_eq!(get(&client).await.kind, Kind::Held);
    assert_eq!(exchanges(&server), ["+"]);
}

/// A busy endpoint may say so without end.
#[tokio::test]
async fn a_busy_token_endpoint_is_believed_before_its_body_ends() {
    let endless = Answer::html(503, vec![b' '; 8 << 20]).slowly(1_000, Duration::from_secs(1));
    let server = giving_in_turn(vec![endless, token(1, 300)]);
    assert_eq!(get(&registered(&Setup::new(server.url()))).await.kind, Kind::Success);
}

/// All calls at once, each given up when the test says so.
async fn hundred(client: &crate::calling::invites::Client) -> Vec<Outcome> {
    let mut calls = JoinSet::new();
    for number in 0..100 {
        let client = client.clone();
        calls.spawn(async move {
            if number % 2 == 0 { get(&client).await } else { post(&client).await }
        });
    }
    calls.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_that_wait_for_a_token_share_its_failure() {
    let slow = Duration::from_millis(500);
    for (answer, count) in [
        (Answer::json(401, r#"{"error": "invalid_client"}"#).after(slow), 1),
        (token(1, 300).cut(Cut::InBody).after(slow), 1),
        (Answer::new(503).after(slow), 3),
    ] {
        let server = giving(answer.clone());
        let setup = Setup { timeout: Duration::from_secs(60), ..Setup::new(server.url()) };
        let client = registered(&setup);
        let outcomes = hundred(&client).await;
        assert!(outcomes.iter().all(|one| one.kind == Kind::NoToken), "{answer:?}");
        assert_eq!(server.count(), count, "{answer:?}");
        // A later call asks anew.
        assert_eq!(get(&client).await.kind, Kind::NoToken, "{answer:?}");
        assert_eq!(server.count(), 2 * count, "{answer:?}");
    }
}

/// What happened is still to be found, by each of those who share it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_that_is_shared_keeps_its_source() {
    use std::error::Error as _;
    let server = giving(token(1, 300).cut(Cut::InBody).after(Duration::from_millis(300)));
    let client = registered(&Setup::new(server.url()));
    let mut calls = JoinSet::new();
    for _ in 0..10 {
        let client = client.clone();
        calls.spawn(async move { client.list_invites().send().await.unwrap_err() });
    }
    for error in calls.join_all().await {
        let source = error.source().and_then(|error| error.source());
        assert!(source.is_some_and(|one| one.is::<reqwest::Error>()), "{error:?}");
    }
    assert_eq!(server.count(), 1);
}

/// The call that asks for the token is given up in the middle of it: the others go on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_that_wait_for_a_token_go_on_without_the_one_that_asks() {
    let server = giving(token(1, 300).after(Duration::from_millis(400)));
    let client = registered(&Setup::new(server.url()));
    let first = tokio::spawn({
        let client = client.clone();
        async move { get(&client).await }
    });
    while server.count() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut others = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        others.spawn(async move { get(&client).await });
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    first.abort();
    assert!(others.join_all().await.iter().all(|one| one.kind == Kind::Success));
    assert!(fetches(&server) <= 2, "{:?}", exchanges(&server));
}
