//! Broken connections: the caller's error, and that a request is sent once.

use std::time::{Duration, Instant};

use guestlist_tests::faults::faults;
use guestlist_tests::server::{Nobody, Server};

use crate::every::every_call;

#[tokio::test]
async fn a_call_that_breaks_off_is_told_as_such_and_was_sent_once() {
    for call in every_call() {
        for (fault, answer) in faults("{}") {
            let server = Server::start(answer);
            let begin = Instant::now();
            let outcome = call.send(server.url(), "id").await;
            let place = format!("{}, {fault}: {outcome:?}", call.title());
            assert_eq!(outcome.kind, "CommunicationError", "{place}");
            assert!(outcome.printed.starts_with("the call broke off: "), "{place}");
            assert!(outcome.response.is_none(), "{place}");
            assert_eq!((server.count(), server.connections()), (1, 1), "{place}");
            assert!(begin.elapsed() < Duration::from_secs(5), "{place}");
        }
    }
}

#[tokio::test]
async fn a_connection_that_was_never_made_is_told_as_such() {
    let nobody = Nobody::home();
    for call in every_call() {
        let outcome = call.send(nobody.url(), "id").await;
        assert_eq!(outcome.kind, "CommunicationError", "{outcome:?}");
        assert!(outcome.printed.starts_with("no connection was made: "), "{outcome:?}");
    }
}
