//! Everything that can go wrong with one response: the caller's result, the number of requests, and the time.

use std::time::Duration;

use guestlist_tests::server::{Answer, Cut, Server};

use crate::calling::{Call, Kind, Outcome, Setup};

/// A server that always does the same wrong thing.
pub(crate) struct Fault {
    name: &'static str,
    answer: fn(Call) -> Answer,
    kind: Kind,
    /// The requests that arrive of a `GET`.
    gets: usize,
    /// Those of another method that may be sent twice.
    idempotent: usize,
    /// Those of a `POST` or a `PATCH`.
    posts: usize,
}

/// The time of a call that takes all of it.
const SHORT: Duration = Duration::from_millis(400);

/// The time of a call that should take next to none of it.
const LONG: Duration = Duration::from_secs(5);

const CAP: usize = 1_000;

/// One request, whatever the method.
const fn once(name: &'static str, answer: fn(Call) -> Answer, kind: Kind) -> Fault {
    Fault { name, answer, kind, gets: 1, idempotent: 1, posts: 1 }
}

/// Three requests, but one of a method that may not be sent twice.
const fn careful(name: &'static str, answer: fn(Call) -> Answer) -> Fault {
    Fault { name, answer, kind: Kind::Refused, gets: 3, idempotent: 3, posts: 1 }
}

/// Three requests, whatever the method.
const fn always(name: &'static str, answer: fn(Call) -> Answer) -> Fault {
    Fault { name, answer, kind: Kind::Refused, gets: 3, idempotent: 3, posts: 3 }
}

fn whole(call: Call) -> Answer {
    Answer::json(200, call.success())
}

fn limited() -> Answer {
    Answer::json(429, r#"{"errors": ["slow down"]}"#)
}

pub(crate) const FAULTS: &[Fault] = &[
    always("429 that names no wait", |_| limited()),
    always("429 with Retry-After", |_| limited().header("retry-after", "0")),
    always("429 with a reset in seconds", |_| limited().header("x-ratelimit-reset", "0")),
    always("429 with a reset of another name", |_| {
        limited().header("archivist-rate-limit-reset", "0.001")
    }),
    always("429 with a date that has passed", |_| {
        limited().header("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")
    }),
    always("429 with nonsense", |_| limited().header("retry-after", "soon")),
    always("429 with a page", |_| Answer::html(429, "<h1>Too many</h1>")),
    always("429 without a body", |_| Answer::new(429)),
    once(
        "429 with a wait beyond the deadline",
        |_| limited().header("retry-after", "30"),
        Kind::Refused,
    ),
    once("500", |_| Answer::json(500, "{}"), Kind::Refused),
    once("501", |_| Answer::json(501, "{}"), Kind::Refused),
    careful("502", |_| Answer::html(502, "<h1>Bad Gateway</h1>")),
    careful("503", |_| Answer::html(503, "<h1>Service Unavailable</h1>")),
    careful("503 with Retry-After", |_| Answer::new(503).header("retry-after", "0")),
    careful("504", |_| Answer::html(504, "<h1>Gateway Timeout</h1>")),
    once("400", |_| Answer::json(400, "{}"), Kind::Refused),
    once("401", |_| Answer::json(401, "{}"), Kind::Refused),
    once("403 with a page", |_| Answer::html(403, "<h1>Blocked</h1>"), Kind::Refused),
    once("408", |_| Answer::new(408), Kind::Refused),
    once("an unknown 4xx", |_| Answer::json(469, "{}"), Kind::Refused),
    once("an unknown 5xx", |_| Answer::json(599, "{}"), Kind::Refused),
    once("an unknown 2xx", |call| Answer::json(269, call.success()), Kind::Success),
    once("closed before the headers", |call| whole(call).cut(Cut::BeforeHead), Kind::BrokeOff),
    once("closed in the headers", |call| whole(call).cut(Cut::InHead), Kind::BrokeOff),
    once("closed after the headers", |call| whole(call).cut(Cut::AfterHead), Kind::BrokeOff),
    once("closed in the body", |call| whole(call).cut(Cut::InBody), Kind::BrokeOff),
    once(
        "reset before the headers",
        |call| whole(call).cut(Cut::BeforeHead).resetting(),
        Kind::BrokeOff,
    ),
    once("reset in the headers", |call| whole(call).cut(Cut::InHead).resetting(), Kind::BrokeOff),
    once(
        "reset after the headers",
        |call| whole(call).cut(Cut::AfterHead).resetting(),
        Kind::BrokeOff,
    ),
    once("reset in the body", |call| whole(call).cut(Cut::InBody).resetting(), Kind::BrokeOff),
    once("no answer in time", |call| whole(call).after(Duration::from_secs(30)), Kind::Timeout),
    once(
        "a body slower than the timeout",
        |call| whole(call).slowly(1, Duration::from_millis(100)),
        Kind::Timeout,
    ),
    once("a body that never ends", |call| whole(call).claiming(900), Kind::Timeout),
    once(
        "a body over the cap, by its length",
        |_| Answer::json(200, vec![b' '; CAP + 1]),
        Kind::TooLarge,
    ),
    once(
        "a body over the cap, in chunks",
        |_| Answer::json(200, vec![b' '; CAP + 1]).chunked(),
        Kind::TooLarge,
    ),
    once("a length over the cap that is a lie", |_| whole(Call::V1Get).claiming(CAP + 1), {
        Kind::TooLarge
    }),
    once(
        "a body over the cap once it is inflated",
        |_| Answer::json(200, gzip(&[b' '; CAP + 1])).header("content-encoding", "gzip"),
        Kind::TooLarge,
    ),
    once("JSON that breaks off", |_| Answer::json(200, "{\"data\": ["), Kind::InvalidBody),
    once("a page where JSON is due", |_| Answer::html(200, "<html></html>"), Kind::InvalidBody),
    once("an empty 200", |_| Answer::json(200, ""), Kind::InvalidBody),
    once("null", |_| Answer::json(200, "null"), Kind::InvalidBody),
    once(
        "204 with a content type",
        |_| Answer::new(204).header("content-type", "application/json"),
        Kind::InvalidBody,
    ),
    once("invalid UTF-8", |_| Answer::json(200, b"{\"data\": \"\xff\xfe\"}"), Kind::InvalidBody),
    once("304", |_| Answer::new(304).header("etag", "x"), Kind::Unexpected),
    once("300", |_| Answer::new(300), Kind::Unexpected),
    once(
        "gzip that does not inflate",
        |_| Answer::json(200, "not gzip").header("content-encoding", "gzip"),
        Kind::BrokeOff,
    ),
    once(
        "gzip that breaks off",
        |call| {
            let bytes = gzip(&call.success());
            Answer::json(200, &bytes[..bytes.len() - 9]).header("content-encoding", "gzip")
        },
        Kind::BrokeOff,
    ),
    once(
        "gzip that inflates",
        |call| Answer::json(200, gzip(&call.success())).header("content-encoding", "gzip"),
        Kind::Success,
    ),
    // No connection is made to it: `setup.rs` of the calls counts them.
    once(
        "a redirect to another host",
        |_| Answer::new(307).header("location", "http://localhost:1/"),
        Kind::Unexpected,
    ),
    once("a redirect to nowhere", |_| Answer::new(302), Kind::Unexpected),
    once(
        "a redirect to nonsense",
        |_| Answer::new(302).header("location", "http://[nonsense"),
        Kind::Unexpected,
    ),
    Fault {
        name: "a redirect to itself",
        answer: |_| Answer::new(307).header("location", ""),
        kind: Kind::Unexpected,
        gets: 11,
        idempotent: 1,
        posts: 1,
    },
    once("not HTTP", |_| Answer::raw("SSH-2.0-OpenSSH_9.6\r\n").closing(), Kind::BrokeOff),
];

impl Fault {
    pub(crate) fn server(&self, call: Call) -> Server {
        Server::start((self.answer)(call))
    }

    pub(crate) fn setup(&self, server: &Server) -> Setup {
        let timeout = if self.is_slow() { SHORT } else { LONG };
        Setup { timeout, body_limit: CAP, ..Setup::new(server.url()) }
    }

    /// Whether it takes all the time of a call.
    pub(crate) fn is_slow(&self) -> bool {
        self.kind == Kind::Timeout
    }

    /// How many requests arrive of a call.
    fn requests(&self, call: Call) -> usize {
        match (call.is_get(), call.is_idempotent()) {
            (true, _) => self.gets,
            (false, true) => self.idempotent,
            (false, false) => self.posts,
        }
    }

    /// What comes of it. A call that promises no body takes any.
    fn kind(&self, call: Call) -> Kind {
        match self.kind {
            Kind::InvalidBody if call == Call::V2Delete => Kind::Success,
            kind => kind,
        }
    }
}

/// Bytes as gzip packs them that compresses nothing: one stored block (RFC 1951, section 3.2.4).
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("one block").to_le_bytes();
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 * (sum & 1));
        }
    }
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    packed.extend(length);
    packed.extend(length.map(|byte| !byte));
    packed.extend(bytes);
    packed.extend((!sum).to_le_bytes());
    packed.extend((bytes.len() as u32).to_le_bytes());
    packed
}

/// All calls against one fault, at once.
async fn outcomes(fault: &'static Fault) -> Vec<(Call, Outcome, Server)> {
    let mut calls = tokio::task::JoinSet::new();
    for call in Call::ALL {
        calls.spawn(async move {
            let server = fault.server(call);
            let outcome = call.send(&fault.setup(&server)).await;
            (call, outcome, server)
        });
    }
    calls.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_fault_has_its_kind_its_number_of_requests_and_its_time() {
    for fault in FAULTS {
        for (call, outcome, server) in outcomes(fault).await {
            let place = format!("{}, {call:?}: {outcome:#?}", fault.name);
            assert_eq!(outcome.kind, fault.kind(call), "{place}");
            assert_eq!(server.count(), fault.requests(call), "{place}");
            let redirects = if fault.gets == 11 && call.is_get() { 10 } else { 0 };
            assert_eq!(outcome.attempts as usize + redirects, server.count(), "{place}");
            assert!(outcome.took < SHORT + Duration::from_secs(6), "{place}");
        }
    }
}

/// The promise itself, apart from the numbers in the table.
#[test]
fn no_row_lets_a_post_be_sent_twice_except_after_429() {
    for fault in FAULTS {
        assert!(fault.posts == 1 || fault.name.starts_with("429"), "{}", fault.name);
    }
}
