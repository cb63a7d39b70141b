//! Requests over HTTP/2 that the server says it did not process: they are sent again, whatever their
//! method, and no other request is (RFC 9113, sections 6.8 and 8.7).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use guestlist_runtime::Retry;
use guestlist_tests::http2::{Http2, Reply, Request};
use tokio::task::JoinSet;

use crate::calling::{Call, Kind, Setup, new_user, outcome, v2};

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;
const CANCEL: u32 = 8;
const ENHANCE_YOUR_CALM: u32 = 11;

/// A client that knows that the server speaks HTTP/2.
fn setup(server: &Http2) -> Setup {
    let http = reqwest::Client::builder()
        .http2_prior_knowledge()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .build();
    Setup { http: Some(http.unwrap()), ..Setup::new(server.url()) }
}

/// A server that does something with the first requests, and counts those that it sees.
async fn server(
    call: Call,
    times: usize,
    first: fn(&Request) -> Reply,
) -> (Http2, Arc<AtomicUsize>) {
    let seen = Arc::new(AtomicUsize::new(0));
    let body = String::from_utf8(call.success()).unwrap();
    let counted = seen.clone();
    let server = Http2::start(move |request| {
        if counted.fetch_add(1, Ordering::SeqCst) < times {
            return first(request);
        }
        Reply::none().ok(request.stream, &body)
    });
    (server.await, seen)
}

type Case = (&'static str, fn(&Request) -> Reply);

/// What a server says that has not processed a request.
const UNPROCESSED: [Case; 4] = [
    ("a stream refused", |one| Reply::none().reset(one.stream, REFUSED_STREAM)),
    ("a graceful end", |_| Reply::none().go_away(0, NO_ERROR).close()),
    ("an end in two steps", |_| {
        Reply::none().go_away(u32::MAX >> 1, NO_ERROR).go_away(0, NO_ERROR).close()
    }),
    ("an end with an error", |_| Reply::none().go_away(0, ENHANCE_YOUR_CALM).close()),
];

/// What a server says that may have processed it.
const PERHAPS_PROCESSED: [Case; 6] = [
    ("a stream cancelled", |one| Reply::none().reset(one.stream, CANCEL)),
    ("a stream that failed", |one| Reply::none().reset(one.stream, INTERNAL_ERROR)),
    ("an end that counts the stream in", |one| Reply::none().go_away(one.stream, NO_ERROR).close()),
    ("an end that excludes nothing", |_| Reply::none().go_away(u32::MAX >> 1, NO_ERROR).close()),
    ("a connection closed", |_| Reply::none().close()),
    ("a stream refused after its headers", |one| {
        Reply::none().head(one.stream).reset(one.stream, REFUSED_STREAM)
    }),
];

#[tokio::test]
async fn a_request_that_was_not_processed_is_sent_again_whatever_its_method() {
    for (name, reply) in UNPROCESSED {
        for call in Call::ALL {
            for times in 1..=2 {
                let (server, seen) = server(call, times, reply).await;
                let outcome = call.send(&setup(&server)).await;
                let place = format!("{name}, {call:?}, {times}: {outcome:#?}");
                assert_eq!(outcome.kind, Kind::Success, "{place}");
                assert_eq!(outcome.attempts as usize, times + 1, "{place}");
                assert_eq!(seen.load(Ordering::SeqCst), times + 1, "{place}");
            }
        }
    }
}

#[tokio::test]
async fn a_request_that_may_have_been_processed_is_sent_once() {
    for (name, reply) in PERHAPS_PROCESSED {
        for call in Call::ALL {
            let (server, seen) = server(call, 1, reply).await;
            let outcome = call.send(&setup(&server)).await;
            let place = format!("{name}, {call:?}: {outcome:#?}");
            assert_eq!((outcome.kind, outcome.attempts), (Kind::BrokeOff, 1), "{place}");
            assert_eq!(seen.load(Ordering::SeqCst), 1, "{place}");
            assert!(!outcome.is_retryable, "{place}");
        }
    }
}

#[tokio::test]
async fn a_request_that_is_never_processed_ends_with_the_policy_and_may_be_tried_later() {
    for (name, reply) in UNPROCESSED {
        for call in [Call::V2Get, Call::V2Post] {
            let (server, seen) = server(call, usize::MAX, reply).await;
            let outcome = call.send(&setup(&server)).await;
            let place = format!("{name}, {call:?}: {outcome:#?}");
            assert_eq!((outcome.kind, outcome.attempts), (Kind::BrokeOff, 3), "{place}");
            assert_eq!(seen.load(Ordering::SeqCst), 3, "{place}");
            assert!(outcome.is_retryable, "{place}");
            assert!(outcome.printed.contains("did not process the request"), "{place}");

            let once = Setup { retry: Retry::never(), ..setup(&server) };
            assert_eq!(call.send(&once).await.attempts, 1, "{place}");
        }
    }
}

#[tokio::test]
async fn a_request_that_is_never_processed_ends_with_its_time() {
    let (server, _) = server(Call::V2Post, usize::MAX, UNPROCESSED[0].1).await;
    let retry = Retry::at_most(u32::MAX).backoff(Duration::ZERO, Duration::from_millis(20));
    let timeout = Duration::from_millis(300);
    let outcome = Call::V2Post.send(&Setup { retry, timeout, ..setup(&server) }).await;
    assert!(outcome.attempts > 1 && outcome.took < Duration::from_secs(6), "{outcome:?}");
    assert!(matches!(outcome.kind, Kind::BrokeOff | Kind::Timeout), "{outcome:?}");
}

/// Each connection processes 20 requests, and what comes after them is not processed.
#[tokio::test]
async fn two_hundred_posts_succeed_once_each_while_the_server_closes_its_connections() {
    let done = Arc::new(Mutex::new(BTreeMap::<Vec<u8>, usize>::new()));
    let (processed, mut on_connection) = (done.clone(), BTreeMap::<usize, usize>::new());
    let server = Http2::start(move |request| {
        let count = on_connection.entry(request.connection).or_default();
        *count += 1;
        if *count > 20 {
            return Reply::none();
        }
        *processed.lock().unwrap().entry(request.body.clone()).or_default() += 1;
        let reply = Reply::none().ok(request.stream, "{}");
        if *count < 20 { reply } else { reply.go_away(request.stream, NO_ERROR).close() }
    });
    let server = server.await;
    let retry = Retry::at_most(30).backoff(Duration::from_millis(10), Duration::from_millis(50));
    let client = v2(&Setup { retry, timeout: Duration::from_secs(60), ..setup(&server) });
    let mut calls = JoinSet::new();
    for number in 0..200 {
        let client = client.clone();
        calls.spawn(async move {
            let user = new_user(&format!("user-{number}"));
            outcome(client.create_user().body(user).send().await)
        });
    }
    let outcomes = calls.join_all().await;
    assert!(outcomes.iter().all(|one| one.kind == Kind::Success), "{outcomes:#?}");
    assert!(outcomes.iter().any(|one| one.attempts > 1), "no connection was closed");
    let done = done.lock().unwrap();
    assert_eq!(done.len(), 200);
    assert!(done.values().all(|times| *times == 1), "{done:?}");
}
