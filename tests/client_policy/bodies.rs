//! Bodies of responses that ask to come back later: whatever they are, the status and the headers count.

use std::time::Duration;

use guestlist_runtime::Retry;
use guestlist_tests::server::{Answer, Cut, Server};

use crate::calling::{Call, Kind, Setup, outcome, v2};

/// Bodies that cannot be had whole.
fn bodies(status: u16) -> Vec<(&'static str, Answer)> {
    let limited = |body: Vec<u8>| Answer::json(status, body).header("retry-after", "0");
    let text = || b"{\"errors\": []}".to_vec();
    vec![
        ("endless", limited(text()).claiming(60_000)),
        ("endless and slow", limited(vec![b' '; 60_000]).slowly(200, Duration::from_millis(20))),
        ("too large by its length", limited(vec![b' '; 70_000])),
        ("too large in chunks", limited(vec![b' '; 70_000]).chunked()),
        ("a length that is a lie", limited(text()).claiming(usize::MAX >> 1)),
        ("cut after the headers", limited(text()).cut(Cut::AfterHead)),
        ("cut in the body", limited(text()).cut(Cut::InBody)),
        ("reset", limited(text()).cut(Cut::InBody).resetting()),
        ("not gzip", limited(text()).header("content-encoding", "gzip")),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_limit_counts_whatever_its_body_is() {
    let mut calls = tokio::task::JoinSet::new();
    for call in Call::ALL {
        for (status, is_followed) in [(429, true), (503, call.is_idempotent())] {
            for (name, answer) in bodies(status).into_iter().filter(|_| is_followed) {
                calls.spawn(async move {
                    let success = Answer::json(200, call.success());
                    let server = Server::start(vec![answer, success]);
                    let outcome = call.send(&Setup::new(server.url())).await;
                    let place = format!("{status} {name}, {call:?}: {outcome:?}");
                    assert_eq!((outcome.kind, outcome.attempts), (Kind::Success, 2), "{place}");
                    assert_eq!(server.count(), 2, "{place}");
                });
            }
        }
    }
    calls.join_all().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_limit_that_is_given_back_has_its_status_and_what_could_be_had_of_its_body() {
    let mut calls = tokio::task::JoinSet::new();
    for (name, answer) in bodies(429) {
        calls.spawn(async move {
            let server = Server::start(answer);
            let timeout = Duration::from_secs(2);
            let setup = Setup { retry: Retry::never(), timeout, ..Setup::new(server.url()) };
            let outcome = Call::V2Post.send(&setup).await;
            let place = format!("{name}: {outcome:?}");
            assert_eq!((outcome.kind, outcome.status), (Kind::Refused, Some(429)), "{place}");
            assert!(outcome.is_retryable, "{place}");
        });
    }
    calls.join_all().await;
}

/// The siblings are held as soon as the headers are there.
#[tokio::test]
async fn a_limit_holds_siblings_while_its_body_is_on_its_way() {
    let limited = Answer::json(429, "{").claiming(1_000).header("retry-after", "60");
    let server = Server::start(vec![limited, Answer::json(200, "{}")]);
    let client = v2(&Setup { timeout: Duration::from_secs(20), ..Setup::new(server.url()) });
    let first = tokio::spawn({
        let client = client.clone();
        async move { outcome(client.list_users().send().await) }
    });
    while server.count() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let held = outcome(client.list_users().send().await);
    assert_eq!((held.kind, held.attempts, server.count()), (Kind::Held, 0, 1), "{held:?}");
    let first = first.await.unwrap();
    assert_eq!((first.kind, first.status), (Kind::Refused, Some(429)), "{first:?}");
}

/// One second of a body that does not end leaves time for the next attempt.
#[tokio::test]
async fn a_body_that_does_not_end_leaves_time_for_the_next_attempt() {
    let endless = Answer::json(429, "{").claiming(60_000).header("retry-after", "1");
    let server = Server::start(vec![endless, Answer::json(200, Call::V2Get.success())]);
    let setup = Setup { timeout: Duration::from_secs(4), ..Setup::new(server.url()) };
    let outcome = Call::V2Get.send(&setup).await;
    assert_eq!((outcome.kind, outcome.attempts), (Kind::Success, 2), "{outcome:?}");
}

/// Where nothing follows, there is more time for the body.
#[tokio::test]
async fn a_response_that_is_given_back_has_five_seconds_for_its_body() {
    let head = "HTTP/1.1 429 Slow Down\r\ncontent-type: text/html\r\ncontent-length: 17\r\n\r\n";
    let slow = Answer::raw(format!("{head}earlier and later"));
    let server = Server::start(slow.slowly(head.len() + 8, Duration::from_millis(1_500)));
    let setup = Setup { retry: Retry::never(), ..Setup::new(server.url()) };
    let outcome = Call::V2Get.send(&setup).await;
    assert_eq!((outcome.kind, outcome.status), (Kind::Refused, Some(429)), "{outcome:?}");
    assert!(outcome.printed.contains("earlier and later"), "{outcome:?}");
}
