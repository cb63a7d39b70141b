//! Each security scheme: the credential arrives where the document says, and nowhere else.

use guestlist_party::{Client, ClientBuilder};
use guestlist_tests::server::{Answer, Request, Server};

use crate::{only, saying};

/// A client with a credential for each scheme but the token endpoint's.
fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .base_url(server.url())
        .header_key("in-header")
        .query_key("in query&")
        .cookie_key("in-cookie")
        .basic("Aladdin", "open sesame")
        .bearer("a-token")
        .token("a-key")
}

/// What of a request says who calls: the query, and the headers that can.
pub(crate) fn credentials(request: &Request) -> Vec<String> {
    let query = request.path_and_query.split_once('?').map(|(_, query)| format!("?{query}"));
    let headers = ["authorization", "x-key", "cookie"]
        .iter()
        .filter_map(|name| request.header(name).map(|value| format!("{name}: {value}")));
    query.into_iter().chain(headers).collect()
}

macro_rules! arrives {
    ($($test:ident: $operation:ident => [$($expected:expr),*];)*) => {$(
        #[tokio::test]
        async fn $test() {
            let server = saying(Answer::new(204));
            let client = builder(&server).build().unwrap();
            client.$operation().send().await.unwrap();
            let expected: Vec<&str> = vec![$($expected),*];
            assert_eq!(credentials(&only(&server)), expected);
        }
    )*};
}

arrives! {
    a_key_goes_into_its_header: by_header => ["x-key: in-header"];
    a_key_goes_into_the_query: by_query => ["?api%20key=in%20query%26"];
    a_key_goes_into_a_cookie: by_cookie => ["cookie: sid=in-cookie"];
    // RFC 7617, section 2.
    name_and_password_are_basic: by_basic => ["authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="];
    a_token_is_a_bearer: by_bearer => ["authorization: Bearer a-token"];
    a_token_goes_after_the_word_of_the_document: by_token => ["authorization: TOKEN a-key"];
    two_schemes_at_once_are_both_sent: by_both => ["?api%20key=in%20query%26", "x-key: in-header"];
    of_alternatives_the_fullest_is_sent: by_either => ["x-key: in-header", "cookie: sid=in-cookie"];
    where_nobody_asks_nothing_is_sent: by_nobody => [];
}

#[tokio::test]
async fn an_alternative_is_taken_whose_credentials_are_there() {
    let server = saying(Answer::new(204));
    let client = Client::builder().base_url(server.url()).header_key("h").cookie_key("c");
    client.build().unwrap().by_either().send().await.unwrap();
    assert_eq!(credentials(&only(&server)), ["x-key: h", "cookie: sid=c"]);
}

#[tokio::test]
async fn no_other_credential_stands_in_for_one_that_is_missing() {
    let server = saying(Answer::new(204));
    let client = Client::builder().base_url(server.url()).query_key("q").bearer("b");
    let client = client.build().unwrap();
    client.by_header().send().await.unwrap();
    assert_eq!(credentials(&only(&server)), [""; 0]);
}

#[tokio::test]
async fn a_token_is_fetched_with_client_credentials_and_sent() {
    let server = Server::start(|request: &Request| match request.path_and_query.as_str() {
        "/token" => Answer::json(200, r#"{"access_token":"fetched","token_type":"bearer"}"#),
        _ => Answer::new(204),
    });
    let client = builder(&server).machine("an id", "a&secret").build().unwrap();
    client.by_exchange().send().await.unwrap();
    client.by_exchange().send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3, "one exchange for both calls");
    assert_eq!(requests[0].method, "POST");
    let form = std::str::from_utf8(&requests[0].body).unwrap();
    let scope = "scope=guests%3Aread%20guests%3Awrite";
    let pair = "client_id=an%20id&client_secret=a%26secret";
    assert_eq!(form, format!("grant_type=client_credentials&{pair}&{scope}"));
    assert_eq!(credentials(&requests[0]), [""; 0], "no other credential goes to the endpoint");
    for request in &requests[1..] {
        assert_eq!(credentials(request), ["authorization: Bearer fetched"]);
    }
}

/// A server that gives tokens, and what its token endpoint was sent.
async fn exchange(make: impl Fn(ClientBuilder) -> ClientBuilder) -> Vec<Request> {
    let server = Server::start(|request: &Request| match request.path_and_query.as_str() {
        "/token" => Answer::json(200, r#"{"access_token":"fetched","token_type":"bearer"}"#),
        _ => Answer::new(204),
    });
    let builder = Client::builder().base_url(server.url());
    make(builder).build().unwrap().by_exchange().send().await.unwrap();
    server.requests()
}

/// RFC 6749, section 2.3.1: each is escaped before they become a pair.
#[tokio::test]
async fn id_and_secret_travel_as_http_basic_where_the_caller_says_so() {
    let requests = exchange(|one| one.machine("an id", "a:secret").token_basic()).await;
    let pair = "Basic YW4lMjBpZDphJTNBc2VjcmV0"; // an%20id:a%3Asecret
    assert_eq!(credentials(&requests[0]), [format!("authorization: {pair}")]);
    let form = std::str::from_utf8(&requests[0].body).unwrap();
    let scope = "scope=guests%3Aread%20guests%3Awrite";
    assert_eq!(form, format!("grant_type=client_credentials&{scope}"));
    assert_eq!(credentials(&requests[1]), ["authorization: Bearer fetched"]);
}

#[tokio::test]
async fn the_caller_may_ask_for_other_scopes_or_none() {
    for (scopes, form) in [
        (&["guests:read"][..], "&scope=guests%3Aread"),
        (&["a", "b&c"], "&scope=a%20b%26c"),
        (&[], ""),
    ] {
        let scopes = scopes.to_vec();
        let make = |one: ClientBuilder| one.machine("i", "s").token_scopes(scopes.clone());
        let requests = exchange(make).await;
        let sent = std::str::from_utf8(&requests[0].body).unwrap();
        let pair = "client_id=i&client_secret=s";
        assert_eq!(sent, format!("grant_type=client_credentials&{pair}{form}"));
    }
}

#[tokio::test]
async fn a_token_that_is_there_is_sent_and_none_is_fetched() {
    let requests = exchange(|one| one.machine_token("ready")).await;
    assert_eq!(requests.len(), 1);
    assert_eq!(credentials(&requests[0]), ["authorization: Bearer ready"]);
    // What was given last counts.
    let requests = exchange(|one| one.machine("i", "s").machine_token("ready")).await;
    assert_eq!(credentials(&requests[0]), ["authorization: Bearer ready"]);
    let requests = exchange(|one| one.machine_token("ready").machine("i", "s")).await;
    assert_eq!(credentials(&requests[1]), ["authorization: Bearer fetched"]);
    assert!(Client::builder().machine("", "s").build().is_err());
}
