//! Lists that are paged, with names and types of parameters that vendors here do not have.

use guestlist_tests::server::{Answer, Server};

use super::client;

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
fn targets(server: &Server) -> Vec<String> {
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
