//! Parameters in paths and queries: a value reaches its place, and no other place.

use guestlist_tests::operations::Given;
use guestlist_tests::server::{Answer, Request, Server};

use crate::every::{Call, every_call};

/// What stands in the place of a parameter is one segment: (value, segment).
const SEGMENTS: &[(&str, &str)] = &[
    ("plain", "plain"),
    ("test@example.com", "test@example.com"),
    ("a/b", "a%2Fb"),
    ("/", "%2F"),
    ("../..", "..%2F.."),
    ("../admin", "..%2Fadmin"),
    ("a b", "a%20b"),
    (" ", "%20"),
    ("%", "%25"),
    ("%2F", "%252F"),
    ("%2e%2e", "%252e%252e"),
    ("%2E", "%252E"),
    (".%2e", ".%252e"),
    ("...", "..."),
    (".hidden", ".hidden"),
    ("ü", "%C3%BC"),
    ("日本", "%E6%97%A5%E6%9C%AC"),
    ("?x", "%3Fx"),
    ("#x", "%23x"),
    ("a\\b", "a%5Cb"),
    ("..\\..", "..%5C.."),
    ("a+b&c=d;e,f", "a+b&c=d;e,f"),
    ("a:b", "a:b"),
    ("a\r\nb: c", "a%0D%0Ab:%20c"),
    ("a\tb", "a%09b"),
    ("\0", "%00"),
    ("\"<>`{}|^", "%22%3C%3E%60%7B%7D%7C%5E"),
];

const REFUSED: [&str; 3] = ["", ".", ".."];

/// The operations with a parameter in their path.
fn with_parameter() -> impl Iterator<Item = Call> {
    every_call().filter(|call| call.described.path.contains('{'))
}

/// Where the value `id` arrives, cut around it.
async fn around_parameter(call: &Call) -> (String, String) {
    let (_, server) = call.against(Answer::new(418)).await;
    let path = server.requests()[0].path_and_query.clone();
    let (before, after) = path.rsplit_once("/id").expect("the value is in the path");
    assert!(after.is_empty() || after.starts_with('/'), "{path}");
    (format!("{before}/"), after.to_owned())
}

async fn request_of(call: &Call, value: &str) -> (String, Vec<Request>) {
    let server = Server::start(Answer::new(418));
    let outcome = call.send(server.url(), value).await;
    (outcome.kind.to_owned(), server.requests())
}

#[tokio::test]
async fn a_path_parameter_stays_one_segment() {
    for call in with_parameter() {
        let (before, after) = around_parameter(&call).await;
        for (value, segment) in SEGMENTS {
            let (kind, requests) = request_of(&call, value).await;
            let place = format!("{} {value:?}", call.title());
            assert_eq!((kind.as_str(), requests.len()), ("ErrorResponse", 1), "{place}");
            let path = &requests[0].path_and_query;
            assert_eq!(path, &format!("{before}{segment}{after}"), "{place}");
            let arrived = &path[before.len()..path.len() - after.len()];
            assert!(!arrived.contains(['/', '?', '#', '\\']), "{place}: {arrived}");
            assert_eq!(&decoded(arrived), value, "{place}: {arrived}");
        }
    }
}

#[tokio::test]
async fn a_path_parameter_that_would_change_the_path_is_refused_before_anything_is_sent() {
    for call in with_parameter() {
        for value in REFUSED {
            let (kind, requests) = request_of(&call, value).await;
            let place = format!("{} {value:?}", call.title());
            assert_eq!((kind.as_str(), requests.len()), ("InvalidRequest", 0), "{place}");
        }
    }
}

#[tokio::test]
async fn a_parameter_that_is_required_and_not_given_is_refused_by_name() {
    let server = Server::start(Answer::new(418));
    let mut count = 0;
    for call in every_call() {
        let given = call.described.least("id");
        let mut rows = Vec::new();
        for name in given.values.keys() {
            let mut less = given.clone();
            less.values.remove(name);
            rows.push((name.clone(), less));
        }
        if given.body.is_some() {
            rows.push(("body".to_owned(), Given { body: None, ..given }));
        }
        for (name, given) in rows {
            let outcome = call.send_given(server.url(), given).await;
            let place = format!("{} {name}: {outcome:?}", call.title());
            assert_eq!(outcome.kind, "InvalidRequest", "{place}");
            let message = format!(
                "the request was not sent: `{name}` is required: give it with `.{name}(…)`"
            );
            assert!(outcome.printed.starts_with(&message), "{place}");
            count += 1;
        }
    }
    assert!(count > 0);
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_query_parameter_stays_one_value() {
    let values = ["a&b=c", "a+b", "a b", "%", "%26", "#x", "ü", "", "a\r\nb", "[x]", "a=b;c"];
    let mut count = 0;
    for call in every_call() {
        for name in call.described.texts_in_query() {
            for value in values {
                let server = Server::start(Answer::new(418));
                let mut given = call.described.least("id");
                given.values.insert(name.clone(), value.into());
                call.send_given(server.url(), given).await;
                let path = server.requests()[0].path_and_query.clone();
                let place = format!("{} {name} {value:?}: {path}", call.title());
                let (_, query) = path.split_once('?').expect(&place);
                let (key, arrived) = query.split_once('=').expect(&place);
                assert_eq!(decoded(key), name, "{place}");
                assert!(!arrived.contains(['&', '=', '#', ' ']), "{place}");
                assert_eq!(decoded(&arrived.replace('+', " ")), value, "{place}");
                count += 1;
            }
        }
    }
    assert!(count > 0);
}

/// Undoes percent-encoding, apart from the library that did it.
fn decoded(segment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = segment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
