//! Tokens that a client fetches with an id and a secret: when, how often, and what happens without one.

mod busy;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use guestlist_tests::server::{Answer, Cut, Nobody, Request, Server};
use tokio::task::JoinSet;

use crate::SECRET;
use crate::calling::{Kind, Outcome, Setup, invite, outcome, registered};

const ENDPOINT: &str = "/archivist/iam/v1/appidp/token";

/// A token with its number, and how many seconds it lives.
fn token(number: usize, lifetime: u64) -> Answer {
    let body = format!(
        r#"{{"access_token": "hush-{number}", "expires_in": {lifetime}, "token_type": "Bearer"}}"#
    );
    Answer::json(200, body)
}

/// A server that gives tokens of so many seconds, and takes those that `is_good` says are good.
fn tenancy(lifetime: u64, is_good: fn(usize) -> bool) -> Server {
    let mut issued = 0;
    Server::start(move |request: &Request| {
        if request.path_and_query == ENDPOINT {
            issued += 1;
            return token(issued, lifetime);
        }
        let given = request.header("authorization").and_then(|value| value.split('-').next_back());
        match given.and_then(|number| number.parse().ok()) {
            Some(number) if is_good(number) => Answer::json(200, "{}"),
            _ => Answer::json(401, r#"{"code": 16, "message": "expired"}"#),
        }
    })
}

/// A server whose token endpoint gives this, and which takes any token.
fn giving(answer: Answer) -> Server {
    Server::start(move |request: &Request| match request.path_and_query.as_str() {
        ENDPOINT => answer.clone(),
        _ => Answer::json(200, "{}"),
    })
}

/// The tokens that were asked for, and those that calls came with, in order: `+` is the endpoint.
fn exchanges(server: &Server) -> Vec<String> {
    let text = |request: &Request| match request.path_and_query.as_str() {
        ENDPOINT => "+".to_owned(),
        _ => request.header("authorization").unwrap_or("none").replace("Bearer hush-", ""),
    };
    server.requests().iter().map(text).collect()
}

fn fetches(server: &Server) -> usize {
    exchanges(server).iter().filter(|one| *one == "+").count()
}

async fn get(client: &crate::calling::invites::Client) -> Outcome {
    outcome(client.list_invites().send().await)
}

async fn post(client: &crate::calling::invites::Client) -> Outcome {
    outcome(client.create_invite().body(invite()).send().await)
}

#[tokio::test]
async fn an_id_and_a_secret_are_exchanged_for_a_token_as_a_form() {
    let server = tenancy(300, |_| true);
    let setup = Setup::new(server.url());
    let builder = crate::calling::invites::Client::builder();
    let client =
        builder.app_registration("app id&x=1", "hush +%").base_url(&setup.url).build().unwrap();
    assert_eq!(get(&client).await.kind, Kind::Success);

    let requests = server.requests();
    let (fetch, call) = (&requests[0], &requests[1]);
    assert_eq!((fetch.method.as_str(), fetch.path_and_query.as_str()), ("POST", ENDPOINT));
    assert_eq!(fetch.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(fetch.header("authorization"), None);
    let form =
        "grant_type=client_credentials&client_id=app%20id%26x%3D1&client_secret=hush%20%2B%25";
    assert_eq!(String::from_utf8_lossy(&fetch.body), form);
    assert_eq!(call.header("authorization"), Some("Bearer hush-1"));
    assert!(!String::from_utf8_lossy(&call.body).contains(SECRET));
}

#[tokio::test]
async fn a_path_in_the_base_url_is_before_the_token_endpoint_too() {
    let server = Server::start(|request: &Request| match request.path_and_query.as_str() {
        "/proxy/archivist/iam/v1/appidp/token" => token(1, 300),
        _ => Answer::json(200, "{}"),
    });
    let client = registered(&Setup::new(format!("{}/proxy/", server.url())));
    assert_eq!(get(&client).await.kind, Kind::Success);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_token_is_kept_for_all_calls_of_a_client_and_its_clones() {
    let server = tenancy(300, |_| true);
    let client = registered(&Setup::new(server.url()));
    for _ in 0..3 {
        get(&client).await;
        post(&client.clone()).await;
        get(&crate::calling::invites::Client::with_session(client.session().clone())).await;
    }
    assert_eq!((fetches(&server), server.count()), (1, 10));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_first_calls_at_once_fetch_one_token() {
    let server = Server::start(|request: &Request| match request.path_and_query.as_str() {
        ENDPOINT => token(1, 300).after(Duration::from_millis(100)),
        _ => Answer::json(200, "{}"),
    });
    let client = registered(&Setup::new(server.url()));
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move { get(&client).await });
    }
    assert!(calls.join_all().await.iter().all(|one| one.kind == Kind::Success));
    assert_eq!((fetches(&server), server.count()), (1, 21));
}

/// A token that lives a second is not sent at the end of it.
#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let server = tenancy(1, |_| true);
    let client = registered(&Setup::new(server.url()));
    get(&client).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    get(&client).await;
    assert_eq!(exchanges(&server), ["+", "1", "1"], "it is good for a while");
    tokio::time::sleep(Duration::from_millis(640)).await;
    get(&client).await;
    assert_eq!(exchanges(&server), ["+", "1", "1", "+", "2"], "it has 60 ms left");
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_a_get_sent_again() {
    let server = tenancy(300, |number| number > 1);
    let client = registered(&Setup::new(server.url()));
    let first = get(&client).await;
    assert_eq!((first.kind, first.attempts), (Kind::Success, 2), "{first:?}");
    assert_eq!(get(&client).await.attempts, 1);
    assert_eq!(exchanges(&server), ["+", "1", "+", "2", "2"]);
}

#[tokio::test]
async fn a_second_refusal_is_given_back() {
    let server = tenancy(300, |_| false);
    let client = registered(&Setup::new(server.url()));
    let refused = get(&client).await;
    assert_eq!((refused.kind, refused.status), (Kind::Refused, Some(401)), "{refused:?}");
    assert_eq!(refused.attempts, 2);
    assert_eq!(exchanges(&server), ["+", "1", "+", "2"]);
}

#[tokio::test]
async fn a_post_with_a_refused_token_is_not_sent_again_but_the_next_call_has_a_new_one() {
    let server = tenancy(300, |number| number > 1);
    let client = registered(&Setup::new(server.url()));
    let refused = post(&client).await;
    assert_eq!((refused.status, refused.attempts), (Some(401), 1), "{refused:?}");
    assert_eq!(post(&client).await.kind, Kind::Success);
    assert_eq!(exchanges(&server), ["+", "1", "+", "2"]);
}

/// Twenty calls learn at once that the token is no good: one of them renews it for all.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_token_that_many_calls_see_refused_is_renewed_once() {
    let server = tenancy(300, |number| number > 1);
    let client = registered(&Setup::new(server.url()));
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move { get(&client).await });
    }
    assert!(calls.join_all().await.iter().all(|one| one.kind == Kind::Success));
    assert_eq!(fetches(&server), 2, "{:?}", exchanges(&server));
}

/// A ready token is the caller's: there is nothing to renew it with.
#[tokio::test]
async fn a_refusal_of_a_ready_token_is_given_back_at_once() {
    let server = tenancy(300, |_| false);
    let refused = get(&crate::calling::invites(&Setup::new(server.url()))).await;
    assert_eq!((refused.status, refused.attempts, server.count()), (Some(401), 1, 1));
}

/// What the token endpoint may say instead of a token. The caller is told, and not the secret.
#[tokio::test]
async fn a_call_without_a_token_is_not_sent() {
    let long = format!("{}hush-app", " x".repeat(20));
    let rows = [
        ("403", Answer::json(403, r#"{"error": "invalid_client"}"#)),
        ("401 that repeats the secret", Answer::json(401, r#"{"bad": "hush-app"}"#)),
        ("400 that repeats it at the end of the excerpt", Answer::json(400, long)),
        ("500", Answer::html(500, "<h1>Broken</h1>")),
        ("a redirect", Answer::new(307).header("location", "http://localhost:1/")),
        ("a page", Answer::html(200, "<html>hush</html>")),
        ("nothing", Answer::json(200, "")),
        ("no object", Answer::json(200, r#"["hush"]"#)),
        ("no token", Answer::json(200, r#"{"expires_in": 300, "x": "hush"}"#)),
        ("an empty token", Answer::json(200, r#"{"access_token": ""}"#)),
        ("a token that is no text", Answer::json(200, r#"{"access_token": 7}"#)),
        ("a line break", Answer::json(200, r#"{"access_token": "hush\r\nX-Evil: hush"}"#)),
        ("no text", Answer::json(200, b"{\"access_token\": \"hush\xff\"}")),
        ("half an answer", token(1, 300).cut(Cut::InBody)),
        ("a reset", token(1, 300).cut(Cut::InHead).resetting()),
        ("more than a token", Answer::json(200, vec![b' '; 4 << 20]).chunked()),
    ];
    for (place, answer) in rows {
        let server = giving(answer);
        let client = registered(&Setup::new(server.url()));
        for outcome in [get(&client).await, post(&client).await] {
            assert_eq!(outcome.kind, Kind::NoToken, "{place}: {outcome:?}");
            assert!(outcome.printed.contains("token endpoint"), "{place}: {outcome:?}");
            assert!(!outcome.printed.lines().next().unwrap_or_default().is_empty(), "{place}");
        }
        assert_eq!((fetches(&server), server.count()), (2, 2), "{place}");
    }
}

/// Nothing was sent, so that a `POST` too is tried again.
#[tokio::test]
async fn a_token_endpoint_that_cannot_be_reached_is_tried_three_times() {
    let nobody = Nobody::home();
    let client = registered(&Setup::new(nobody.url()));
    for outcome in [get(&client).await, post(&client).await] {
        assert_eq!((outcome.kind, outcome.attempts), (Kind::NoToken, 3), "{outcome:?}");
        assert!(outcome.is_retryable && outcome.printed.contains("token endpoint"), "{outcome:?}");
    }
}

/// The code of RFC 6749 says what to do, and nothing else of the answer is shown.
#[tokio::test]
async fn a_refusal_by_the_token_endpoint_names_its_code() {
    let rows = [
        (r#"{"error": "invalid_client", "error_description": "hush"}"#, ": invalid_client"),
        (r#"{"error": "hush-app"}"#, ""),
        ("<html>", ""),
    ];
    for (body, code) in rows {
        let server = giving(Answer::json(401, body));
        let outcome = get(&registered(&Setup::new(server.url()))).await;
        let message =
            format!("no token from the token endpoint: it responded with 401 Unauthorized{code}");
        assert_eq!(outcome.printed.lines().next(), Some(message.as_str()), "{body}");
    }
}

/// A token is a few hundred bytes; more than a mebibyte is not read.
#[tokio::test]
async fn a_response_of_the_token_endpoint_has_a_limit() {
    let padded = |spaces: usize| {
        let body = [r#"{"access_token": "a", "expires_in": 300}"#, &" ".repeat(spaces)].concat();
        Answer::json(200, body)
    };
    for (spaces, kind) in
        [(1_000_000, Kind::Success), (1 << 20, Kind::NoToken), (2 << 20, Kind::NoToken)]
    {
        let server = giving(padded(spaces));
        let outcome = get(&registered(&Setup::new(server.url()))).await;
        assert_eq!(outcome.kind, kind, "{spaces}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_token_endpoint_that_is_slow_costs_no_more_than_the_time_of_the_call() {
    let server = giving(token(1, 300).after(Duration::from_secs(30)));
    let setup = Setup { timeout: Duration::from_millis(200), ..Setup::new(server.url()) };
    let outcome = get(&registered(&setup)).await;
    assert_eq!(outcome.kind, Kind::Timeout, "{outcome:?}");
    assert_eq!(server.count(), 1);
}

/// A first token that could not be had leaves nothing behind.
#[tokio::test]
async fn a_client_recovers_when_the_token_endpoint_does() {
    let answers = Arc::new(Mutex::new(vec![token(1, 300), Answer::new(403)]));
    let server = Server::start(move |request: &Request| match request.path_and_query.as_str() {
        ENDPOINT => answers.lock().unwrap().pop().unwrap(),
        _ => Answer::json(200, "{}"),
    });
    let client = registered(&Setup::new(server.url()));
    assert_eq!(post(&client).await.kind, Kind::NoToken);
    assert_eq!(post(&client).await.kind, Kind::Success);
    assert_eq!(exchanges(&server), ["+", "+", "1"]);
}

/// How long a token lives, where the endpoint does not say it rightly: a while, in any case.
#[tokio::test]
async fn a_lifetime_that_is_nonsense_does_no_harm() {
    for lifetime in ["null", "-1", "\"soon\"", "18446744073709551615", "1e300", "3600.5"] {
        let body = format!(r#"{{"access_token": "hush-1", "expires_in": {lifetime}}}"#);
        let server = giving(Answer::json(200, body));
        let client = registered(&Setup::new(server.url()));
        assert_eq!(get(&client).await.kind, Kind::Success, "{lifetime}");
        assert_eq!(get(&client).await.kind, Kind::Success, "{lifetime}");
        assert_eq!(exchanges(&server), ["+", "1", "1"], "{lifetime}");
    }
}
