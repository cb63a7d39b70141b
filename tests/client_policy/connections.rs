//! Kept connections: requests on a dead connection, and the runtime of a connection.

use std::time::Duration;

use guestlist_tests::server::{Answer, Cut, Server};

use crate::calling::{Call, Kind, Outcome, Setup, invite, invites, new_user, outcome, v2};

fn closed(is_reset: bool) -> Answer {
    let answer = Answer::json(200, "{}").cut(Cut::BeforeHead);
    if is_reset { answer.resetting() } else { answer }
}

/// What the second of two calls on one connection comes to, which the server closes meanwhile.
async fn second(dead: Answer, is_post: bool) -> (Outcome, usize) {
    let server = Server::start(vec![Answer::json(200, "{}"), dead, Answer::json(200, "{}")]);
    let client = v2(&Setup::new(server.url()));
    client.list_users().send().await.unwrap();
    let second = match is_post {
        true => outcome(client.create_user().body(new_user("a")).send().await),
        false => outcome(client.list_users().send().await),
    };
    (second, server.count())
}

/// A server closes a connection that is idle when it likes, and a request may be on its way then.
#[tokio::test]
async fn a_get_on_a_kept_connection_that_is_dead_is_sent_again_and_a_post_is_not() {
    for is_reset in [false, true] {
        let (get, count) = second(closed(is_reset), false).await;
        assert_eq!((get.kind, get.attempts, count), (Kind::Success, 2, 3), "{is_reset} {get:?}");
        let (post, count) = second(closed(is_reset), true).await;
        assert_eq!((post.kind, post.attempts, count), (Kind::BrokeOff, 1, 2), "{post:?}");
        assert!(!post.is_retryable, "{post:?}");
    }
}

/// The response had begun, so the connection was alive.
#[tokio::test]
async fn a_get_whose_response_breaks_off_is_not_sent_again() {
    for cut in [Cut::AfterHead, Cut::InBody] {
        let (get, count) = second(Answer::json(200, "{}").cut(cut), false).await;
        assert_eq!((get.kind, get.attempts, count), (Kind::BrokeOff, 1, 2), "{cut:?} {get:?}");
    }
}

/// Connections that die again and again are not for ever.
#[tokio::test]
async fn a_get_on_dead_connections_is_sent_as_often_as_the_policy_says() {
    let mut is_first = true;
    let server = Server::start(move |_: &guestlist_tests::server::Request| {
        if std::mem::take(&mut is_first) { Answer::json(200, "{}") } else { closed(false) }
    });
    let client = v2(&Setup::new(server.url()));
    client.list_users().send().await.unwrap();
    let get = outcome(client.list_users().send().await);
    // The first attempt finds the kept connection dead, the second has a new one.
    assert_eq!((get.kind, get.attempts, server.count()), (Kind::BrokeOff, 2, 3), "{get:?}");
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// What drives a connection stands still while its runtime does.
#[test]
fn runtimes_that_are_used_in_turn_do_not_wait_for_each_other() {
    let server = Server::start(Answer::json(200, "{}"));
    let setup = Setup { timeout: Duration::from_secs(8), ..Setup::new(server.url()) };
    let client = invites(&setup);
    let runtimes = [runtime(), runtime(), runtime()];
    for turn in 0..3 {
        for (number, runtime) in runtimes.iter().enumerate() {
            let post = client.create_invite().body(invite()).send();
            let post = outcome(runtime.block_on(post));
            assert_eq!(post.kind, Kind::Success, "turn {turn} of runtime {number}: {post:?}");
        }
    }
    // Each keeps its connection.
    assert_eq!((server.count(), server.connections()), (9, 3));
}

/// A program that starts a runtime for each call is not slowed down by clients made anew.
#[test]
fn a_runtime_that_is_gone_leaves_its_client_to_the_next() {
    let server = Server::start(Answer::json(200, "{}"));
    let client = invites(&Setup::new(server.url()));
    for turn in 0..5 {
        let get = outcome(runtime().block_on(client.list_invites().send()));
        assert_eq!((get.kind, get.attempts), (Kind::Success, 1), "turn {turn}: {get:?}");
    }
    let threads = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let post = threads.block_on(client.create_invite().body(invite()).send());
    assert_eq!(outcome(post).kind, Kind::Success);
    assert_eq!(server.count(), 6);
}

/// Every call, first in one runtime and then in another while the first one stands still.
#[test]
fn each_call_works_in_a_second_runtime() {
    let (first, second) = (runtime(), runtime());
    for call in [Call::V1Get, Call::V2Post] {
        let server = Server::start(Answer::json(200, call.success()));
        let client = v2(&Setup { timeout: Duration::from_secs(8), ..Setup::new(server.url()) });
        for runtime in [&first, &second, &first, &second] {
            let outcome = match call {
                Call::V2Post => {
                    outcome(runtime.block_on(client.create_user().body(new_user("a")).send()))
                }
                _ => outcome(runtime.block_on(client.list_users().send())),
            };
            assert_eq!(outcome.kind, Kind::Success, "{call:?}: {outcome:?}");
        }
    }
}
