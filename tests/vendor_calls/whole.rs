//! Each described operation, called with all its parameters: the described request arrives, and the described
//! response comes back completely.
//!
//! Nothing here names an operation: each is found in its description, and its snapshot shows the request.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use guestlist::execution::mutations::tree::Tree;
use guestlist_tests::catalogue::{Message, root};
use guestlist_tests::described::{Described, described};
use guestlist_tests::operations::{Given, Outcome, operation};
use guestlist_tests::schema::Judge;
use guestlist_tests::server::{Answer, Request, Server};
use guestlist_tests::snapshots::{Snapshot, compare_each};
use reqwest::Url;
use serde_json::Value;

/// Headers that belong to HTTP, and to no operation.
const OF_HTTP: [&str; 4] = ["accept-encoding", "content-length", "host", "user-agent"];

#[tokio::test]
async fn each_operation_sends_what_its_description_says_and_gives_what_is_answered() {
    let mut arrived = Vec::new();
    for described in described() {
        let title = title(described);
        let body = described.body(Message::Status(described.success()));
        let answer = match &body {
            Some(body) => Answer::json(described.success(), body.clone()),
            None => Answer::new(described.success()),
        };
        let server = Server::start(vec![answer.header("x-request-id", "scripted")]);
        let given = Given { values: described.values(), body: described.body(Message::Request) };
        let outcome = operation(described.api, &described.id).send(server.url(), given).await;

        assert_eq!(outcome.kind, "Ok", "{title}: {outcome:?}");
        let mut requests = server.requests();
        assert_eq!(requests.len(), 1, "{title}");
        assert_request(described, &requests[0]);
        assert_result(described, body, &outcome);
        arrived.push((described, requests.remove(0)));
    }
    let make = |(described, request): (&Described, Request)| snapshot(described, &request);
    compare_each(arrived, |(described, _)| title(described), make);
}

fn title(described: &Described) -> String {
    format!("{} {}", described.api, described.id)
}

/// What arrived is what the description asks for, and nothing else.
fn assert_request(described: &Described, request: &Request) {
    let title = title(described);
    assert_eq!(request.method, described.method, "{title}");

    let url = Url::parse(&format!("http://server{}", request.path_and_query)).unwrap();
    let values = described.values();
    let text = |name: &str| match &values[name] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let located = |location: &'static str| {
        let here = described.parameters.iter().filter(move |one| one["in"] == location);
        here.map(|one| one["name"].as_str().unwrap().to_owned())
    };
    let path = located("path").fold(described.path.clone(), |path, name| {
        path.replace(&format!("{{{name}}}"), &text(&name))
    });
    assert_eq!(url.path(), path, "{title}");
    let expected: BTreeMap<String, String> =
        located("query").map(|name| (name.clone(), text(&name))).collect();
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    assert_eq!(pairs.len(), expected.len(), "{title}: {pairs:?}");
    assert_eq!(BTreeMap::from_iter(pairs), expected, "{title}");

    let mut headers = described.headers();
    headers.push(("accept".to_owned(), "application/json".to_owned()));
    let content_type = described.media_type().map(|name| ("content-type".to_owned(), name));
    headers.extend(content_type);
    let arrived = request.headers.iter().filter(|(name, _)| !OF_HTTP.contains(&name.as_str()));
    let arrived: BTreeSet<(String, String)> = arrived.cloned().collect();
    assert_eq!(arrived, BTreeSet::from_iter(headers), "{title}");

    let tree = |body: &[u8]| Tree::parse(body).map(|tree| tree.ordered());
    match described.body(Message::Request) {
        Some(body) => assert_eq!(tree(&request.body), tree(&body), "{title}"),
        None => assert!(request.body.is_empty(), "{title}"),
    }
}

/// What was answered comes back: status, headers, body, and the value with the right variants.
fn assert_result(described: &Described, body: Option<Vec<u8>>, outcome: &Outcome) {
    let title = title(described);
    let response = outcome.response.as_ref().unwrap();
    assert_eq!(response.status().as_u16(), described.success(), "{title}");
    assert_eq!(response.request_id(), Some("scripted"), "{title}");
    let (model, encoded) = outcome.value.as_ref().unwrap();
    let Some(body) = body else {
        assert_eq!((encoded.as_slice(), response.body().len()), (&b"null"[..], 0), "{title}");
        return;
    };
    let sent = Tree::parse(&body).unwrap();
    assert_eq!(Tree::parse(encoded).unwrap().ordered(), sent.ordered(), "{title}");
    let message = Message::Status(described.success());
    for union in Judge::of(described.api).unions(&described.id, message, &sent, model) {
        assert_eq!(union.taken, union.expected, "{title} {}", union.path);
    }
}

fn snapshots() -> PathBuf {
    root().join("tests/vendor_calls/snapshots")
}

fn name(described: &Described) -> String {
    format!("{}__{}", described.api.replace('/', "_"), described.id)
}

/// A request as people read it.
fn snapshot(described: &Described, request: &Request) -> Snapshot {
    let mut headers: Vec<String> = request
        .headers
        .iter()
        .filter(|(name, _)| name != "host")
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    headers.sort();
    let headers = headers.concat().replace(env!("CARGO_PKG_VERSION"), "[version]");
    let body = match request.body.is_empty() {
        true => String::new(),
        false => format!("\n{}", String::from_utf8_lossy(&request.body)),
    };
    let text = format!("{} {}\n{headers}{body}", request.method, request.path_and_query);
    Snapshot { folder: snapshots(), name: name(described), about: String::new(), text }
}

#[test]
fn each_snapshot_is_of_an_operation() {
    let due: BTreeSet<String> =
        described().iter().map(|one| format!("{}.snap", name(one))).collect();
    let files = fs::read_dir(snapshots()).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> = files.filter(|file| file.ends_with(".snap")).collect();
    assert_eq!(there, due);
}
