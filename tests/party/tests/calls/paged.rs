//! Paged lists, with names and types of parameters that the vendors in `spec/` do not have.

use guestlist_party::answers::ListGuessedByHeaderResponse;
use guestlist_party::runtime::{CallOptions, Error};
use guestlist_tests::server::{Answer, Server};

use super::{client, saying};

/// Pages with these guests, each with a total and a token.
fn pages(all: &[(&str, u64, &str)]) -> Server {
    let page = |(guests, count, after): &(&str, u64, &str)| {
        let guests: Vec<String> =
            guests.chars().map(|name| format!(r#"{{"name": "{name}"}}"#)).collect();
        let guests = guests.join(", ");
        let after = format!(r#""after": {after}"#);
        Answer::json(200, format!(r#"{{"guests": [{guests}], "count": {count}, {after}}}"#))
    };
    Server::start(all.iter().map(page).collect::<Vec<_>>())
}

/// The targets of the requests that came.
pub(crate) fn targets(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|request| request.path_and_query).collect()
}

#[tokio::test]
async fn a_page_is_counted_in_any_width_of_integer() {
    let server = pages(&[("ab", 3, "null"), ("c", 3, "null")]);
    let client = client(&server);
    let guests = client.list_numbered().options_2(2_u16).stream().all().await.unwrap();
    assert_eq!(guests.len(), 3);
    let expected = ["/paged/numbers?options=2", "/paged/numbers?options=2&pages=2"];
    assert_eq!(targets(&server), expected);
}

#[tokio::test]
async fn a_total_beyond_i64_is_not_a_total() {
    let server = pages(&[("ab", u64::MAX, "null"), ("c", u64::MAX, "null")]);
    let client = client(&server);
    let guests = client.list_numbered().options_2(2_u16).pages_2(7).stream().all().await.unwrap();
    assert_eq!(guests.len(), 3);
    assert_eq!(targets(&server)[1], "/paged/numbers?options=2&pages=8");
}

#[tokio::test]
async fn a_token_may_have_the_name_of_a_method() {
    let server = pages(&[("a", 0, r#""x y""#), ("b", 0, r#""""#)]);
    let client = client(&server);
    let guests = client.list_by_token().stream().all().await.unwrap();
    assert_eq!(guests.len(), 2);
    assert_eq!(targets(&server), ["/paged/tokens", "/paged/tokens?stream=x%20y"]);
}

#[tokio::test]
async fn one_item_that_does_not_fit_does_not_cost_its_page() {
    let page = r#"{"guests": [{"name": "a"}, {"name": 5}, {"plus": 1}, {"name": "b", "shoes": 37}], "count": 6, "after": "x"}"#;
    let last = r#"{"guests": [{"name": "c"}, 7], "count": 6, "after": null}"#;
    for is_numbered in [true, false] {
        let server = Server::start(vec![Answer::json(200, page), Answer::json(200, last)]);
        let client = client(&server);
        let mut shown = Vec::new();
        let mut note = |item: Result<String, (bool, String)>| match item {
            Ok(name) => shown.push(name),
            Err((is_item, text)) => {
                assert!(is_item, "{text}");
                shown.push(text.split(" (line").next().unwrap_or_default().to_owned());
            }
        };
        macro_rules! all {
            ($list:expr) => {
                let mut list = $list;
                while let Some(item) = list.next().await {
                    let item = item.map(|guest| guest.name);
                    note(item.map_err(|error| (error.is_item(), error.to_string())));
                }
            };
        }
        if is_numbered {
            all!(client.list_numbered().options_2(4_u16).stream());
        } else {
            all!(client.list_by_token().stream());
        }
        let expected = [
            "a",
            "page 1: item 2 does not fit: guests[1].name: invalid type: integer `5`, expected a string",
            "page 1: item 3 does not fit: guests[2].name: the required property is missing",
            "b",
            "c",
            "page 2: item 2 does not fit: guests[1]: invalid type: integer `7`, expected an object",
        ];
        assert_eq!(shown, expected);
        assert_eq!(server.count(), 2);
    }
    // Whole pages are strict, and so is a page that is wrong elsewhere.
    let server = Server::start(vec![Answer::json(200, page)]);
    let error = client(&server).list_by_token().pages().next().await.unwrap().unwrap_err();
    assert!(!error.is_item());
    let wrong = r#"{"guests": [{"name": 5}], "count": "many", "after": null}"#;
    let server = Server::start(vec![Answer::json(200, wrong)]);
    let error = client(&server).list_by_token().stream().next().await.unwrap().unwrap_err();
    assert!(!error.is_item(), "{error}");
}

#[tokio::test]
async fn a_page_does_without_the_items_that_do_not_fit_where_the_call_says_so() {
    let page =
        r#"{"guests": [{"name": "a"}, {"name": 5}, {"name": "b"}], "count": 4, "after": "x"}"#;
    let wrong = r#"{"guests": [7], "count": 4, "after": null}"#;
    let lenient = CallOptions::new().keep_valid_items();
    let server = Server::start(vec![Answer::json(200, page), Answer::json(200, wrong)]);
    let client = client(&server);
    let mut pages = client.list_by_token().options(lenient.clone()).pages();
    let first = pages.next().await.unwrap().unwrap();
    let names: Vec<&str> = first.guests.iter().flatten().map(|guest| guest.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    let invalid: Vec<_> =
        first.invalid_items().iter().map(|one| (one.number(), one.raw())).collect();
    assert_eq!(invalid, [(2, r#"{"name": 5}"#)]);
    let second = pages.next().await.unwrap().unwrap();
    assert_eq!((second.guests.as_ref().unwrap().len(), second.invalid_items().len()), (0, 1));
    assert!(pages.next().await.is_none());

    // One call is as lenient, and only where it says so; a stream has an error in the place of the item.
    let server = saying(Answer::json(200, page));
    let client = crate::client(&server);
    let sent = client.list_by_token().options(lenient.clone()).send().await.unwrap();
    assert_eq!((sent.guests.as_ref().unwrap().len(), sent.invalid_items().len()), (2, 1));
    assert!(client.list_by_token().send().await.is_err());
    let mut stream = client.list_by_token().options(lenient).stream();
    assert!(stream.next().await.unwrap().is_ok());
    assert!(stream.next().await.unwrap().unwrap_err().is_item());
    assert!(stream.next().await.unwrap().is_ok());
}

/// A number of pages goes on after a page of which items were left out: they count.
#[tokio::test]
async fn what_is_left_out_of_a_page_counts() {
    let server = Server::start(vec![
        Answer::json(200, r#"{"guests": [{"name": 1}, {"name": 2}], "count": 3}"#),
        Answer::json(200, r#"{"guests": [{"name": "c"}], "count": 3}"#),
    ]);
    let client = client(&server);
    let lenient = CallOptions::new().keep_valid_items();
    let pages = client.list_numbered().options_2(2_u16).options(lenient).pages().all().await;
    let counts: Vec<_> = pages.unwrap().iter().map(|page| page.invalid_items().len()).collect();
    assert_eq!(counts, [2, 0]);
}

/// Asks for offsets, and gives back the items and what was asked for.
#[tokio::test]
async fn the_next_offset_is_behind_all_that_has_come() {
    let page = |names: &str, count: &str| {
        let names: Vec<String> =
            names.chars().map(|name| format!(r#"{{"name": "{name}"}}"#)).collect();
        let names = names.join(", ");
        Answer::json(200, format!(r#"{{"guests": [{names}], "meta": {{"count": {count}}}}}"#))
    };
    for (take, from, script, expected) in [
        // Up to the total, however full a page is.
        (Some(9), None, vec![("ab", "3"), ("c", "3")], vec!["?take=9", "?skip=2&take=9"]),
        (None, Some(1), vec![("bc", "4"), ("d", "4")], vec!["?skip=1", "?skip=3"]),
        (None, Some(7), vec![("h", "4")], vec!["?skip=7"]),
        // Without it, to a page that is not full, or empty.
        (Some(2), None, vec![("ab", "-1"), ("c", "-1")], vec!["?take=2", "?skip=2&take=2"]),
        (None, None, vec![("ab", "-1"), ("c", "-1"), ("", "-1")], vec!["", "?skip=2", "?skip=3"]),
        (None, None, vec![("", "9")], vec![""]),
        // Beyond what the parameter can say there is nothing.
        (None, Some(254), vec![("ab", "999")], vec!["?skip=254"]),
    ] {
        let server = Server::start(
            script.iter().map(|(names, count)| page(names, count)).collect::<Vec<_>>(),
        );
        let client = client(&server);
        let mut call = client.list_by_offset();
        call = take.into_iter().fold(call, |call, take: i64| call.take(take));
        call = from.into_iter().fold(call, |call, from: u8| call.skip(from));
        let guests = call.stream().all().await.unwrap();
        assert_eq!(guests.len(), script.iter().map(|(names, _)| names.len()).sum::<usize>());
        let expected: Vec<String> =
            expected.iter().map(|query| format!("/paged/offsets{query}")).collect();
        assert_eq!(targets(&server), expected);
    }
}

#[tokio::test]
async fn a_page_may_be_an_array() {
    let arrays = || {
        let bodies = [r#"[{"name": "a"}, {"name": 5}]"#, r#"[{"name": "b"}]"#, "[]"];
        Server::start(bodies.map(|body| Answer::json(200, body)).to_vec())
    };
    for is_numbered in [true, false] {
        let server = arrays();
        let client = client(&server);
        let mut list = match is_numbered {
            true => client.list_array_by_number().stream(),
            false => {
                let mut list = client.list_array_by_offset().from(40).stream();
                let mut shown = Vec::new();
                while let Some(item) = list.next().await {
                    shown.push(item.map_or_else(|error| error.to_string(), |guest| guest.name));
                }
                assert!(shown[1].contains("item 2 does not fit: [1].name"), "{shown:?}");
                assert_eq!((shown.len(), shown[2].as_str()), (3, "b"));
                let expected = ["?from=40", "?from=42", "?from=43"];
                let expected = expected.map(|query| format!("/paged/arrays/offsets{query}"));
                assert_eq!(targets(&server), expected);
                continue;
            }
        };
        assert_eq!(list.next().await.unwrap().unwrap().name, "a");
        let error = list.next().await.unwrap().unwrap_err();
        assert!(error.is_item() && error.to_string().contains("[1].name"), "{error}");
        assert_eq!(list.next().await.unwrap().unwrap().name, "b");
        assert!(list.next().await.is_none());
        let expected =
            ["", "?page=2", "?page=3"].map(|query| format!("/paged/arrays/numbers{query}"));
        assert_eq!(targets(&server), expected);
    }
}

#[tokio::test]
async fn a_token_may_stand_deep_in_a_page() {
    let page = |meta: &str| Answer::json(200, format!(r#"{{"guests": [], "meta": {meta}}}"#));
    let server =
        Server::start(vec![page(r#"{"cursor": {"next": "x"}}"#), page(r#"{"cursor": {}}"#)]);
    client(&server).list_by_nested_token().stream().all().await.unwrap();
    assert_eq!(targets(&server), ["/paged/cursors", "/paged/cursors?cursor=x"]);
}

/// A list that the document does not call paged: `send` gives what it always would, and needs no body.
#[tokio::test]
async fn a_list_that_is_taken_for_one_in_pages_is_read_to_its_end() {
    let page = |name: &str, next: &str| {
        Answer::json(200, format!(r#"{{"guests": [{{"name": "{name}"}}]{next}}}"#))
    };
    let script = || vec![page("a", r#", "next_cursor": "x""#), page("b", "")];
    let server = Server::start(script());
    let guests = client(&server).list_guessed().stream().all().await.unwrap();
    assert_eq!(guests.len(), 2);
    let path = "/paged/guessed/tokens";
    assert_eq!(targets(&server), [path.to_owned(), format!("{path}?cursor=x")]);

    let server = Server::start(vec![Answer::new(204), Answer::new(204)]);
    let client = client(&server);
    assert!(client.list_guessed().send().await.unwrap().into_inner().is_none());
    let error = client.list_guessed().stream().next().await.unwrap().unwrap_err();
    assert!(matches!(error.error(), Error::InvalidResponsePayload(..)), "{error:?}");
}

#[tokio::test]
async fn a_page_may_be_one_of_the_responses_of_a_call() {
    let page = Answer::json(200, r#"[{"name": "a"}]"#);
    let server = Server::start(vec![
        page.header("link", "<?page=2>; rel=next"),
        Answer::new(304),
        Answer::new(304),
    ]);
    let client = client(&server);
    let mut list = client.list_guessed_by_header().per_page(1).stream();
    assert_eq!(list.next().await.unwrap().unwrap().name, "a");
    let error = list.next().await.unwrap().unwrap_err();
    assert_eq!(error.page(), 2);
    let Error::UnexpectedResponse(response) = error.error() else { panic!("{error:?}") };
    assert_eq!(response.status(), 304);
    let path = "/paged/guessed/headers";
    assert_eq!(targets(&server), [format!("{path}?per_page=1"), format!("{path}?page=2")]);
    let response = client.list_guessed_by_header().send().await.unwrap().into_inner();
    assert_eq!(response, ListGuessedByHeaderResponse::NotModified);
}
