//! Bodies that are read or sent piece by piece: events, lines, downloads and uploads.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::stream;
use guestlist_party::runtime::{
    Attempt, CallOptions, Error, Events, File, HttpService, Retry, StreamError, Upload,
};
use guestlist_party::streams::PutAlbumForm;
use guestlist_party::{Client, models};
use guestlist_tests::server::{Answer, Cut, Nobody, Request, Server};
use tokio::io::AsyncReadExt;
use tower_service::Service;

use crate::{client, only, saying, text};

fn events(body: impl Into<Vec<u8>>) -> Answer {
    Answer::new(200).body("text/event-stream; charset=utf-8", body)
}

/// What comes of a stream: each event as its type, id and data, and each error as its text.
async fn all<T: std::fmt::Debug>(mut events: Events<T>, name: fn(&T) -> String) -> Vec<String> {
    let mut shown = Vec::new();
    while let Some(event) = events.next().await {
        shown.push(match event {
            Ok(event) => format!("{} {} {}", event.name, event.id, name(&event.data)),
            Err(error) => format!("{error}"),
        });
    }
    shown
}

fn name(guest: &models::Guest) -> String {
    guest.name.clone()
}

#[tokio::test]
async fn an_event_that_does_not_fit_is_an_item_and_the_stream_goes_on() {
    let body = "id: 1\ndata: {\"name\":\"Ada\",\"shoes\":37}\n\n\
        event: oops\ndata: {\"name\":5}\n\n: still here\n\n\
        data: {\"name\":\ndata: \"Bob\"}\n\ndata: [DONE]\n\ndata: {\"name\":\"late\"}\n\n";
    let server = saying(events(body));
    let response = client(&server).watch_guests().send().await.unwrap();
    assert_eq!(response.status(), 200);
    let mut events = response.into_inner();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!(
        (first.id.as_str(), first.name.as_str(), first.data.name.as_str()),
        ("1", "message", "Ada")
    );
    assert_eq!(first.data.extra.get("shoes").map(|one| one.as_str()), Some("37"));
    assert_eq!(first.raw, r#"{"name":"Ada","shoes":37}"#);
    let error = events.next().await.unwrap().unwrap_err();
    let StreamError::InvalidItem(item) = &error else { panic!("{error}") };
    assert_eq!((item.number(), item.raw(), item.error().path()), (2, r#"{"name":5}"#, "name"));
    assert_eq!(all(events, name).await, ["message 1 Bob"]);
    assert_eq!(only(&server).header("accept"), Some("text/event-stream, application/json"));
}

#[tokio::test]
async fn an_event_is_there_before_the_next_one() {
    let first = "data: {\"name\":\"Ada\"}\n\n";
    let body = format!("{first}{first}");
    let server = saying(events(body).pausing(first.len(), Duration::from_secs(2)));
    let begun = Instant::now();
    let mut events = client(&server).watch_guests().send().await.unwrap().into_inner();
    assert_eq!(events.next().await.unwrap().unwrap().data.name, "Ada");
    assert!(begun.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn texts_objects_and_changes_are_read_as_described() {
    let body = "event: comes\nid: 7\nretry: 5\ndata: {\"name\":\"Ada\"}\n\nevent: leaves\ndata: {\"name\":\"Bob\"}\n\n";
    let server = saying(events(body));
    let client = client(&server);
    let texts = client.watch_texts().send().await.unwrap().into_inner();
    let texts = all(texts, String::clone).await;
    assert_eq!(texts, [r#"comes 7 {"name":"Ada"}"#, r#"leaves 7 {"name":"Bob"}"#]);

    let mut objects = client.watch_objects().send().await.unwrap().into_inner();
    let object = objects.next().await.unwrap().unwrap().data;
    assert_eq!(object.data, r#"{"name":"Ada"}"#);
    assert_eq!(object.event.as_deref(), Some("comes"));
    assert_eq!(object.id.as_deref(), Some("7"));
    let object = objects.next().await.unwrap().unwrap().data;
    assert_eq!(object.id, None);

    let changes = client.watch_changes().send().await.unwrap().into_inner();
    let changes = all(changes, |change| format!("{change:?}")).await;
    assert!(changes[0].contains("Comes") && changes[0].contains("Ada"), "{changes:?}");
    assert!(changes[1].contains("Leaves") && changes[1].contains("Bob"), "{changes:?}");

    // Data that would end the object is a string, and no fields of its own.
    let server = saying(events("event: comes\ndata: {\"name\":\"Ada\"},\"event\":\"leaves\"\n\n"));
    let changes = crate::client(&server).watch_changes().send().await.unwrap().into_inner();
    let changes = all(changes, |change| format!("{change:?}")).await;
    assert!(
        changes[0].contains("item 1 does not fit") && changes[0].contains("data"),
        "{changes:?}"
    );
}

#[tokio::test]
async fn a_stream_is_asked_for_again_from_its_last_event_on() {
    let answers = vec![
        events("retry: 1\nid: a\ndata: {\"name\":\"Ada\"}\n\nid: b\ndata: {\"na"),
        Answer::new(503),
        events("data: {\"name\":\"Bob\"}\n\n").chunked().resetting(),
        events("data: {\"name\":\"Cleo\"}\n\n"),
        Answer::new(204),
    ];
    let server = Server::start(answers);
    let options = CallOptions::new().reconnect(2).retry(Retry::never());
    let client = client(&server);
    let opened = client.watch_guests().options(options).send().await.unwrap().into_inner();
    let found = all(opened, name).await;
    // A refusal ends it: 503 is none of the answers of a stream.
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].contains("refused with 503"), "{found:?}");
    assert_eq!(server.requests()[1].header("last-event-id"), Some("a"));

    let answers = vec![
        events("retry: 1\nid: a\ndata: {\"name\":\"Ada\"}\n\n"),
        events("data: {\"name\":\"Bob\"}\n\n"),
        Answer::new(204),
    ];
    let server = Server::start(answers);
    let options = CallOptions::new().reconnect(1);
    let client = crate::client(&server);
    let opened = client.watch_guests().options(options).send().await.unwrap().into_inner();
    assert_eq!(all(opened, name).await, ["message a Ada", "message a Bob"]);
    let asked: Vec<_> = server
        .requests()
        .iter()
        .map(|one| one.header("last-event-id").map(str::to_owned))
        .collect();
    assert_eq!(asked, [None, Some("a".to_owned()), Some("a".to_owned())]);
}

#[tokio::test]
async fn what_is_sent_with_a_post_is_never_asked_for_again() {
    let server = saying(events("data: {\"name\":\"Ada\"}\n\n"));
    let client = client(&server);
    let call = client.ask_guests().body(models::Guest::new("Ada"));
    let call = call.options(CallOptions::new().reconnect(5));
    let opened = call.send_for_event_stream().await.unwrap().into_inner();
    assert_eq!(all(opened, name).await, ["message  Ada"]);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn what_is_not_a_stream_is_an_error_with_its_body() {
    let server = saying(Answer::json(200, r#"{"guests":[]}"#));
    let error = client(&server).watch_guests().send().await.unwrap_err();
    let Error::InvalidResponsePayload(response, _) = &error else { panic!("{error}") };
    assert_eq!(&**response.body(), br#"{"guests":[]}"#);
    assert!(
        error.to_string().contains("`application/json`, and not `text/event-stream`"),
        "{error}"
    );

    let server = saying(Answer::json(404, r#"{"title":"no party"}"#));
    let error = client(&server).watch_guests().send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(error.api().is_some());
}

#[tokio::test]
async fn lines_come_one_by_one() {
    let body = "{\"name\":\"Ada\"}\r\n\n{\"name\":5}\n{\"name\":\"Bob\",\"x\":1}";
    for (content_type, is_taken) in
        [("application/x-ndjson", true), ("application/jsonl", true), ("text/html", false)]
    {
        let server = saying(Answer::new(200).body(content_type, body));
        let client = client(&server);
        let lines = client.export_guests().send().await;
        if !is_taken {
            assert!(matches!(lines, Err(Error::InvalidResponsePayload(..))));
            continue;
        }
        let mut lines = lines.unwrap().into_inner();
        assert_eq!(lines.next().await.unwrap().unwrap().name, "Ada");
        let error = lines.next().await.unwrap().unwrap_err();
        assert!(
            error.is_item() && error.to_string().starts_with("item 2 does not fit: name: "),
            "{error}"
        );
        assert_eq!(lines.next().await.unwrap().unwrap().name, "Bob");
        assert!(lines.next().await.is_none());
    }
    let body = "\u{1e}{\"name\":\n\"Ada\"}\n\u{1e}{\"name\":\"Bob\"}\n";
    let server = saying(Answer::new(200).body("application/json-seq", body));
    let client = client(&server);
    let mut items = client.export_sequence().send().await.unwrap().into_inner();
    assert_eq!(items.next().await.unwrap().unwrap().name, "Ada");
    assert_eq!(items.next().await.unwrap().unwrap().name, "Bob");
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn faults_of_a_stream_are_its_last_item() {
    let event = "data: {\"name\":\"Ada\"}\n\n";
    let large = format!("{event}data: {{\"name\":\"{}\"}}\n\n", "x".repeat(2_000));
    let endless = format!("{event}{}", "x".repeat(5_000));
    let cases = [
        (events(event).claiming(1_000).closing(), "the call broke off"),
        (events(event).chunked().cut(Cut::InBody), "the call broke off"),
        (events(large), "an item is larger than the 1000 bytes"),
        (events(endless), "an item is larger than the 1000 bytes"),
        (
            events(format!("{event}: \n")).pausing(event.len(), Duration::from_secs(30)),
            "the body stood still for 0.3 s",
        ),
    ];
    for (answer, expected) in cases {
        let server = saying(answer);
        let client = Client::builder().base_url(server.url()).body_limit(1_000).build().unwrap();
        let options = CallOptions::new().idle_timeout(Duration::from_millis(300));
        let opened = client.watch_guests().options(options).send().await.unwrap().into_inner();
        let found = all(opened, name).await;
        let last = found.last().unwrap();
        assert!(last.contains(expected), "{expected}: {found:?}");
        assert!(found.len() <= 2, "{found:?}");
    }
}

#[tokio::test]
async fn a_download_may_be_of_any_length_and_is_read_in_two_ways() {
    let body: Vec<u8> = (0..200_000_u32).map(|index| index as u8).collect();
    let server = saying(Answer::new(200).body("application/octet-stream", body.clone()));
    let client = Client::builder()
        .base_url(server.url())
        .bearer("t")
        .header_key("k")
        .cookie_key("c")
        .body_limit(1_000)
        .build()
        .unwrap();
    assert!(client.get_download().send().await.is_err());
    let download = client.get_download().send_stream().await.unwrap().into_inner();
    assert_eq!(download.length(), Some(200_000));
    assert_eq!(download.bytes().await.unwrap(), body);
    let mut download = client.get_download().send_stream().await.unwrap().into_inner();
    let mut read = Vec::new();
    download.read_to_end(&mut read).await.unwrap();
    assert_eq!(read, body);
}

#[tokio::test]
async fn a_download_that_breaks_off_goes_on_where_it_was() {
    let body: Vec<u8> = (0..10_000_u32).map(|index| index as u8).collect();
    let serve = {
        let body = body.clone();
        move |tag: &'static str| {
            let body = body.clone();
            move |request: &Request| {
                let start = request.header("range").and_then(|range| {
                    range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok()
                });
                let answer = match start {
                    Some(start) => {
                        assert_eq!(request.header("if-range"), Some(tag));
                        let range = format!("bytes {start}-9999/10000");
                        let rest = body[start..].to_vec();
                        Answer::new(206).body("video/mp4", rest).header("content-range", &range)
                    }
                    None => {
                        let half = body[..5_000].to_vec();
                        Answer::new(200).body("video/mp4", half).claiming(10_000).closing()
                    }
                };
                answer.header("etag", tag).header("accept-ranges", "bytes")
            }
        }
    };
    let builder = |url: String| {
        Client::builder().base_url(url).bearer("t").header_key("k").cookie_key("c").build().unwrap()
    };
    let server = Server::start(serve("\"v1\""));
    let client = builder(server.url());
    let call = client.get_download().options(CallOptions::new().resume_download(1));
    let download = call.send_stream().await.unwrap().into_inner();
    assert_eq!(download.bytes().await.unwrap(), body);
    // Nobody asked for it, or the tag proves nothing.
    for (tag, times) in [("\"v1\"", 0), ("W/\"v1\"", 1)] {
        let server = Server::start(serve(tag));
        let client = builder(server.url());
        let call = client.get_download().options(CallOptions::new().resume_download(times));
        let download = call.send_stream().await.unwrap().into_inner();
        assert!(download.bytes().await.unwrap_err().to_string().contains("the call broke off"));
        assert_eq!(server.count(), 1);
    }
}

fn film() -> Upload {
    Upload::stream(stream::iter([Ok::<_, std::io::Error>("one "), Ok("two")]))
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length_or_in_chunks() {
    for (film, length) in [(film(), None), (film().length(7), Some("7"))] {
        let server = saying(Answer::new(204));
        client(&server).put_film().body(film).send().await.unwrap();
        let request = only(&server);
        assert_eq!(text(&request), "one two");
        assert_eq!(request.header("content-length"), length);
        assert_eq!(request.header("content-type"), Some("video/mp4"));
    }
    for length in [6, 8] {
        let server = saying(Answer::new(204));
        let error =
            client(&server).put_film().body(film().length(length)).send().await.unwrap_err();
        assert!(error.to_string().contains("bytes that it was said to have"), "{error}");
    }
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a file of the test's own")]
async fn a_file_is_sent_from_where_it_is() {
    let path = std::env::temp_dir().join(format!("guestlist-film-{}", std::process::id()));
    std::fs::write(&path, "a film").unwrap();
    let server = saying(Answer::new(204));
    let film = Upload::open(&path).await.unwrap();
    client(&server).put_film().body(film).send().await.unwrap();
    let request = only(&server);
    assert_eq!((text(&request), request.header("content-length")), ("a film", Some("6")));
    std::fs::remove_file(&path).unwrap();
    assert!(Upload::open(&path).await.is_err());
}

#[tokio::test]
async fn a_stream_is_a_part_of_a_form() {
    let server = saying(Answer::new(204));
    let film = File::new(film().length(7)).name("film.mp4");
    let form = PutAlbumForm::new(film).title("Party");
    client(&server).put_album().body(form).send().await.unwrap();
    let request = only(&server);
    assert!(text(&request).contains("filename=\"film.mp4\""), "{}", text(&request));
    assert!(text(&request).contains("\r\n\r\none two\r\n--"), "{}", text(&request));
    let length: usize = request.header("content-length").unwrap().parse().unwrap();
    assert_eq!(length, request.body.len());
}

#[tokio::test]
async fn a_stream_is_sent_again_only_if_nothing_of_it_was() {
    // PUT is idempotent, and 503 would be followed by another attempt.
    let server = saying(Answer::new(503));
    let error = client(&server).put_film().body(film()).send().await.unwrap_err();
    assert_eq!((error.attempts(), server.count()), (1, 1));

    let server = saying(Answer::new(204).cut(Cut::BeforeHead));
    let error = client(&server).put_film().body(film()).send().await.unwrap_err();
    assert!(error.to_string().contains("its body is a stream that was begun"), "{error}");
    assert_eq!(server.count(), 1);

    let nobody = Nobody::home();
    let client = Client::builder().base_url(nobody.url()).build().unwrap();
    let retry = Retry::at_most(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
    let upload = film();
    let call = client.put_film().body(upload.clone()).options(CallOptions::new().retry(retry));
    let error = call.send().await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    // It is whole still, and then it is not.
    let server = saying(Answer::new(204));
    crate::client(&server).put_film().body(upload.clone()).send().await.unwrap();
    assert_eq!(text(&only(&server)), "one two");
    let error = crate::client(&server).put_film().body(upload).send().await.unwrap_err();
    assert!(error.to_string().contains("a stream that was sent before"), "{error}");
}

#[tokio::test]
async fn a_long_upload_takes_its_time_and_a_still_one_is_given_up() {
    let slow = || {
        Upload::stream(stream::unfold(0, async |index| {
            tokio::time::sleep(Duration::from_millis(150)).await;
            (index < 4).then_some((Ok::<_, std::io::Error>("piece"), index + 1))
        }))
    };
    let server = saying(Answer::new(204));
    let hurry = CallOptions::new().timeout(Duration::from_millis(400)).retry(Retry::never());
    client(&server).put_film().body(slow()).options(hurry.clone()).send().await.unwrap();
    let still = Upload::stream(stream::pending::<Result<Bytes, std::io::Error>>());
    let error = client(&server).put_film().body(still).options(hurry).send().await.unwrap_err();
    assert!(error.to_string().contains("the time of the call was up"), "{error}");
}

/// A service that answers from memory, and notes what it was asked.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<Asked>>>);

/// A URL, and which attempt of which call it was.
type Asked = (String, Option<Attempt>);

impl Service<http::Request<guestlist_party::runtime::reqwest::Body>> for Memory {
    type Response = http::Response<String>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(
        &mut self,
        request: http::Request<guestlist_party::runtime::reqwest::Body>,
    ) -> Self::Future {
        let attempt = request.extensions().get::<Attempt>().copied();
        let mut asked = self.0.lock().unwrap();
        asked.push((request.uri().to_string(), attempt));
        let status = if asked.len() == 1 { 503 } else { 200 };
        let response = http::Response::builder().status(status);
        let response = response.header("content-type", "text/event-stream");
        std::future::ready(Ok(response.body("data: {\"name\":\"Ada\"}\n\n".to_owned()).unwrap()))
    }
}

#[tokio::test]
async fn a_transport_takes_the_place_of_the_network() {
    let memory = Memory::default();
    let retry = Retry::at_most(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
    let builder = Client::builder().transport(memory.clone()).retry(retry);
    let client = builder.build().unwrap();
    let opened = client.watch_guests().send().await.unwrap().into_inner();
    assert_eq!(all(opened, name).await, ["message  Ada"]);
    let asked = memory.0.lock().unwrap().clone();
    let shown: Vec<_> = asked
        .iter()
        .map(|(url, attempt)| {
            let attempt = attempt.unwrap();
            (url.as_str(), attempt.operation(), attempt.route(), attempt.number())
        })
        .collect();
    let url = "https://party.example.com/streams/events";
    let expected =
        [(url, "watch_guests", "/streams/events", 1), (url, "watch_guests", "/streams/events", 2)];
    assert_eq!(shown, expected);
}

/// A layer that counts what passes it.
#[derive(Clone)]
struct Counted<S>(S, Arc<Mutex<u32>>);

impl<S, R> Service<R> for Counted<S>
where
    S: Service<R, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        *self.1.lock().unwrap() += 1;
        Box::pin(self.0.call(request))
    }
}

#[tokio::test]
async fn layers_are_around_the_http_client() {
    let count = Arc::new(Mutex::new(0));
    let server = Server::start(vec![Answer::new(503), events("data: {\"name\":\"Ada\"}\n\n")]);
    let retry = Retry::at_most(2).backoff(Duration::from_millis(1), Duration::from_millis(1));
    let counter = count.clone();
    let client = Client::builder()
        .base_url(server.url())
        .retry(retry)
        .layers(move |http: HttpService| Counted(http, counter.clone()))
        .build()
        .unwrap();
    let opened = client.watch_guests().send().await.unwrap().into_inner();
    assert_eq!(all(opened, name).await, ["message  Ada"]);
    assert_eq!((*count.lock().unwrap(), server.count()), (2, 2));
    // The errors of the HTTP client are told as without layers.
    let nobody = Nobody::home();
    let client = Client::builder()
        .base_url(nobody.url())
        .retry(Retry::never())
        .layers(|http: HttpService| Counted(http, Arc::default()))
        .build()
        .unwrap();
    let Error::CommunicationError(error) = client.watch_guests().send().await.unwrap_err() else {
        panic!("another error")
    };
    assert!(error.is_connect() && error.is_unprocessed());
}
