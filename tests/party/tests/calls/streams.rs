//! Events and lines, each as it arrives.

use std::time::{Duration, Instant};

use guestlist_party::runtime::{CallOptions, Error, Events, Retry, StreamError};
use guestlist_party::{Client, models};
use guestlist_tests::server::{Answer, Cut, Server};

use crate::{client, only, saying};

pub(crate) fn events(body: impl Into<Vec<u8>>) -> Answer {
    Answer::new(200).body("text/event-stream; charset=utf-8", body)
}

/// What comes of a stream: each event as its type, id and data, and each error as its text.
pub(crate) async fn all<T: std::fmt::Debug>(
    mut events: Events<T>,
    name: fn(&T) -> String,
) -> Vec<String> {
    let mut shown = Vec::new();
    while let Some(event) = events.next().await {
        shown.push(match event {
            Ok(event) => format!("{} {} {}", event.name, event.id, name(&event.data)),
            Err(error) => format!("{error}"),
        });
    }
    shown
}

pub(crate) fn name(guest: &models::Guest) -> String {
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
    ];
    let server = Server::start(answers);
    let options = CallOptions::new().reconnect(2).retry(Retry::never());
    let client = client(&server);
    let opened = client.watch_guests().options(options).send().await.unwrap().into_inner();
    let found = all(opened, name).await;
    // A refusal ends it: a response with 503 is not a stream.
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
async fn a_stream_without_events_is_asked_for_as_often_as_the_caller_says() {
    for times in [0, 2] {
        let server = saying(events("retry: 1\n\n"));
        let options = CallOptions::new().reconnect(times);
        let client = client(&server);
        let opened = client.watch_guests().options(options).send().await.unwrap().into_inner();
        assert!(all(opened, name).await.is_empty());
        assert_eq!(server.count(), 1 + times as usize);
    }
}

/// Attempts that come to nothing count, until an event comes.
#[tokio::test]
async fn a_stream_is_asked_for_again_while_no_connection_is_made() {
    let first = events("retry: 1\nid: a\ndata: {\"name\":\"Ada\"}\n\n");
    let lost = || Answer::new(200).cut(Cut::BeforeHead);
    for (times, expected) in [(2, "the call broke off"), (3, "message a Bob")] {
        let second = events("data: {\"name\":\"Bob\"}\n\n");
        let server = Server::start(vec![first.clone(), lost(), lost(), second, Answer::new(204)]);
        let options = CallOptions::new().reconnect(times).retry(Retry::never());
        let client = client(&server);
        let opened = client.watch_guests().options(options).send().await.unwrap().into_inner();
        let found = all(opened, name).await;
        assert_eq!(found[0], "message a Ada");
        assert!(found.len() == 2 && found[1].contains(expected), "{times}: {found:?}");
    }
}

/// A body that is not an event stream is not read as one, and the end of a stream is no error.
#[tokio::test]
async fn what_comes_in_place_of_the_rest_of_a_stream_ends_it() {
    let first = events("retry: 1\ndata: {\"name\":\"Ada\"}\n\n");
    for (second, expected) in [
        (Answer::new(204), None),
        (Answer::json(200, "{}"), Some("refused with 200")),
        (Answer::new(404), Some("refused with 404")),
    ] {
        let server = Server::start(vec![first.clone(), second]);
        let options = CallOptions::new().reconnect(1).retry(Retry::never());
        let client = client(&server);
        let opened = client.watch_guests().options(options).send().await.unwrap().into_inner();
        let found = all(opened, name).await;
        assert_eq!(found.len(), 1 + usize::from(expected.is_some()), "{found:?}");
        assert!(expected.is_none_or(|text| found[1].contains(text)), "{found:?}");
    }
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
        error.to_string().contains("`application/json`, and not `text/event-stream` (line 1, "),
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
