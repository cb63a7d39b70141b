//! The wait of a client after 429: the time that the server asks for, in each possible format.

use std::time::{Duration, SystemTime};

use guestlist_runtime::{CallOptions, Retry};
use guestlist_tests::server::{Answer, Request, Server};

use crate::calling::{Call, Kind, Outcome, Setup, soon, v2};

/// What 429 says, and the milliseconds that may pass until the call has succeeded.
struct Wait {
    header: Option<(&'static str, String)>,
    least: u64,
    most: u64,
}

/// What a busy machine may add, in milliseconds. What must not be waited for is longer.
const BUSY: u64 = 5_000;

const fn wait(header: &'static str, value: String, least: u64, most: u64) -> Wait {
    Wait { header: Some((header, value)), least, most }
}

/// The header in which the vendor says how long.
fn own_header(call: Call) -> &'static str {
    match call {
        Call::InvitesGet | Call::InvitesPost => "archivist-rate-limit-reset",
        _ => "x-ratelimit-reset",
    }
}

fn others_header(call: Call) -> &'static str {
    match own_header(call) {
        "x-ratelimit-reset" => "archivist-rate-limit-reset",
        _ => "x-ratelimit-reset",
    }
}

/// An HTTP date (RFC 9110, section 5.6.7) so many seconds ahead.
fn date(ahead: u64) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() + ahead;
    let (days, second) = (now / 86_400, now % 86_400);
    // The civil date of a day count, after Howard Hinnant's `civil_from_days`.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = (shifted_month + 2) % 12;
    let year = year_of_era + era * 400 + u64::from(month < 2);
    let names =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][days as usize % 7];
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    let name = names[month as usize];
    format!("{weekday}, {day:02} {name} {year} {hour:02}:{minute:02}:{:02} GMT", second % 60)
}

fn waits(call: Call) -> Vec<Wait> {
    let own = own_header(call);
    let mut waits = vec![
        wait(own, "1".to_owned(), 1_000, 1_900),
        wait(own, "0.3".to_owned(), 300, 950),
        wait(own, "0".to_owned(), 0, 900),
        wait("retry-after", "1".to_owned(), 1_000, 1_900),
        // The date has no fraction of a second, so up to a second of the wait has gone.
        wait("retry-after", "in 2 seconds".to_owned(), 900, 2_900),
        wait("retry-after", "in 0 seconds".to_owned(), 0, 900),
        wait(others_header(call), "8".to_owned(), 0, 900),
        Wait { header: None, least: 0, most: 900 },
    ];
    for nonsense in ["", "soon", "-1", "NaN", "inf", "1e3", "8,5", "8 s"] {
        waits.push(wait(own, nonsense.to_owned(), 0, 900));
        waits.push(wait("retry-after", nonsense.to_owned(), 0, 900));
    }
    waits
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_call_waits_as_long_as_the_server_asks_in_any_form() {
    let mut calls = tokio::task::JoinSet::new();
    for call in Call::ALL {
        for wait in waits(call) {
            calls.spawn(async move {
                let header = wait.header.clone();
                let mut is_first = true;
                let server = Server::start(move |_: &Request| {
                    if !std::mem::take(&mut is_first) {
                        return Answer::json(200, call.success());
                    }
                    match &header {
                        // A date is told when it is asked for: a test may wait for its turn.
                        Some((name, value)) => match value.as_str() {
                            "in 2 seconds" => Answer::new(429).header(name, &date(2)),
                            "in 0 seconds" => Answer::new(429).header(name, &date(0)),
                            value => Answer::new(429).header(name, value),
                        },
                        None => Answer::new(429),
                    }
                });
                let outcome = call.send(&Setup::new(server.url())).await;
                let place = format!("{call:?} {:?}: {outcome:?}", wait.header);
                assert_eq!((outcome.kind, outcome.attempts), (Kind::Success, 2), "{place}");
                let requests = server.requests();
                assert_eq!(requests.len(), 2, "{place}");
                let between = (requests[1].at - requests[0].at).as_millis() as u64;
                // Nobody is hurried on a busy machine.
                assert!(
                    (wait.least..=wait.most + BUSY).contains(&between),
                    "{place}: {between} ms"
                );
            });
        }
    }
    calls.join_all().await;
}

#[tokio::test]
async fn retry_after_counts_before_the_vendors_header() {
    let limited = Answer::new(429).header("x-ratelimit-reset", "30").header("retry-after", "0");
    let server = Server::start(vec![limited, Answer::json(200, "{}")]);
    let outcome = Call::V2Get.send(&Setup::new(server.url())).await;
    assert_eq!(outcome.kind, Kind::Success, "{outcome:?}");
    assert!(outcome.took < Duration::from_secs(6), "{outcome:?}");
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_is_answered_at_once_with_the_limit() {
    for call in Call::ALL {
        let headers = [
            (own_header(call), "30".to_owned()),
            ("retry-after", "30".to_owned()),
            ("retry-after", date(30)),
        ];
        for (name, value) in headers {
            let server = Server::start(Answer::new(429).header(name, &value));
            let setup = Setup { timeout: Duration::from_secs(5), ..Setup::new(server.url()) };
            let outcome = call.send(&setup).await;
            let place = format!("{call:?} {name}: {value}: {outcome:?}");
            assert_eq!((outcome.kind, outcome.status), (Kind::Refused, Some(429)), "{place}");
            assert_eq!((outcome.attempts, server.count()), (1, 1), "{place}");
            assert!(outcome.took < Duration::from_secs(6), "{place}");
            assert!(outcome.is_retryable, "{place}");
        }
    }
}

/// After 503 the server may say how long too; whether a call is sent again is another matter.
#[tokio::test]
async fn a_server_that_is_down_says_how_long() {
    let down = Answer::new(503).header("retry-after", "1");
    let server = Server::start(vec![down.clone(), Answer::json(200, "{}")]);
    let outcome = Call::V1Get.send(&Setup::new(server.url())).await;
    assert_eq!((outcome.kind, outcome.attempts), (Kind::Success, 2), "{outcome:?}");
    assert!(outcome.took >= Duration::from_secs(1), "{outcome:?}");

    let server = Server::start(down);
    let outcome = Call::V1Post.send(&Setup::new(server.url())).await;
    assert_eq!((outcome.status, server.count()), (Some(503), 1), "{outcome:?}");
    assert!(outcome.took < Duration::from_secs(6), "{outcome:?}");
}

/// Where the server says nothing, the wait is chance up to the limit, so it is not always the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_wait_of_chance_stays_below_its_limit_and_differs() {
    let retry = Retry::at_most(1).backoff(Duration::from_millis(300), Duration::from_secs(1));
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..20 {
        calls.spawn(async move {
            let server = Server::start(vec![Answer::new(503), Answer::json(200, "{}")]);
            let outcome = Call::V1Get.send(&Setup { retry, ..Setup::new(server.url()) }).await;
            assert_eq!(outcome.kind, Kind::Success);
            outcome.took
        });
    }
    let mut took = calls.join_all().await;
    took.sort();
    assert!(took[19] < Duration::from_secs(6), "{took:?}");
    assert!(took[19] - took[0] > Duration::from_millis(60), "{took:?}");
}

/// The state of the limit is in a success and in an error alike.
#[tokio::test]
async fn an_answer_tells_the_state_of_the_limit() {
    let told = |answer: Answer| {
        let answer = answer.header("X-RateLimit-Limit", "1000").header("X-RateLimit-Period", "60");
        let answer = answer.header("X-RateLimit-Remaining", "7").header("X-RateLimit-Reset", "17");
        answer.header("X-RateLimit-Name", "users")
    };
    let script = vec![told(Answer::json(200, "{}")), told(Answer::json(429, "{}"))];
    let server = Server::start(script);
    let client = v2(&Setup { timeout: Duration::from_secs(5), ..Setup::new(server.url()) });
    let answer = client.list_users().send().await.unwrap();
    let error = client.list_users().send().await.unwrap_err();
    for limit in [answer.rate_limit(), error.response().unwrap().rate_limit()] {
        assert_eq!((limit.limit, limit.remaining), (Some(1000), Some(7)));
        assert_eq!(limit.period, Some(Duration::from_secs(60)));
        assert_eq!(limit.reset, Some(Duration::from_secs(17)));
        assert_eq!(limit.name.as_deref(), Some("users"));
    }
}

#[tokio::test]
async fn a_limit_that_is_nonsense_is_no_limit() {
    let answer = Answer::json(200, "{}").header("X-RateLimit-Limit", "many");
    let answer = answer.header("X-RateLimit-Remaining", "-1").header("X-RateLimit-Reset", "later");
    let server = Server::start(answer);
    let limit = v2(&Setup::new(server.url())).list_users().send().await.unwrap().rate_limit();
    assert_eq!((limit.limit, limit.remaining, limit.reset), (None, None, None));
}

/// A call with less time than its siblings gives up for itself, not for them.
#[tokio::test]
async fn a_call_without_the_time_to_wait_is_not_sent() {
    let limited = Answer::new(429).header("retry-after", "1");
    let server = Server::start(vec![limited, Answer::json(200, "{}"), Answer::json(200, "{}")]);
    let client = v2(&Setup { retry: soon(), ..Setup::new(server.url()) });
    let first = tokio::spawn({
        let client = client.clone();
        async move { client.list_users().send().await.map(drop) }
    });
    while server.count() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    let options = CallOptions::new().timeout(Duration::from_millis(300));
    let held: Outcome = crate::calling::outcome(client.list_users().options(options).send().await);
    assert_eq!((held.kind, held.attempts), (Kind::Held, 0), "{held:?}");
    assert!(held.is_retryable && held.printed.contains("nothing was sent"), "{held:?}");
    assert_eq!(server.count(), 1);

    first.await.unwrap().unwrap();
    client.list_users().send().await.unwrap();
    assert_eq!(server.count(), 3);
}
