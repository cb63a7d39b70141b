//! Which requests are sent again, after which response, and how often.

use std::time::{Duration, Instant};

use guestlist_runtime::{CallOptions, Retry};
use guestlist_tests::server::{Answer, Cut, Nobody, Request, Server};

use crate::calling::{Call, Kind, Setup, invites, outcome, v1, v2};

/// Statuses that may be followed by success.
const PASSING: [u16; 4] = [429, 502, 503, 504];

#[tokio::test]
async fn a_call_that_may_be_sent_again_succeeds_once_the_server_is_well() {
    for call in Call::ALL {
        for status in PASSING {
            for failures in 1..=2 {
                let mut script = vec![Answer::new(status); failures];
                script.push(Answer::json(200, call.success()).header("x-request-id", "last"));
                let server = Server::start(script);
                let outcome = call.send(&Setup::new(server.url())).await;
                let place = format!("{call:?} {status} {failures}: {outcome:?}");
                if status == 429 || call.is_idempotent() {
                    assert_eq!(outcome.kind, Kind::Success, "{place}");
                    assert_eq!(server.count(), failures + 1, "{place}");
                } else {
                    assert_eq!((outcome.kind, outcome.status), (Kind::Refused, Some(status)));
                    assert_eq!(server.count(), 1, "{place}");
                }
                assert_eq!(outcome.attempts as usize, server.count(), "{place}");
            }
        }
    }
}

#[tokio::test]
async fn a_request_that_is_sent_again_is_the_same_request() {
    let server = Server::start(vec![Answer::new(429), Answer::new(429), Answer::json(200, "{}")]);
    Call::V2Post.send(&Setup::new(server.url())).await;

    let requests = server.requests();
    for request in &requests[1..] {
        assert_eq!(request.path_and_query, requests[0].path_and_query);
        assert_eq!(request.headers, requests[0].headers);
        assert_eq!(request.body, requests[0].body);
    }
    assert!(!requests[0].body.is_empty());
}

#[tokio::test]
async fn a_connection_that_was_never_made_is_tried_three_times() {
    let nobody = Nobody::home();
    for call in Call::ALL {
        let outcome = call.send(&Setup::new(nobody.url())).await;
        assert_eq!((outcome.kind, outcome.attempts), (Kind::NoConnection, 3), "{call:?}");
        assert!(outcome.is_retryable, "{call:?}");
        assert!(outcome.printed.contains("(after 3 attempts)"), "{outcome:?}");
        assert!(outcome.took < Duration::from_secs(6), "{call:?}: {outcome:?}");
    }
}

/// A server that comes up between two attempts gets the `POST` once.
#[tokio::test]
async fn a_post_that_found_no_connection_is_sent_when_there_is_one() {
    let nobody = Nobody::home();
    let setup = Setup {
        retry: Retry::at_most(20).backoff(Duration::from_millis(50), Duration::from_millis(50)),
        ..Setup::new(nobody.url())
    };
    let call = tokio::spawn(async move { Call::V2Post.send(&setup).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let port = nobody.url().rsplit_once(':').unwrap().1.parse().unwrap();
    drop(nobody);
    let server = Server::start_at(port, Answer::json(201, "{}"));
    let outcome = call.await.unwrap();

    assert_eq!((outcome.kind, server.count()), (Kind::Success, 1), "{outcome:?}");
    assert!(outcome.attempts >= 2, "{outcome:?}");
}

/// The client's own HTTP client goes through a proxy at which nobody listens.
#[tokio::test]
async fn a_proxy_that_fails_is_a_connection_that_was_never_made() {
    let (nobody, server) = (Nobody::home(), Server::start(Answer::json(200, "{}")));
    let proxy = nobody.url().replace("http://", "http://somebody:hush-proxy@");
    let http = reqwest::Client::builder()
        .proxy(reqwest::Proxy::all(proxy).unwrap())
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    for call in Call::ALL {
        let setup = Setup { http: Some(http.clone()), ..Setup::new(server.url()) };
        let outcome = call.send(&setup).await;
        assert_eq!((outcome.kind, outcome.attempts), (Kind::NoConnection, 3), "{outcome:?}");
        assert!(outcome.took < Duration::from_secs(6), "{call:?}: {outcome:?}");
    }
    assert_eq!((server.count(), server.connections()), (0, 0));
}

#[tokio::test]
async fn a_proxy_that_answers_for_the_server_is_the_server() {
    for call in Call::ALL {
        let proxy = Server::start(Answer::html(502, "<h1>Bad Gateway</h1>"));
        let http = reqwest::Client::builder().proxy(reqwest::Proxy::all(proxy.url()).unwrap());
        let http = http.redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let setup = Setup { http: Some(http), ..Setup::new("http://api.invalid") };
        let outcome = call.send(&setup).await;
        assert_eq!((outcome.kind, outcome.status), (Kind::Refused, Some(502)), "{outcome:?}");
        assert_eq!(proxy.count(), if call.is_idempotent() { 3 } else { 1 }, "{call:?}");
        assert!(proxy.requests()[0].path_and_query.starts_with("http://api.invalid/"));
    }
}

/// The first call leaves a connection, the second one finds it dead.
#[tokio::test]
async fn a_post_on_a_connection_that_died_is_sent_once_or_over_a_new_one() {
    for is_told in [false, true] {
        let script = vec![Answer::json(200, "{}").closing(), Answer::json(200, "{}")];
        let server = Server::start(script);
        let client = v2(&Setup::new(server.url()));
        let post = || client.create_user().body(crate::calling::new_user("a")).send();
        post().await.unwrap();
        // With the pause the client learns of the end before it sends, without it perhaps not.
        if is_told {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let second = outcome(post().await);
        match second.kind {
            Kind::Success => assert_eq!(server.count(), 2),
            kind => assert!(!is_told && kind == Kind::BrokeOff && server.count() <= 2),
        }
    }
}

#[tokio::test]
async fn a_client_and_a_call_may_say_how_often() {
    for times in [0, 1, 4] {
        let server = Server::start(Answer::new(503));
        let retry = Retry::at_most(times).backoff(Duration::ZERO, Duration::ZERO);
        let setup = Setup { retry, ..Setup::new(server.url()) };
        assert_eq!(Call::V1Get.send(&setup).await.attempts, times + 1);
        assert_eq!(server.count(), times as usize + 1);

        let client = v1(&setup);
        let options = CallOptions::new().retry(Retry::never());
        let one = outcome(client.list_users().options(options).send().await);
        assert_eq!((one.attempts, server.count()), (1, times as usize + 2));
    }
}

/// Waits of up to a minute do not fit into half a second: the last answer is given back.
#[tokio::test]
async fn a_wait_that_would_outlast_the_call_is_not_begun() {
    let minute = Duration::from_secs(60);
    let mut longest = Duration::ZERO;
    for _ in 0..5 {
        let server = Server::start(Answer::new(503));
        let setup = Setup {
            retry: Retry::at_most(3).backoff(minute, minute),
            timeout: Duration::from_millis(500),
            ..Setup::new(server.url())
        };
        let outcome = Call::V1Get.send(&setup).await;
        assert_eq!((outcome.kind, outcome.status), (Kind::Refused, Some(503)), "{outcome:?}");
        longest = longest.max(outcome.took);
    }
    assert!(longest < Duration::from_secs(6), "{longest:?}");
}

/// The time of a call is that of all its attempts: the second one gets what the first one left.
#[tokio::test]
async fn all_attempts_share_one_deadline() {
    let slow = |_: &Request| Answer::new(503).after(Duration::from_millis(400));
    let server = Server::start(slow);
    let setup = Setup {
        retry: Retry::at_most(100).backoff(Duration::ZERO, Duration::ZERO),
        timeout: Duration::from_secs(1),
        ..Setup::new(server.url())
    };
    let begin = Instant::now();
    let outcome = Call::V1Get.send(&setup).await;
    assert_eq!(outcome.kind, Kind::Timeout, "{outcome:?}");
    assert!(begin.elapsed() < Duration::from_secs(6), "{outcome:?}");
    // Two attempts have their 400 ms, and the third gets what is left, if anything is.
    assert_eq!(outcome.attempts as usize, server.count());
    assert!((2..=3).contains(&outcome.attempts), "{outcome:?}");
}

/// A reset is not a refusal: the server may have acted.
#[tokio::test]
async fn a_broken_attempt_after_a_limit_ends_the_call() {
    let script = vec![
        Answer::new(429),
        Answer::json(200, "{}").cut(Cut::InHead).resetting(),
        Answer::json(200, "{}"),
    ];
    let server = Server::start(script);
    let client = invites(&Setup::new(server.url()));
    let post = outcome(client.create_invite().body(crate::calling::invite()).send().await);
    assert_eq!((post.kind, post.attempts, server.count()), (Kind::BrokeOff, 2, 2), "{post:?}");
    assert!(!post.is_retryable && post.printed.contains("(after 2 attempts)"), "{post:?}");
}
