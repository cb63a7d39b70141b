//! Streams whose server stalls, resets, breaks off, sends something else, or never ends, or whose reader goes
//! away: each fault has its error, and leaves nothing behind.

use std::time::Duration;

use guestlist_party::Client;
use guestlist_party::runtime::{CallOptions, Retry, Upload};
use guestlist_tests::server::{Answer, Server};
use tokio::runtime::Builder;
use tokio::time::{sleep, timeout};

/// How a response is read, or a request sent.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Events,
    Lines,
    Bytes,
    Upload,
}

/// How many items are read before the reader goes away.
const ALL: usize = usize::MAX;

/// A stream, what its server does, how many items are read of it, and what the reader is told, an item each.
struct Row {
    kind: Kind,
    answer: Answer,
    read: usize,
    told: &'static [&'static str],
}

const EVENT: &str = "data: {\"name\":\"Ada\"}\n\n";
const LINE: &str = "{\"name\":\"Ada\"}\n";

/// The longest item that the client takes here.
const LIMIT: usize = 1_000;

const STANDS_STILL: &str = "the body stood still";
const BROKE_OFF: &str = "the call broke off";
const TOO_LARGE: &str = "an item is larger than the 1000 bytes";

fn stream(kind: Kind, body: impl Into<Vec<u8>>) -> Answer {
    let media_type = match kind {
        Kind::Events => "text/event-stream",
        Kind::Lines => "application/x-ndjson",
        Kind::Bytes | Kind::Upload => "application/octet-stream",
    };
    Answer::new(200).body(media_type, body)
}

fn rows() -> Vec<Row> {
    let row = |kind, answer: Answer, read, told| Row { kind, answer, read, told };
    let second = Duration::from_secs(2);
    let (event, line) = (EVENT.len(), LINE.len());
    let twice = |one: &str| one.repeat(2);
    let endless = |one: &str| one.repeat(10_000);
    let zipped = |kind, body: &str| stream(kind, body).header("content-encoding", "gzip");
    vec![
        row(
            Kind::Events,
            stream(Kind::Events, twice(EVENT)).pausing(event, second),
            ALL,
            &["Ada", STANDS_STILL],
        ),
        row(
            Kind::Lines,
            stream(Kind::Lines, twice(LINE)).pausing(line, second),
            ALL,
            &["Ada", STANDS_STILL],
        ),
        row(
            Kind::Bytes,
            stream(Kind::Bytes, "some more").pausing(4, second),
            ALL,
            &["some", STANDS_STILL],
        ),
        row(
            Kind::Events,
            stream(Kind::Events, EVENT).claiming(100).resetting(),
            ALL,
            &["Ada", BROKE_OFF],
        ),
        row(
            Kind::Lines,
            stream(Kind::Lines, LINE).claiming(100).resetting(),
            ALL,
            &["Ada", BROKE_OFF],
        ),
        row(
            Kind::Bytes,
            stream(Kind::Bytes, "some").claiming(100).resetting(),
            ALL,
            &["some", BROKE_OFF],
        ),
        row(
            Kind::Events,
            stream(Kind::Events, EVENT).claiming(100).closing(),
            ALL,
            &["Ada", BROKE_OFF],
        ),
        row(
            Kind::Lines,
            stream(Kind::Lines, LINE).claiming(100).closing(),
            ALL,
            &["Ada", BROKE_OFF],
        ),
        row(
            Kind::Bytes,
            stream(Kind::Bytes, "some").claiming(100).closing(),
            ALL,
            &["some", BROKE_OFF],
        ),
        row(
            Kind::Events,
            stream(Kind::Events, format!("data: \u{0}\n\n{EVENT}")),
            ALL,
            &["item 1 does not fit", "Ada"],
        ),
        row(
            Kind::Lines,
            stream(Kind::Lines, format!("]\n{LINE}")),
            ALL,
            &["item 1 does not fit", "Ada"],
        ),
        row(Kind::Events, zipped(Kind::Events, "no gzip"), ALL, &["its gzip is broken"]),
        row(Kind::Lines, zipped(Kind::Lines, "no gzip"), ALL, &["its gzip is broken"]),
        row(Kind::Bytes, zipped(Kind::Bytes, "no gzip"), ALL, &["its gzip is broken"]),
        row(
            Kind::Events,
            stream(Kind::Events, format!("data: {}", "a".repeat(LIMIT + 1))),
            ALL,
            &[TOO_LARGE],
        ),
        row(
            Kind::Lines,
            stream(Kind::Lines, format!("{EVENT}{}", "a".repeat(LIMIT + 1))),
            ALL,
            &["item 1 does not fit", TOO_LARGE],
        ),
        row(
            Kind::Events,
            stream(Kind::Events, endless(EVENT)).slowly(event, Duration::from_millis(5)),
            3,
            &["Ada"; 3],
        ),
        row(
            Kind::Lines,
            stream(Kind::Lines, endless(LINE)).slowly(line, Duration::from_millis(5)),
            3,
            &["Ada"; 3],
        ),
        row(
            Kind::Bytes,
            stream(Kind::Bytes, "x".repeat(10_000)).slowly(64, Duration::from_millis(5)),
            3,
            &["x"; 3],
        ),
        row(
            Kind::Upload,
            Answer::raw("").resetting(),
            ALL,
            &["its body is a stream that was begun"],
        ),
        row(
            Kind::Upload,
            Answer::raw("HTTP/1.1 200").after(second),
            ALL,
            &["the time of the call was up"],
        ),
    ]
}

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).bearer("t").header_key("k");
    let builder = builder.cookie_key("c").retry(Retry::never()).body_limit(LIMIT);
    builder.timeout(Duration::from_millis(700)).build().unwrap()
}

/// What a reader is told: a name for each guest, the bytes of each piece, the text of each error.
async fn told(server: &Server, kind: Kind, read: usize) -> Vec<String> {
    let client = client(server);
    let options = CallOptions::new().idle_timeout(Duration::from_millis(300));
    let mut told = Vec::new();
    macro_rules! all {
        ($stream:expr, $show:expr) => {{
            match $stream {
                Ok(response) => {
                    let mut stream = response.into_inner();
                    while told.len() < read
                        && let Some(item) = stream.next().await
                    {
                        told.push(item.map_or_else(|error| error.to_string(), $show));
                    }
                }
                Err(error) => told.push(error.to_string()),
            }
        }};
    }
    match kind {
        Kind::Events => {
            all!(client.watch_guests().options(options).send().await, |event| event.data.name)
        }
        Kind::Lines => {
            all!(client.export_guests().options(options).send().await, |guest| guest.name)
        }
        Kind::Bytes => all!(client.get_download().options(options).send_stream().await, |piece| {
            String::from_utf8(piece.to_vec()).unwrap()
        }),
        Kind::Upload => {
            let film =
                Upload::stream(futures_util::stream::iter([Ok::<_, std::io::Error>("film")]));
            let sent = client.put_film().body(film).options(options).send().await;
            told.push(sent.unwrap_err().to_string());
        }
    }
    told
}

/// Each row has a runtime of its own, in which each connection is a task.
#[test]
fn each_fault_of_a_stream_has_its_error_and_leaves_nothing_behind() {
    let rows = rows();
    assert!(rows.len() >= 20);
    for (index, row) in rows.into_iter().enumerate() {
        let server = Server::start(row.answer);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let told = runtime.block_on(told(&server, row.kind, row.read));
        let is_as_told = told.len() == row.told.len()
            && told.iter().zip(row.told).all(|(text, part)| text.contains(part));
        assert!(is_as_told, "row {index}, {:?}: {told:?}", row.kind);
        let tasks = || runtime.metrics().num_alive_tasks();
        let end = async {
            while tasks() > 0 {
                sleep(Duration::from_millis(5)).await;
            }
        };
        let ended = runtime.block_on(async { timeout(Duration::from_secs(5), end).await });
        assert!(ended.is_ok(), "row {index}, {:?}: {} tasks stay behind", row.kind, tasks());
    }
}
