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
