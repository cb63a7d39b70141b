//! Requests over HTTP/2 that the server reports as not processed: they are sent again, whatever their method,
//! and no others are (RFC 9113, sections 6.8 and 8.7).

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

/// An HTTP client that knows that servers speak HTTP/2.
fn http() -> reqwest::Client {
    reqwest::Client::builder()
        .http2_prior_knowledge()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .build()
        .unwrap()
}

fn setup(http: &reqwest::Client, server: &Http2) -> Setup {
    Setup { http: Some(http.clone()), ..Setup::new(server.url()) }
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
    let http = http();
    for (name, reply) in UNPROCESSED {
        for call in Call::ALL {
            for times in 1..=2 {
                let (server, seen) = server(call, times, reply).await;
                let outcome = call.send(&setup(&http, &server)).await;
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
    let http = http();
    for (name, reply) in PERHAPS_PROCESSED {
        for call in Call::ALL {
            let (server, seen) = server(call, 1, reply).await;
            let outcome = call.send(&setup(&http, &server)).await;
            let place = format!("{name}, {call:?}: {outcome:#?}");
            assert_eq!((outcome.kind, outcome.attempts), (Kind::BrokeOff, 1), "{place}");
            assert_eq!(seen.load(Ordering::SeqCst), 1, "{place}");
            assert!(!outcome.is_retryable, "{place}");
        }
    }
}

#[tokio::test]
async fn a_request_that_is_never_processed_ends_with_the_policy_and_may_be_tried_later() {
    let http = http();
    for (name, reply) in UNPROCESSED {
        for call in [Call::V2Get, Call::V2Post] {
            let (server, seen) = server(call, usize::MAX, reply).await;
            let outcome = call.send(&setup(&http, &server)).await;
            let place = format!("{name}, {call:?}: {outcome:#?}");
            assert_eq!((outcome.kind, outcome.attempts), (Kind::BrokeOff, 3), "{place}");
            assert_eq!(seen.load(Ordering::SeqCst), 3, "{place}");
            assert!(outcome.is_retryable, "{place}");
            assert!(outcome.printed.contains("did not process the request"), "{place}");

            let once = Setup { retry: Retry::never(), ..setup(&http, &server) };
            assert_eq!(call.send(&once).await.attempts, 1, "{place}");
        }
    }
}

#[tokio::test]
async fn a_request_that_is_never_processed_ends_with_its_time() {
    let http = http();
    let (server, _) = server(Call::V2Post, usize::MAX, UNPROCESSED[0].1).await;
    let retry = Retry::at_most(u32::MAX).backoff(Duration::ZERO, Duration::from_millis(20));
    let timeout = Duration::from_millis(300);
    let outcome = Call::V2Post.send(&Setup { retry, timeout, ..setup(&http, &server) }).await;
    assert!(outcome.attempts > 1 && outcome.took < Duration::from_secs(6), "{outcome:?}");
    assert!(matches!(outcome.kind, Kind::BrokeOff | Kind::Timeout), "{outcome:?}");
}

/// A server that goes away without a word: what it has not processed is not known.
#[tokio::test]
async fn a_get_on_a_kept_connection_that_is_closed_is_sent_again_and_a_post_is_not() {
    let http = http();
    for is_post in [false, true] {
        let mut number = 0;
        let server = Http2::start(move |request| {
            number += 1;
            match number {
                2 => Reply::none().close(),
                _ => Reply::none().ok(request.stream, "{}"),
            }
        });
        let client = v2(&setup(&http, &server.await));
        client.list_users().send().await.unwrap();
        let second = match is_post {
            true => outcome(client.create_user().body(new_user("a")).send().await),
            false => outcome(client.list_users().send().await),
        };
        let expected = if is_post { (Kind::BrokeOff, 1) } else { (Kind::Success, 2) };
        assert_eq!((second.kind, second.attempts), expected, "{second:?}");
        assert!(!second.is_retryable, "{second:?}");
    }
}

/// Each connection processes 20 requests, and what comes after them is not processed.
#[tokio::test]
async fn two_hundred_posts_succeed_once_each_while_the_server_closes_its_connections() {
    let http = http();
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
    let client = v2(&Setup { retry, timeout: Duration::from_secs(60), ..setup(&http, &server) });
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

/// The same with a server that is not ours, which goes away in two steps.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_posts_succeed_once_each_while_a_real_server_shuts_down_gracefully() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let done = Arc::new(Mutex::new(BTreeMap::<Vec<u8>, usize>::new()));
    let processed = done.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, processed.clone()));
        }
    });
    let retry = Retry::at_most(30).backoff(Duration::from_millis(10), Duration::from_millis(50));
    let http = Some(http());
    let client = v2(&Setup { http, retry, timeout: Duration::from_secs(60), ..Setup::new(url) });
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
    let done = done.lock().unwrap();
    assert_eq!(done.len(), 200);
    assert!(done.values().all(|times| *times == 1), "{done:?}");
}

/// Processes requests, and wants no more on a connection after the tenth.
async fn serve(stream: tokio::net::TcpStream, done: Arc<Mutex<BTreeMap<Vec<u8>, usize>>>) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    let mut count = 0;
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        count += 1;
        if count == 10 {
            connection.graceful_shutdown();
        }
        let done = done.clone();
        tokio::spawn(async move {
            let mut body = Vec::new();
            let mut pieces = request.into_body();
            while let Some(piece) = pieces.data().await {
                // A request that the client takes back is not processed.
                let Ok(piece) = piece else { return };
                body.extend_from_slice(&piece);
            }
            *done.lock().unwrap().entry(body).or_default() += 1;
            let mut stream = respond.send_response(Default::default(), false).unwrap();
            stream.send_data("{}".into(), true).unwrap();
        });
    }
}
