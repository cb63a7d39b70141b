//! Paged lists: which pages are requested, when, and where the list ends.

mod endless;

use std::time::Duration;

use guestlist_runtime::{CallOptions, Error};
use guestlist_tests::server::{Answer, Cut, Request, Server};

use crate::calling::{Kind, Setup, invites, printed, v2};

/// A page of users with these ids, and how many there are in all.
fn users(ids: std::ops::Range<usize>, total: Option<i64>) -> Answer {
    let users: Vec<String> = ids.map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
    let meta =
        total.map(|total| format!(r#", "meta": {{"page": {{"total_filtered_count": {total}}}}}"#));
    Answer::json(200, format!(r#"{{"data": [{}]{}}}"#, users.join(","), meta.unwrap_or_default()))
}

/// A page of one invite, and the token of the next page.
fn page_of_one(id: &str, next: Option<&str>) -> Answer {
    let next = next.map(|token| format!(r#", "next_page_token": "{token}""#)).unwrap_or_default();
    Answer::json(200, format!(r#"{{"invites": [{{"identity": "{id}"}}]{next}}}"#))
}

/// The decoded value of a query parameter, where the request has it.
fn parameter(request: &Request, name: &str) -> Option<String> {
    let url = reqwest::Url::parse(&format!("http://host{}", request.path_and_query)).unwrap();
    let mut found = url.query_pairs().filter(|(key, _)| key == name);
    found.next().map(|(_, value)| value.into_owned())
}

fn parameters(server: &Server, name: &str) -> Vec<Option<String>> {
    server.requests().iter().map(|request| parameter(request, name)).collect()
}

fn some(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|value| Some((*value).to_owned())).collect()
}

/// Where a list that is paged by number ends: the pages of the server, and how many of them are
/// asked for, two users a page.
#[tokio::test]
async fn a_list_paged_by_number_ends_where_it_should() {
    let no_data = || Answer::json(200, "{}");
    let rows: Vec<(&str, Vec<Answer>, usize, usize)> = vec![
        ("an empty list", vec![users(0..0, None)], 1, 0),
        ("an empty list with a total", vec![users(0..0, Some(0))], 1, 0),
        ("a short page", vec![users(0..2, None), users(2..3, None)], 2, 3),
        ("an empty page", vec![users(0..2, None), users(2..4, None), users(4..4, None)], 3, 4),
        ("a full last page with a total", vec![users(0..2, Some(4)), users(2..4, Some(4))], 2, 4),
        ("a short last page with a total", vec![users(0..2, Some(3)), users(2..3, Some(3))], 2, 3),
        ("a repeated page", vec![users(0..2, None), users(2..4, None), users(2..4, None)], 3, 4),
        ("a first page for ever", vec![users(0..2, Some(99)), users(0..2, Some(99))], 2, 2),
        ("a page without users", vec![users(0..2, None), no_data()], 2, 2),
        ("no users at all", vec![no_data()], 1, 0),
        (
            "an empty page before the total",
            vec![users(0..2, Some(99)), users(2..2, Some(99))],
            2,
            2,
        ),
        (
            "pages smaller than asked for, with a total",
            vec![users(0..1, Some(3)), users(1..2, Some(3)), users(2..3, Some(3))],
            3,
            3,
        ),
        ("a total that is too small", vec![users(0..2, Some(1))], 1, 2),
        (
            "a total that is no number of users",
            vec![users(0..2, Some(-1)), users(2..3, None)],
            2,
            3,
        ),
        ("a page larger than asked for", vec![users(0..5, None), users(5..6, None)], 2, 6),
    ];
    for (place, script, requests, items) in rows {
        let server = Server::start(script);
        let client = v2(&Setup::new(server.url()));
        let all = client.list_users().page_size(2).stream().all().await.expect(place);
        let ids: Vec<String> = all.into_iter().map(|user| user.id.unwrap()).collect();
        let expected: Vec<String> = (0..items).map(|id| id.to_string()).collect();
        assert_eq!(ids, expected, "{place}");
        assert_eq!(server.count(), requests, "{place}");
    }
}

#[tokio::test]
async fn every_page_is_asked_for_with_the_filters_of_the_call() {
    let script = vec![users(0..10, None), users(10..20, None), users(20..21, None)];
    let server = Server::start(script);
    let client = v2(&Setup::new(server.url()));
    let call = client.list_users().filter("a&b=c").filter_status("Active,Pending").sort("-name");
    let options = CallOptions::new().header("x-own", "kept");
    assert_eq!(call.options(options).stream().all().await.unwrap().len(), 21);

    assert_eq!(parameters(&server, "filter"), some(&["a&b=c"; 3]));
    assert_eq!(parameters(&server, "filter[status]"), some(&["Active,Pending"; 3]));
    assert_eq!(parameters(&server, "sort"), some(&["-name"; 3]));
    // The size was not given, so it is the service's; the first page is asked for as it was.
    assert_eq!(parameters(&server, "page[size]"), [None, None, None]);
    assert_eq!(parameters(&server, "page[number]")[1..], some(&["1", "2"]));
    assert!(server.requests().iter().all(|request| request.header("x-own") == Some("kept")));
}

#[tokio::test]
async fn a_list_begins_at_the_page_that_the_call_asks_for() {
    let server = Server::start(vec![users(4..6, None), users(6..8, None), users(8..9, None)]);
    let client = v2(&Setup::new(server.url()));
    let call = client.list_users().page_size(2).page_number(2);
    assert_eq!(call.stream().all().await.unwrap().len(), 5);
    assert_eq!(parameters(&server, "page[number]"), some(&["2", "3", "4"]));
    assert_eq!(parameters(&server, "page[size]"), some(&["2", "2", "2"]));

    // What stands before that page is not known, so that the total cannot tell that it is the last.
    let server = Server::start(vec![users(4..5, Some(5)), users(5..5, Some(5))]);
    let client = v2(&Setup::new(server.url()));
    let call = client.list_users().page_size(2).page_number(2);
    assert_eq!(call.stream().all().await.unwrap().len(), 1);
    assert_eq!(parameters(&server, "page[number]"), some(&["2", "3"]));
}

#[tokio::test]
async fn no_page_is_asked_for_before_it_is_needed() {
    let server = Server::start(vec![users(0..2, None), users(2..4, None), users(4..5, None)]);
    let client = v2(&Setup::new(server.url()));
    let mut list = client.list_users().page_size(2).stream();
    let pause = || tokio::time::sleep(Duration::from_millis(20));
    pause().await;
    assert_eq!(server.count(), 0, "a list that nobody reads");
    for (id, requests) in [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3)] {
        let user = list.next().await.unwrap().unwrap();
        assert_eq!(user.id, Some(id.to_string()));
        pause().await;
        assert_eq!(server.count(), requests, "after user {id}");
    }
    assert!(list.next().await.is_none() && list.next().await.is_none());
    assert_eq!(server.count(), 3);

    let server = Server::start(vec![users(0..2, None), users(2..3, None)]);
    let client = v2(&Setup::new(server.url()));
    let mut pages = client.list_users().page_size(2).pages();
    assert_eq!(pages.next().await.unwrap().unwrap().data.as_ref().unwrap().len(), 2);
    pause().await;
    assert_eq!(server.count(), 1, "after one page");
    drop(pages);
    pause().await;
    assert_eq!(server.count(), 1, "after a list that nobody reads on");
}

#[tokio::test]
async fn a_page_keeps_what_came_with_it() {
    let last = users(2..3, Some(3)).header("x-request-id", "second");
    let server = Server::start(vec![users(0..2, Some(3)), Answer::new(429), last]);
    let client = v2(&Setup::new(server.url()));
    let pages = client.list_users().page_size(2).pages().all().await.unwrap();
    assert_eq!(pages.len(), 2);
    assert_eq!((pages[0].attempts(), pages[1].attempts()), (1, 2));
    assert_eq!(pages[1].request_id(), Some("second"));
    let page = pages[1].meta.as_ref().unwrap().page.as_ref().unwrap();
    assert_eq!(page.total_filtered_count, Some(3.into()));
}

/// Each failure of the third page, and what it is told as.
#[tokio::test]
async fn an_error_ends_the_list_and_says_which_page_it_was() {
    let rows = [
        (Answer::json(403, r#"{"errors": ["no"]}"#), Kind::Refused),
        (Answer::html(200, "<html></html>"), Kind::InvalidBody),
        (Answer::new(304), Kind::Unexpected),
        (Answer::json(200, "{}").cut(Cut::InBody), Kind::BrokeOff),
    ];
    for (answer, kind) in rows {
        let script = vec![users(0..2, None), users(2..4, None), answer, users(6..7, None)];
        let server = Server::start(script);
        let client = v2(&Setup::new(server.url()));
        let mut list = client.list_users().page_size(2).stream();
        for _ in 0..4 {
            list.next().await.unwrap().unwrap();
        }
        let error = list.next().await.unwrap().unwrap_err();
        assert_eq!((error.page(), Kind::of(error.error())), (3, kind), "{error:?}");
        assert!(error.to_string().starts_with("page 3: "), "{error}");
        assert!(!printed(&error).contains(crate::SECRET), "{error:?}");
        assert!(list.next().await.is_none() && list.next().await.is_none(), "{kind:?}");
        assert_eq!(server.count(), 3, "{kind:?}");
    }
}

#[tokio::test]
async fn a_call_that_is_no_request_is_an_error_of_its_first_page() {
    let server = Server::start(Answer::json(200, "{}"));
    let client = v2(&Setup::new(server.url()));
    let error = client.list_users().page_size(u64::MAX).stream().all().await.unwrap_err();
    assert_eq!(error.page(), 1);
    assert!(matches!(error.into_error(), Error::InvalidRequest(_)));
    assert_eq!(server.count(), 0);
}

/// Each page is a call of its own, with its own time and its own attempts.
#[tokio::test]
async fn the_options_of_a_call_are_those_of_each_page() {
    let page = |ids| users(ids, None).after(Duration::from_millis(150));
    let server = Server::start(vec![page(0..2), page(2..4), page(4..6), page(6..7)]);
    let client = v2(&Setup::new(server.url()));
    let options = CallOptions::new().timeout(Duration::from_millis(500));
    let all = client.list_users().page_size(2).options(options).stream().all().await;
    assert_eq!(all.unwrap().len(), 7, "600 ms in all, 150 ms a page");

    let late = users(2..3, None).after(Duration::from_secs(5));
    let server = Server::start(vec![users(0..2, None), late]);
    let client = v2(&Setup::new(server.url()));
    let options = CallOptions::new().timeout(Duration::from_millis(150));
    let all = client.list_users().page_size(2).options(options).stream().all().await;
    let error = all.unwrap_err();
    assert_eq!((error.page(), Kind::of(error.error())), (2, Kind::Timeout), "{error:?}");
}

/// Where a list that is paged by token ends.
#[tokio::test]
async fn a_list_paged_by_token_ends_where_it_should() {
    let empty = |next: &str| {
        Answer::json(200, format!(r#"{{"invites": [], "next_page_token": "{next}"}}"#))
    };
    let rows = [
        ("no token", vec![page_of_one("0", Some("a")), page_of_one("1", None)], 2, 2),
        ("an empty token", vec![page_of_one("0", Some("a")), page_of_one("1", Some(""))], 2, 2),
        (
            "the same token again",
            vec![page_of_one("0", Some("a")), page_of_one("1", Some("a"))],
            2,
            2,
        ),
        (
            "the same page again",
            vec![page_of_one("0", Some("a")), page_of_one("0", Some("b"))],
            2,
            1,
        ),
        ("an empty list", vec![Answer::json(200, r#"{"invites": []}"#)], 1, 0),
        ("no list", vec![Answer::json(200, "{}")], 1, 0),
        // An empty page is not the last one: its token says so.
        ("a gap", vec![page_of_one("0", Some("a")), empty("b"), page_of_one("1", None)], 3, 2),
    ];
    for (place, script, requests, items) in rows {
        let server = Server::start(script);
        let client = invites(&Setup::new(server.url()));
        let all = client.list_invites().stream().all().await.expect(place);
        let ids: Vec<String> = all.into_iter().map(|invite| invite.identity.unwrap()).collect();
        let expected: Vec<String> = (0..items).map(|id: usize| id.to_string()).collect();
        assert_eq!(ids, expected, "{place}");
        assert_eq!(server.count(), requests, "{place}");
    }
}

#[tokio::test]
async fn a_token_arrives_as_it_was_given_and_the_filters_with_it() {
    let tokens = ["a/b+c==", "a&page_size=1#x", "ü %20"];
    let server = Server::start(vec![
        page_of_one("0", Some(tokens[0])),
        page_of_one("1", Some(tokens[1])),
        page_of_one("2", Some(tokens[2])),
        page_of_one("3", None),
    ]);
    let client = invites(&Setup::new(server.url()));
    let order = crate::calling::invites::models::InviteOrder::DisplayName;
    let call = client.list_invites().email("a+b@example.com").page_size(1).order_by(order);
    assert_eq!(call.stream().all().await.unwrap().len(), 4);

    let mut expected = vec![None];
    expected.extend(some(&tokens));
    assert_eq!(parameters(&server, "page_token"), expected);
    assert_eq!(parameters(&server, "email"), some(&["a+b@example.com"; 4]));
    assert_eq!(parameters(&server, "page_size"), some(&["1"; 4]));
    assert_eq!(parameters(&server, "order_by"), some(&["DISPLAY_NAME"; 4]));
}

#[tokio::test]
async fn a_list_begins_at_the_token_that_the_call_has() {
    let server = Server::start(vec![page_of_one("0", Some("b")), page_of_one("1", None)]);
    let client = invites(&Setup::new(server.url()));
    client.list_invites().page_token("a").stream().all().await.unwrap();
    assert_eq!(parameters(&server, "page_token"), some(&["a", "b"]));
}

#[tokio::test]
async fn an_error_of_a_list_paged_by_token_says_which_page_it_was() {
    let script =
        vec![page_of_one("0", Some("a")), page_of_one("1", Some("b")), Answer::json(400, "{}")];
    let server = Server::start(script);
    let client = invites(&Setup::new(server.url()));
    let mut list = client.list_invites().stream();
    assert!(list.next().await.unwrap().is_ok() && list.next().await.unwrap().is_ok());
    let error = list.next().await.unwrap().unwrap_err();
    assert_eq!((error.page(), Kind::of(error.error())), (3, Kind::Refused));
    assert!(list.next().await.is_none());
}

/// A list can be read on another thread, like any stream.
#[tokio::test]
async fn a_list_may_be_sent_to_another_task() {
    let server = Server::start(vec![users(0..2, None), users(2..3, None)]);
    let client = v2(&Setup::new(server.url()));
    let read = async move { client.list_users().page_size(2).stream().all().await };
    assert_eq!(tokio::spawn(read).await.unwrap().unwrap().len(), 3);
}
