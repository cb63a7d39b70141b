//! Many calls at once on one client: a limit that one of them meets holds back all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use guestlist_tests::server::{Answer, Request, Server};
use tokio::task::JoinSet;

use crate::calling::{Kind, Outcome, Setup, new_user, outcome, v2};

/// What a request is about: the id in its path, or the address in its body.
fn key(request: &Request) -> String {
    match request.method.as_str() {
        "POST" => {
            let email = &request.json()["data"]["attributes"]["email"];
            email.as_str().unwrap().trim_end_matches("@example.com").to_owned()
        }
        _ => request.path_and_query.trim_start_matches("/api/v2/users/").to_owned(),
    }
}

/// How often the server did what a key asks for.
type Done = Arc<Mutex<BTreeMap<String, usize>>>;

/// Answers 429 to every third key when it comes for the first time, and does the rest.
fn every_third_is_limited(retry_after: &'static str, done: Done) -> Server {
    let mut refused = BTreeSet::new();
    Server::start(move |request: &Request| {
        let key = key(request);
        let number: usize = key.trim_start_matches("user-").parse().unwrap();
        if number.is_multiple_of(3) && refused.insert(key.clone()) {
            return Answer::json(429, r#"{"errors": []}"#).header("retry-after", retry_after);
        }
        *done.lock().unwrap().entry(key).or_default() += 1;
        Answer::json(200, "{}")
    })
}

/// Half of them create somebody, half look somebody up.
async fn call(client: v2::Client, number: usize) -> (usize, Outcome) {
    let name = format!("user-{number}");
    let outcome = match number % 2 {
        0 => outcome(client.create_user().body(new_user(&name)).send().await),
        _ => outcome(client.get_user().user_id(name).send().await),
    };
    (number, outcome)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_calls_at_once_all_succeed_and_none_is_doubled() {
    for retry_after in ["0", "1"] {
        let done = Done::default();
        let server = every_third_is_limited(retry_after, done.clone());
        let setup = Setup { timeout: Duration::from_secs(60), ..Setup::new(server.url()) };
        let (client, begin) = (v2(&setup), Instant::now());
        let mut calls = JoinSet::new();
        for number in 0..200 {
            calls.spawn(call(client.clone(), number));
        }
        let outcomes = calls.join_all().await;

        assert_eq!(outcomes.len(), 200);
        // A limit that is met again and again starves nobody.
        assert!(begin.elapsed() < Duration::from_secs(15), "{:?}", begin.elapsed());
        for (number, outcome) in &outcomes {
            assert_eq!(outcome.kind, Kind::Success, "{retry_after} {number}: {outcome:?}");
            let expected = if number % 3 == 0 { 2 } else { 1 };
            assert_eq!(outcome.attempts, expected, "{retry_after} {number}: {outcome:?}");
        }
        let done = done.lock().unwrap();
        assert_eq!(done.len(), 200, "{retry_after}");
        assert!(done.values().all(|times| *times == 1), "{retry_after}: {done:?}");
        assert_eq!(server.count(), 200 + 67, "{retry_after}: 67 of 200 are refused once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_limit_that_one_call_meets_holds_its_siblings_back() {
    let limited = Answer::new(429).header("retry-after", "1");
    let mut is_first = true;
    let server = Server::start(move |_: &Request| match std::mem::take(&mut is_first) {
        true => limited.clone(),
        false => Answer::json(200, "{}"),
    });
    let client = v2(&Setup::new(server.url()));
    let mut calls = JoinSet::new();
    calls.spawn(call(client.clone(), 0));
    while server.count() == 0 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    tokio::time::sleep(Duration::from_millis(300)).await; // the answer is on its way
    // The clones and the other clients of the session are held back as well.
    for number in 1..20 {
        let sibling = v2::Client::with_session(client.session().clone());
        calls.spawn(call(sibling, number));
    }
    for (number, outcome) in calls.join_all().await {
        assert_eq!(outcome.kind, Kind::Success, "{number}: {outcome:?}");
        assert_eq!(outcome.attempts, if number == 0 { 2 } else { 1 }, "{number}: {outcome:?}");
    }

    let requests = server.requests();
    assert_eq!(requests.len(), 21);
    let after: Vec<Duration> =
        requests[1..].iter().map(|request| request.at - requests[0].at).collect();
    assert!(after[0] >= Duration::from_secs(1), "{after:?}");
    assert!(after[19] < Duration::from_secs(6), "{after:?}");
    // They do not come back as one: the server has just said that it was too much.
    assert!(after[19] - after[0] > Duration::from_millis(50), "{after:?}");
}

/// Each limit lets few of the others through before the next one is met. Who has waited goes first,
/// so that all are through after a few limits and not after as many as there are calls.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_limit_that_is_met_again_and_again_starves_nobody() {
    let done = Done::default();
    let server = every_third_is_limited("0.5", done.clone());
    let setup = Setup { timeout: Duration::from_secs(60), ..Setup::new(server.url()) };
    let (client, begin) = (v2(&setup), Instant::now());
    let mut calls = JoinSet::new();
    calls.spawn(call(client.clone(), 0));
    while server.count() == 0 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    tokio::time::sleep(Duration::from_millis(50)).await; // the answer is on its way
    for number in 1..150 {
        calls.spawn(call(client.clone(), number));
    }
    for (number, outcome) in calls.join_all().await {
        assert_eq!(outcome.kind, Kind::Success, "{number}: {outcome:?}");
    }
    assert!(done.lock().unwrap().values().all(|times| *times == 1));
    assert!(begin.elapsed() < Duration::from_secs(8), "{:?}", begin.elapsed());
}

/// Calls that were under way when the limit came are not called back.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn only_calls_under_way_arrive_while_siblings_are_held_back() {
    let server = Server::start(|request: &Request| match key(request).as_str() {
        "user-0" => Answer::new(429).header("retry-after", "2").after(Duration::from_millis(100)),
        _ => Answer::json(200, "{}").after(Duration::from_millis(300)),
    });
    let client = v2(&Setup { timeout: Duration::from_secs(1), ..Setup::new(server.url()) });
    let mut calls = JoinSet::new();
    for number in [0, 1] {
        calls.spawn(call(client.clone(), number));
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    calls.spawn(call(client, 2));
    let mut outcomes = calls.join_all().await;
    outcomes.sort_by_key(|(number, _)| *number);

    let kinds: Vec<Kind> = outcomes.iter().map(|(_, outcome)| outcome.kind).collect();
    assert_eq!(kinds, [Kind::Refused, Kind::Success, Kind::Held], "{outcomes:?}");
    assert_eq!(server.count(), 2, "the third one was not sent");
}
