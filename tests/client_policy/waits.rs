//! Waits that servers ask for: their length, the clock, and the calls that they hold.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use guestlist_runtime::{CallOptions, Retry};
use guestlist_tests::server::{Answer, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::calling::{Call, Kind, Setup, outcome, v2};

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

/// The forms of a date that a recipient has to understand (RFC 9110, section 5.6.7).
const FORMS: [fn(i64) -> String; 3] = [imf_fixdate, rfc_850, asctime];

/// The seconds since 1970 now, and so many later.
fn seconds(ahead: i64) -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    i64::try_from(now.as_secs()).unwrap() + ahead
}

fn moment(ahead: i64, form: &str) -> String {
    chrono::DateTime::from_timestamp(seconds(ahead), 0).unwrap().format(form).to_string()
}

fn imf_fixdate(ahead: i64) -> String {
    moment(ahead, "%a, %d %b %Y %H:%M:%S GMT")
}

fn rfc_850(ahead: i64) -> String {
    moment(ahead, "%A, %d-%b-%y %H:%M:%S GMT")
}

fn asctime(ahead: i64) -> String {
    moment(ahead, "%a %b %e %H:%M:%S %Y")
}

/// One call against 429 with some headers and then success.
async fn limited(headers: &[(&str, &str)], timeout: Duration) -> crate::calling::Outcome {
    let answer = Answer::new(429);
    let answer = headers.iter().fold(answer, |answer, (name, value)| answer.header(name, value));
    let server = Server::start(vec![answer, Answer::json(200, "{}")]);
    Call::V2Post.send(&Setup { timeout, ..Setup::new(server.url()) }).await
}

/// Nothing that a server can say is too long to be understood.
#[tokio::test]
async fn a_call_is_given_back_and_not_sent_again_when_the_wait_is_long() {
    let digits = "9".repeat(400);
    let mut values: Vec<String> = [
        "86401",
        "172800",
        "4294967296",
        "99999999999",
        "99999999999999999999",
        "18446744073709551616",
        &digits,
        "100000000.5",
        " 86401\t",
    ]
    .map(str::to_owned)
    .into();
    for ahead in [DAY + 10, 2 * DAY, 40 * 365 * DAY] {
        values.extend(FORMS.map(|form| form(ahead)));
    }
    for value in values {
        let outcome = limited(&[("retry-after", &value)], Duration::from_secs(20)).await;
        let place = format!("{value}: {outcome:?}");
        assert_eq!((outcome.kind, outcome.status), (Kind::Refused, Some(429)), "{place}");
        assert_eq!(outcome.attempts, 1, "{place}");
        assert!(outcome.is_retryable, "{place}");
    }
}

#[tokio::test]
async fn each_form_of_a_date_is_understood() {
    let mut calls = tokio::task::JoinSet::new();
    for form in FORMS {
        for (ahead, least) in [(2, 2), (-1, 0), (-40 * 365 * DAY, 0)] {
            calls.spawn(async move {
                let headers = [("retry-after", form(ahead)), ("date", form(0))];
                let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
                let outcome = limited(&headers, Duration::from_secs(20)).await;
                let place = format!("{headers:?}: {outcome:?}");
                assert_eq!((outcome.kind, outcome.attempts), (Kind::Success, 2), "{place}");
                assert!(outcome.took >= Duration::from_secs(least), "{place}");
            });
        }
    }
    calls.join_all().await;
}

/// The server's clock is an hour behind or ahead of ours: its own `Date` says so.
#[tokio::test]
async fn a_date_is_measured_against_the_servers_clock() {
    let mut calls = tokio::task::JoinSet::new();
    for off in [-HOUR, 0, HOUR, -400 * DAY, 400 * DAY] {
        for form in FORMS {
            for (ahead, expected) in [(1, (Kind::Success, 2)), (60, (Kind::Refused, 1))] {
                calls.spawn(async move {
                    let (now, after) = (form(off), form(off + ahead));
                    let headers = [("date", now.as_str()), ("retry-after", after.as_str())];
                    let outcome = limited(&headers, Duration::from_secs(20)).await;
                    let place = format!("{headers:?}: {outcome:?}");
                    assert_eq!((outcome.kind, outcome.attempts), expected, "{place}");
                    let is_sent = outcome.kind == Kind::Success;
                    assert!(!is_sent || outcome.took >= Duration::from_secs(1), "{place}");
                });
            }
        }
    }
    calls.join_all().await;
}

/// The vendor's header counts seconds; a number that no wait can be is a moment.
#[tokio::test]
async fn a_reset_may_be_a_moment() {
    let date = imf_fixdate(-HOUR);
    let rows = [
        (seconds(-HOUR + 1).to_string(), Some(1)),
        ((seconds(-HOUR + 1) * 1_000).to_string(), Some(1)),
        (seconds(-HOUR - 5).to_string(), Some(0)),
        (seconds(-HOUR + 60).to_string(), None),
        ("86401".to_owned(), None),
        ("99999999999999999999".to_owned(), None),
    ];
    for (value, least) in rows {
        let headers = [("date", date.as_str()), ("x-ratelimit-reset", value.as_str())];
        let outcome = limited(&headers, Duration::from_secs(20)).await;
        let expected = least.map_or((Kind::Refused, 1), |_| (Kind::Success, 2));
        assert_eq!((outcome.kind, outcome.attempts), expected, "{headers:?}: {outcome:?}");
        assert!(outcome.took >= Duration::from_secs(least.unwrap_or(0)), "{headers:?}");
    }
}

/// Of several waits the longest is kept to, and nonsense takes away none.
#[tokio::test]
async fn the_longest_of_several_waits_counts() {
    let rows: [(&[&str], Option<u64>); 4] = [
        (&["0", "1"], Some(1)),
        (&["1", "0"], Some(1)),
        (&["soon", "1"], Some(1)),
        (&["0", "86401"], None),
    ];
    for (values, least) in rows {
        let headers: Vec<_> = values.iter().map(|value| ("retry-after", *value)).collect();
        let outcome = limited(&headers, Duration::from_secs(20)).await;
        let expected = least.map_or((Kind::Refused, 1), |_| (Kind::Success, 2));
        assert_eq!((outcome.kind, outcome.attempts), expected, "{headers:?}: {outcome:?}");
        assert!(outcome.took >= Duration::from_secs(least.unwrap_or(0)), "{headers:?}");
    }
}

/// The hold lasts as long as the call that met the limit could have waited itself.
#[tokio::test]
async fn a_limit_of_a_day_holds_siblings_for_the_time_of_one_call() {
    let day = Answer::new(429).header("retry-after", "86400");
    let server = Server::start(vec![day, Answer::json(200, "{}")]);
    let timeout = Duration::from_secs(2);
    let client = v2(&Setup { timeout, ..Setup::new(server.url()) });
    let refused = outcome(client.list_users().send().await);
    assert_eq!((refused.kind, refused.attempts), (Kind::Refused, 1), "{refused:?}");
    let held = outcome(client.clone().list_users().send().await);
    assert_eq!((held.kind, held.attempts, server.count()), (Kind::Held, 0, 1), "{held:?}");
    tokio::time::sleep(timeout).await;
    let sent = outcome(client.list_users().send().await);
    assert_eq!((sent.kind, server.count()), (Kind::Success, 2), "{sent:?}");
}

#[tokio::test]
async fn a_hold_can_be_cleared_for_those_that_come_and_those_that_wait() {
    let minute = Answer::new(429).header("retry-after", "60");
    let server = Server::start(vec![minute, Answer::json(200, "{}"), Answer::json(200, "{}")]);
    let client = v2(&Setup { timeout: Duration::from_secs(50), ..Setup::new(server.url()) });
    assert_eq!(outcome(client.list_users().send().await).kind, Kind::Refused);
    assert_eq!(outcome(client.list_users().send().await).kind, Kind::Held);
    let waiting = tokio::spawn({
        let options = CallOptions::new().timeout(Duration::from_secs(3_600));
        let client = client.clone();
        async move { outcome(client.list_users().options(options).send().await) }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!waiting.is_finished() && server.count() == 1);

    let begin = Instant::now();
    client.session().clear_rate_limit_hold();
    assert_eq!(waiting.await.unwrap().kind, Kind::Success);
    assert_eq!(outcome(client.list_users().send().await).kind, Kind::Success);
    assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", begin.elapsed());
}

/// A server in the runtime of the test, so that tokio's clock stands still while a request is on its
/// way. It replies to one request on each connection: no client keeps one for an hour.
async fn serve(replies: &'static [&'static str]) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        for reply in replies {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                request.push(stream.read_u8().await.unwrap());
            }
            stream.write_all(reply.as_bytes()).await.unwrap();
        }
        std::future::pending::<()>().await;
    });
    url
}

/// One clock: with tokio's paused, an hour passes at once, and nothing spins meanwhile.
#[tokio::test(start_paused = true)]
async fn a_wait_takes_no_real_time_while_the_clock_is_paused() {
    let url = serve(&[
        "HTTP/1.1 429 Slow\r\nretry-after: 3600\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
    ])
    .await;
    let timeout = Duration::from_secs(7_200);
    let client = v2(&Setup { retry: Retry::default(), timeout, ..Setup::new(url) });
    let (begin, paused) = (Instant::now(), tokio::time::Instant::now());
    let polls = AtomicUsize::new(0);
    let mut call = std::pin::pin!(client.list_users().send());
    let counted = std::future::poll_fn(|context| {
        polls.fetch_add(1, Ordering::SeqCst);
        call.as_mut().poll(context)
    });
    let value = tokio::time::timeout(Duration::from_secs(7_000), counted).await.unwrap().unwrap();
    assert_eq!(value.attempts(), 2);
    assert!(paused.elapsed() >= Duration::from_secs(3_600), "{:?}", paused.elapsed());
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
    assert!(polls.load(Ordering::SeqCst) < 100, "{polls:?}");
}
