//! Broken connections: the caller's error, and that a request is sent once.

use std::time::Duration;

use guestlist_datadog::v1;
use guestlist_runtime::Error;
use guestlist_tests::faults::faults;
use guestlist_tests::server::{Answer, Cut, Nobody, Server};

const LIST: &str = r#"{"users": []}"#;

#[tokio::test]
async fn a_call_that_broke_off_is_not_retryable_because_the_server_may_have_acted() {
    for (fault, answer) in faults(LIST) {
        let server = Server::start(answer);
        let client = crate::v1(server.url());
        let error = client.create_user().body(v1::models::User::new()).send().await.unwrap_err();
        let Error::CommunicationError(reason) = &error else { panic!("{fault}: {error:?}") };
        assert!(!reason.is_connect() && !reason.is_timeout() && !reason.is_too_large(), "{fault}");
        assert!(!error.is_retryable(), "{fault}");
        assert!(std::error::Error::source(&error).is_some(), "{fault}");
    }
}

#[tokio::test]
async fn a_connection_that_was_never_made_is_retryable() {
    let nobody = Nobody::home();
    let error = crate::v1(nobody.url()).list_users().send().await.unwrap_err();
    assert!(error.is_retryable());
    assert_eq!((error.status(), error.request_id()), (None, None));
}

/// The connection was good for one call. The second one reached the server, so it is not sent
/// again over a third connection.
#[tokio::test]
async fn a_post_on_a_connection_that_breaks_is_sent_once() {
    for fault in [Cut::BeforeHead, Cut::InHead, Cut::InBody] {
        for is_reset in [false, true] {
            let cut = Answer::json(200, "{}").cut(fault);
            let cut = if is_reset { cut.resetting() } else { cut };
            let server = Server::start(vec![Answer::json(200, "{}"), cut, Answer::json(200, "{}")]);
            let client = crate::v1(server.url());
            let post = || client.create_user().body(v1::models::User::new()).send();
            post().await.unwrap();
            let error = post().await.unwrap_err();
            assert!(matches!(error, Error::CommunicationError(_)), "{fault:?}: {error:?}");
            assert_eq!((server.count(), server.connections()), (2, 1), "{fault:?}");
        }
    }
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_used_again() {
    let server = Server::start(Answer::json(200, "{}").closing());
    let client = crate::v1(server.url());
    for _ in 0..3 {
        client.create_user().body(v1::models::User::new()).send().await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!((server.count(), server.connections()), (3, 3));
}

#[tokio::test]
async fn an_answer_may_come_in_any_framing() {
    let whole = || Answer::json(200, LIST);
    let until_close = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{LIST}");
    let answers = [
        ("whole", whole()),
        ("in chunks", whole().chunked()),
        ("byte by byte", whole().slowly(1, Duration::from_micros(10))),
        ("until the connection closes", Answer::raw(until_close.clone()).closing()),
        (
            "after a byte order of its own",
            Answer::raw(until_close.replace("content", "CONTENT")).closing(),
        ),
    ];
    for (framing, answer) in answers {
        let server = Server::start(answer);
        let answer = crate::v1(server.url()).list_users().send().await;
        assert_eq!(answer.expect(framing).body(), LIST, "{framing}");
    }
}

/// The cap is 64 MiB, and no builder sets it yet.
#[tokio::test]
async fn an_answer_over_the_size_cap_is_refused_while_it_is_read() {
    const CAP: usize = 64 * 1024 * 1024;
    for (size, is_too_large) in [(CAP, false), (CAP + 1, true)] {
        let server = Server::start(Answer::json(418, vec![b' '; size]).chunked());
        let error = crate::v1(server.url()).list_users().send().await.unwrap_err();
        match &error {
            Error::CommunicationError(reason) => {
                assert!(is_too_large && reason.is_too_large(), "{size}: {error:?}");
                assert!(error.to_string().contains("67108864 bytes"), "{error}");
                assert!(!error.is_retryable());
            }
            Error::ErrorResponse(value) => {
                assert!(!is_too_large && value.body().len() == size, "{size}");
            }
            _ => panic!("{size}: {error:?}"),
        }
    }
}
