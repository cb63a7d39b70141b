//! The credentials in requests, and the URLs of operations with their own server, for an API that a
//! third-party document could describe.

use guestlist_runtime::operation::{
    self, ApiInfo, OwnAlternatives, SchemeType, SecurityScheme, ServerVariable,
};
use guestlist_runtime::{CallOptions, ClientBuilder, RateLimitHeaders, SetupError};
use guestlist_tests::server::{Answer, Request, Server};

use crate::SECRET;

const fn scheme(name: &'static str, scheme_type: SchemeType) -> SecurityScheme {
    SecurityScheme { name, scheme_type, variables: &[] }
}

const KEY: SecurityScheme = scheme("key", SchemeType::Header("x-key"));
const QUERY: SecurityScheme = scheme("query", SchemeType::Query("the key"));
const COOKIE: SecurityScheme = scheme("cookie", SchemeType::Cookie("session"));
const BASIC: SecurityScheme = scheme("basic", SchemeType::Basic);
const BEARER: SecurityScheme = scheme("bearer", SchemeType::Bearer);

const OWN: &[OwnAlternatives] = &[
    ("open", &[]),
    ("strict", &[&[BASIC], &[QUERY, COOKIE]]),
    ("other", &[&[BEARER]]),
    ("optional", &[&[], &[KEY], &[KEY, COOKIE]]),
];

fn api(base_url: &'static str) -> ApiInfo {
    ApiInfo {
        base_url,
        variables: &[ServerVariable { name: "port", default: "1", values: &[] }],
        alternatives: &[&[KEY], &[BASIC], &[QUERY, COOKIE], &[BEARER], &[]],
        usual_alternatives: &[&[KEY]],
        own_alternatives: OWN,
        rate_limit: RateLimitHeaders {
            limit: None,
            remaining: None,
            period: None,
            reset: None,
            name: None,
        },
        user_agent: "tests",
    }
}

/// The request that an operation sends with the credentials that a builder was given.
async fn sent(give: impl Fn(&mut ClientBuilder), operation_id: &'static str) -> Request {
    let server = Server::start(Answer::new(204));
    let mut builder = ClientBuilder::new(api(""));
    builder.set_base_url(server.url());
    give(&mut builder);
    let session = builder.session().unwrap();
    let request =
        operation::Request::new(operation_id, "GET", "/guests?page=1", CallOptions::new());
    session.response(request).await.unwrap();
    server.requests().remove(0)
}

fn all(builder: &mut ClientBuilder) {
    for scheme in [KEY, QUERY, COOKIE] {
        builder.set_credential(scheme, "a b".into());
    }
    builder.set_pair(BASIC, "Aladdin".to_owned(), "open sesame".into());
    builder.set_credential(BEARER, SECRET.into());
}

#[tokio::test]
async fn a_call_carries_the_fullest_of_its_alternatives_and_no_other_credential() {
    let seen = |request: &Request| {
        let header = |name| request.header(name).map(str::to_owned);
        let path = request.path_and_query.clone();
        (path, header("x-key"), header("authorization"), header("cookie"))
    };
    let text = |text: &str| Some(text.to_owned());
    let plain = || "/guests?page=1".to_owned();
    let usual = sent(all, "usual").await;
    assert_eq!(seen(&usual), (plain(), text("a b"), None, None));
    let open = sent(all, "open").await;
    assert_eq!(seen(&open), (plain(), None, None, None));
    let strict = sent(all, "strict").await;
    let both = "/guests?page=1&the%20key=a%20b".to_owned();
    assert_eq!(seen(&strict), (both, None, None, text("session=a%20b")));
    let one = |builder: &mut ClientBuilder| {
        builder.set_credential(QUERY, "a b".into());
        builder.set_pair(BASIC, "Aladdin".to_owned(), "open sesame".into());
    };
    let basic = text("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert_eq!(seen(&sent(one, "strict").await), (plain(), None, basic, None));
    let other = sent(all, "other").await;
    assert_eq!(seen(&other), (plain(), None, text("Bearer hush"), None));
    let second = |builder: &mut ClientBuilder| {
        builder.set_credential(QUERY, "a b".into());
        builder.set_credential(COOKIE, "a;b".into());
    };
    let strict = sent(second, "strict").await;
    let path = "/guests?page=1&the%20key=a%20b".to_owned();
    assert_eq!(seen(&strict), (path, None, None, text("session=a%3Bb")));
    let nobody = sent(|_| {}, "strict").await;
    assert_eq!(seen(&nobody), (plain(), None, None, None));
}

/// `security: [{}, {key: []}, {key: [], cookie: []}]`: nothing is sent only where nothing is there.
#[tokio::test]
async fn an_optional_credential_is_sent_where_the_caller_has_one() {
    let seen = |request: Request| {
        let header = |name| request.header(name).map(str::to_owned);
        (header("x-key"), header("cookie"))
    };
    let some = |text: &str| Some(text.to_owned());
    let key = |builder: &mut ClientBuilder| builder.set_credential(KEY, "k".into());
    let cookie = |builder: &mut ClientBuilder| builder.set_credential(COOKIE, "c".into());
    let both = |builder: &mut ClientBuilder| {
        cookie(builder);
        key(builder);
    };
    assert_eq!(seen(sent(|_| {}, "optional").await), (None, None));
    assert_eq!(seen(sent(cookie, "optional").await), (None, None));
    assert_eq!(seen(sent(key, "optional").await), (some("k"), None));
    assert_eq!(seen(sent(both, "optional").await), (some("k"), some("session=c")));
}

/// RFC 7617: name and password are UTF-8, and either may be empty.
#[tokio::test]
async fn a_name_and_a_password_of_any_text_are_sent() {
    for (name, password, pair) in [
        ("sk_test", "", "c2tfdGVzdDo="),
        ("", "sk_test", "OnNrX3Rlc3Q="),
        ("Zoë", "pässwörd", "Wm/Dqzpww6Rzc3fDtnJk"),
        ("a", "b:c", "YTpiOmM="),
        ("a b", " ", "YSBiOiA="),
        ("🎉", "日本", "8J+OiTrml6XmnKw="),
    ] {
        let give = |builder: &mut ClientBuilder| {
            builder.set_pair(BASIC, name.to_owned(), password.into());
        };
        let value = format!("Basic {pair}");
        let request = sent(give, "strict").await;
        assert_eq!(request.header("authorization"), Some(value.as_str()), "{name} {password}");
    }
    for (name, password) in [("", ""), ("a\nb", "c"), ("a", "b\r\nc: d"), ("a", "b\0"), ("a:", "")]
    {
        let mut builder = ClientBuilder::new(api("https://api.example.com"));
        builder.set_pair(BASIC, name.to_owned(), password.into());
        let error = builder.session().unwrap_err();
        assert!(matches!(error, SetupError::Credential { .. }), "{name:?} {password:?}: {error}");
    }
}

/// Where it is escaped, any text can be sent.
#[tokio::test]
async fn a_key_in_the_query_or_a_cookie_is_any_text() {
    let give = |builder: &mut ClientBuilder| {
        builder.set_credential(QUERY, "schlüssel".into());
        builder.set_credential(COOKIE, "日".into());
    };
    let request = sent(give, "strict").await;
    assert!(request.path_and_query.ends_with("the%20key=schl%C3%BCssel"), "{request:?}");
    assert_eq!(request.header("cookie"), Some("session=%E6%97%A5"));
}

#[test]
fn an_operation_with_a_server_of_its_own_is_called_there_unless_the_caller_names_one() {
    let own = "https://uploads.example.com/v2";
    let builder = ClientBuilder::new(api("https://api.example.com/v1"));
    let session = builder.clone().session().unwrap();
    assert_eq!(session.server(own), own);
    assert_eq!(session.server("/v3"), "https://api.example.com/v3");
    let mut builder = builder;
    builder.set_base_url("http://127.0.0.1:9/test");
    let session = builder.session().unwrap();
    assert_eq!(session.server(own), "http://127.0.0.1:9/test");
    assert_eq!(session.server("/v3"), "http://127.0.0.1:9/test");
}

#[test]
fn variables_of_a_server_have_defaults_and_are_checked_where_they_stand() {
    let mut builder = ClientBuilder::new(api("https://api.example.com:{port}"));
    assert_eq!(builder.clone().session().unwrap().base_url(), "https://api.example.com:1");
    builder.set_variable("port", "2");
    assert_eq!(builder.clone().session().unwrap().base_url(), "https://api.example.com:2");
    for (url, value) in [
        ("https://api.example.com:{port}", "2@elsewhere"),
        ("https://api.example.com:{port}", "2/elsewhere"),
        ("https://{port}.example.com", "evil.test/a"),
        ("https://{port}.example.com", "hush:hush@evil.test"),
        ("https://{port}.example.com", "evil。test"),
        ("https://{port}.example.com", "."),
        ("https://{port}.example.com", ""),
        ("https://api.example.com/{port}", ".."),
    ] {
        let mut builder = ClientBuilder::new(api(url));
        builder.set_variable("port", value);
        let shown = format!("{builder:?}");
        let error = builder.session().unwrap_err();
        assert!(matches!(error, SetupError::ServerVariable { name: "port", .. }), "{error:?}");
        assert!(!format!("{shown}{error}").contains(SECRET), "{shown} {error}");
    }
    let mut builder = ClientBuilder::new(api("https://api.example.com/{port}"));
    builder.set_variable("port", "../a?b");
    let session = builder.session().unwrap();
    assert_eq!(session.base_url(), "https://api.example.com/..%2Fa%3Fb");
}

const TOKEN: SecurityScheme = scheme(
    "token",
    SchemeType::ClientCredentials {
        url: "https://auth.example.com/token",
        scopes: &["read", "a b"],
    },
);

/// A builder for an API whose description has the token endpoint at a host of its own.
fn with_token() -> ClientBuilder {
    let sets: &[&[SecurityScheme]] = &[&[TOKEN]];
    let api = ApiInfo {
        alternatives: sets,
        usual_alternatives: sets,
        own_alternatives: &[],
        ..api("https://api.example.com")
    };
    let mut builder = ClientBuilder::new(api);
    builder.set_pair(TOKEN, "id".to_owned(), SECRET.into());
    builder
}

#[test]
fn a_secret_goes_to_a_described_endpoint_only_as_long_as_the_api_is_described_too() {
    assert!(with_token().session().is_ok());
    let mut builder = with_token();
    builder.set_described_url("https://api.eu.example.com");
    assert!(builder.session().is_ok());
    for url in [
        "http://127.0.0.1:9",
        "https://example.com",
        "http://auth.example.com",
        "https://auth.example.com:8443",
        "https://auth.example.com.evil.test",
    ] {
        let mut builder = with_token();
        builder.set_described_url("https://api.eu.example.com");
        builder.set_base_url(url);
        let error = builder.session().unwrap_err();
        assert!(matches!(error, SetupError::TokenUrl { .. }), "{url}: {error:?}");
        let text = error.to_string();
        assert!(text.contains("`token_url`") && text.contains("auth.example.com"), "{text}");
    }
    let mut builder = with_token();
    builder.set_base_url("https://AUTH.example.com:443/api");
    assert!(builder.session().is_ok(), "the same origin");
    for url in ["", "/token", "ftp://a", "https://a:hush@b", "https://a/#hush"] {
        let mut builder = with_token();
        builder.set_token_url(url);
        let error = builder.session().unwrap_err().to_string();
        assert!(error.starts_with("no token from ") && !error.contains(SECRET), "{error}");
    }
}

#[tokio::test]
async fn a_caller_may_say_where_the_secret_goes() {
    let server = Server::start(|request: &Request| match request.path_and_query.as_str() {
        "/own/token?tenant=1" => Answer::json(200, r#"{"access_token": "hush-1"}"#),
        _ => Answer::new(204),
    });
    let mut builder = with_token();
    builder.set_base_url(server.url());
    builder.set_token_url(format!("{}/own/token?tenant=1", server.url()));
    let session = builder.session().unwrap();
    let request = operation::Request::new("list", "GET", "/guests", CallOptions::new());
    session.response(request).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].header("authorization"), Some("Bearer hush-1"));
}

#[test]
fn a_document_without_a_server_asks_for_one() {
    let error = ClientBuilder::new(api("")).session().unwrap_err();
    assert!(error.to_string().contains("the description does not say where the API is"), "{error}");
}

#[test]
fn a_user_name_that_would_end_early_is_refused() {
    let mut builder = ClientBuilder::new(api("https://api.example.com"));
    builder.set_pair(BASIC, "a:b".to_owned(), SECRET.into());
    let error = builder.session().unwrap_err().to_string();
    assert!(error.contains("colon") && !error.contains(SECRET), "{error}");
}

/// A redirect within the origin names a path, and rarely repeats what the caller's query had.
#[tokio::test]
async fn a_query_credential_follows_a_redirect_within_its_origin() {
    let rows = [
        ("/other", "/other?the%20key=a%20b"),
        ("/other?page=2", "/other?page=2&the%20key=a%20b"),
        ("?page=2", "/guests?page=2&the%20key=a%20b"),
        ("/other?the%20key=a%20b&x", "/other?the%20key=a%20b&x"),
        ("/other?x&the+key=theirs", "/other?x&the+key=theirs"),
        ("/other#top", "/other?the%20key=a%20b"),
    ];
    for (location, path) in rows {
        for status in [301, 302, 303, 307, 308] {
            let moved = Answer::new(status).header("location", location);
            let server = Server::start(vec![moved.clone(), moved, Answer::new(204)]);
            let mut builder = ClientBuilder::new(api(""));
            builder.set_base_url(server.url());
            builder.set_credential(QUERY, "a b".into());
            builder.set_credential(COOKIE, "a b".into());
            let session = builder.session().unwrap();
            let request =
                operation::Request::new("strict", "GET", "/guests?page=1", CallOptions::new());
            session.response(request).await.unwrap();
            let requests = server.requests();
            assert_eq!(requests[1].path_and_query, path, "{status} {location}");
            assert!(requests[2].path_and_query.contains("key="), "{status} {location}");
            assert_eq!(requests[2].header("cookie"), Some("session=a%20b"));
        }
    }
}
