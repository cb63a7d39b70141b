//! A server that repeats credentials: none of them is shown when the error is printed.
//!
//! `calling::outcome` checks everything that can be printed of each result.

use crate::calling::v2::users::ListUsersError;
use guestlist_runtime::operation::{self, ApiInfo, SchemeType, SecurityScheme};
use guestlist_runtime::{CallOptions, ClientBuilder, Error, RateLimitHeaders, ResponseValue};
use guestlist_tests::server::{Answer, Request, Server};

use crate::SECRET;
use crate::calling::{Kind, Setup, outcome, printed, registered, shared_http, v2};

const KEY: &str = "hush-api";

/// Bodies that repeat a text in each place of them.
fn bodies(text: &str) -> Vec<(u16, String)> {
    let json = serde_json::to_string(text).unwrap();
    let (quoted, inner) = (format!("{text:?}"), json.trim_matches('"'));
    let bodies = [
        text.to_owned(),
        format!("<p>{text}</p>"),
        format!(r#"{{"errors": [{json}]}}"#),
        format!(r#"{{"errors": ["no {inner}, no"], "hint": {json}, {json}: 1}}"#),
        format!(r#"{{"errors": {json}}}"#),
        format!(r#"{{"data": {json}}}"#),
        format!(r#"{{"data": [{{"id": {{{json}: 1}}}}]}}"#),
        format!(r#"{{"data": [{{"attributes": {{"created_at": {json}}}}}]}}"#),
        format!(r#"{{"data": [{{"attributes": {{"disabled": {json}}}}}]}}"#),
        format!(
            r#"{{"included": [{{"type": {json}, "id": {json}}}, {{"type": 1}}], "x": {json}}}"#
        ),
        format!(r#"{{"data": [], {json}: 1, {json}: 2}}"#),
        format!("{{\"data\": [{quoted}"),
        format!("[1]{text}"),
        format!("[\"\u{1}{inner}\"]"),
    ];
    let statuses = [200, 201, 300, 304, 400, 403, 404, 409, 429, 500, 502];
    bodies.iter().flat_map(|body| statuses.map(|status| (status, body.clone()))).collect()
}

#[tokio::test]
async fn a_credential_that_is_repeated_is_masked_wherever_it_stands() {
    for (status, body) in bodies(KEY) {
        let server = Server::start(Answer::json(status, body));
        let setup = Setup { retry: guestlist_runtime::Retry::never(), ..Setup::new(server.url()) };
        let read = outcome(v2(&setup).list_users().send().await);
        outcome(v2(&setup).create_user().body(crate::calling::new_user("a")).send().await);
        assert!(
            read.printed.contains("***") || !matches!(read.kind, Kind::InvalidBody),
            "{read:?}"
        );
    }
}

/// The text that is shown is cut at several places: none of them shows the half of a secret.
#[tokio::test]
async fn a_credential_is_masked_where_a_text_is_cut() {
    let long = format!("hush{}", "-hush".repeat(40));
    let http = shared_http();
    for before in (0..140).step_by(4).chain((210..250).step_by(2)) {
        for (secret, after) in [(KEY, 0), (KEY, 200), (&*long, 0), (&*long, 50)] {
            let text = format!("{}{secret}{}", "x".repeat(before), "y".repeat(after));
            for (status, body) in [
                (200, format!(r#"{{"data": {text:?}}}"#)),
                (200, format!(r#"{{"data": [{{{text:?}: 1, "id": 1}}], {text:?}: 1}}"#)),
                (502, text.clone()),
                (502, format!("{}{text}", " \n".repeat(before / 2))),
                (400, format!(r#"{{"errors": {{{text:?}: 1}}}}"#)),
            ] {
                let server = Server::start(Answer::json(status, body));
                let builder = v2::Client::builder().oauth_token(secret).base_url(server.url());
                let builder = builder.retry(guestlist_runtime::Retry::never());
                let client = builder.http(http.clone()).build().unwrap();
                outcome(client.list_users().send().await);
            }
        }
    }
}

/// What a typed error holds in place of a body that does not fit can be printed by itself.
#[tokio::test]
async fn the_error_within_a_typed_error_is_masked() {
    let server = Server::start(Answer::json(403, r#"{"errors": "hush-api"}"#));
    let error = v2(&Setup::new(server.url())).list_users().send().await.unwrap_err();
    let Error::ErrorResponse(value) = error else { panic!("{error:?}") };
    let ListUsersError::InvalidBody(invalid_body) = &*value else { panic!("{value:?}") };
    assert!(
        invalid_body.message().contains("***") && invalid_body.excerpt().contains("***"),
        "{invalid_body:?}"
    );
    assert!(!printed(invalid_body).contains(SECRET), "{invalid_body:?}");
    // The body itself is the caller's.
    assert!(String::from_utf8_lossy(value.body()).contains(SECRET));
}

#[tokio::test]
async fn a_fetched_token_and_a_client_secret_are_masked() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "POST" => Answer::json(200, r#"{"access_token": "hush-fetched", "expires_in": 300}"#),
        _ => {
            let given = request.header("authorization").unwrap_or_default();
            Answer::json(403, format!(r#"{{"message": "{given} of hush-app", "code": "{given}"}}"#))
        }
    });
    let refused = outcome(registered(&Setup::new(server.url())).list_invites().send().await);
    assert!(refused.printed.contains("Bearer *** of ***"), "{refused:?}");
}

const BASIC: SecurityScheme =
    SecurityScheme { name: "basic", scheme_type: SchemeType::Basic, variables: &[] };
const QUERY: SecurityScheme =
    SecurityScheme { name: "query", scheme_type: SchemeType::Query("key"), variables: &[] };
const COOKIE: SecurityScheme =
    SecurityScheme { name: "cookie", scheme_type: SchemeType::Cookie("id"), variables: &[] };
const BEARER: SecurityScheme =
    SecurityScheme { name: "bearer", scheme_type: SchemeType::Bearer, variables: &[] };

const API: ApiInfo = ApiInfo {
    base_url: "",
    variables: &[],
    alternatives: &[],
    usual_alternatives: &[&[BASIC, QUERY, COOKIE], &[BEARER]],
    own_alternatives: &[],
    rate_limit: RateLimitHeaders {
        limit: None,
        remaining: None,
        period: None,
        reset: None,
        name: None,
    },
    user_agent: "tests",
};

/// What is printed of an answer that repeats the path and the headers of its request.
async fn repeated(builder: ClientBuilder) -> String {
    let server = Server::start(|request: &Request| {
        let mut told = request.path_and_query.clone();
        for name in ["authorization", "cookie"] {
            told += &format!(" {}", request.header(name).unwrap_or_default());
        }
        Answer::json(200, serde_json::to_string(&told).unwrap())
    });
    let mut builder = builder;
    builder.set_base_url(server.url());
    let session = builder.session().unwrap();
    let request = operation::Request::new("list", "GET", "/", CallOptions::new());
    let response = session.response(request).await.unwrap();
    let shown = response.to_string();
    let error = ResponseValue::<bool>::json::<()>(response).unwrap_err();
    format!("{shown}\n{}", printed(&error))
}

#[tokio::test]
async fn a_password_a_cookie_and_a_query_are_masked_as_they_were_sent() {
    let mut builder = ClientBuilder::new(API);
    builder.set_pair(BASIC, "Aladdin".to_owned(), "hush sesame".into());
    builder.set_credential(QUERY, "hush+/&=\" key".into());
    builder.set_credential(COOKIE, "hush;%\\cookie".into());
    let told = repeated(builder).await;
    assert!(told.contains("/?key=*** Basic *** id=***"), "{told}");
    assert!(!told.contains(SECRET) && !told.contains("QWxhZGRpbj"), "{told}");
    let mut builder = ClientBuilder::new(API);
    builder.set_credential(BEARER, "hush-mac=\"a\\b\"".into());
    let told = repeated(builder).await;
    assert!(told.contains("/ Bearer *** ") && !told.contains("mac"), "{told}");
}

/// Of three bytes and fewer nothing is masked, or ordinary words would be.
#[tokio::test]
async fn a_short_credential_is_not_looked_for() {
    let server = Server::start(Answer::html(502, "a bad day"));
    let builder = v2::Client::builder().oauth_token("a").base_url(server.url());
    let client = builder.retry(guestlist_runtime::Retry::never()).build().unwrap();
    let error = client.list_users().send().await.unwrap_err();
    assert!(error.to_string().ends_with("502 Bad Gateway: a bad day"), "{error}");
}

/// What a terminal would obey is written out, in names, in values and in pages.
#[tokio::test]
async fn control_characters_of_a_response_are_shown_and_not_obeyed() {
    let evil = "\u{1b}[31m\u{9b}2J\u{7}\u{202e}\u{2066}\u{85}";
    let json: String = evil.chars().map(|one| format!("\\u{:04x}", u32::from(one))).collect();
    let mut all = bodies(evil);
    all.extend(
        bodies(&json).into_iter().map(|(status, body)| (status, body.replace("\\\\", "\\"))),
    );
    for (status, body) in all {
        let server = Server::start(Answer::json(status, body.clone()));
        let setup = Setup { retry: guestlist_runtime::Retry::never(), ..Setup::new(server.url()) };
        let read = outcome(v2(&setup).list_users().send().await);
        let obeyed =
            |one: char| one != '\n' && (one.is_control() || evil.contains(one) && !one.is_ascii());
        let found = read.printed.find(obeyed);
        assert_eq!(found, None, "{status} {body:?}: {}", read.printed);
    }
}

/// Of a name of megabytes an error shows a part.
#[tokio::test]
async fn a_long_name_is_cut() {
    let name = "x".repeat(1 << 20);
    for body in [
        format!(r#"{{"data": [{{"{name}": 1, "id": 1}}], "{name}": 1, "{name}": 2}}"#),
        format!(r#"{{"included": [{{"type": "users", "{name}": 1, "{name}": 2}}]}}"#),
        format!(r#"{{"{name}"#),
    ] {
        let server = Server::start(Answer::json(200, body));
        let setup = Setup { body_limit: 16 << 20, ..Setup::new(server.url()) };
        let read = outcome(v2(&setup).list_users().send().await);
        assert!(
            read.kind == Kind::InvalidBody && read.printed.len() < 10_000,
            "{}",
            read.printed.len()
        );
    }
}

/// Headers of a call that are credentials by their names, and how a server may repeat them.
#[tokio::test]
async fn a_credential_among_the_headers_of_a_call_is_masked() {
    let rows = [
        ("authorization", "Bearer hush-mine", "hush-mine"),
        ("Authorization", "Bearer hush-mine", "Bearer hush-mine"),
        ("authorization", "Basic YWRhOmh1c2gtbWluZQ==", "hush-mine"),
        ("authorization", "Token token=\"hush-mine\", nonce=1", "hush-mine"),
        ("proxy-authorization", "hush-mine", "HUSH-MINE"),
        ("cookie", "theme=1; session=hush%20mine", "hush mine"),
        ("cookie", "session=hush-mine", "hush-mine"),
        ("X-Api-Key", "hush/mine", "hush%2Fmine"),
        ("apikey", "hush-mine", "hush-mine"),
        ("x-auth-token", "hush-mine", "hush-mine"),
        ("x-client-secret", "hush-mine", "hush-mine"),
    ];
    let http = shared_http();
    for (name, value, repeated) in rows {
        for (status, body) in bodies(&format!("{repeated} or hush-api")) {
            let server = Server::start(Answer::json(status, body));
            let retry = guestlist_runtime::Retry::never();
            let setup = Setup { retry, http: Some(http.clone()), ..Setup::new(server.url()) };
            let options = CallOptions::new().header(name, value);
            let shown = outcome(v2(&setup).list_users().options(options).send().await);
            let is_lower = shown.printed.to_lowercase();
            assert!(!is_lower.contains(SECRET), "{name} {status}: {shown:?}");
        }
    }
}

/// The next call of the client does not have it, and a header with another name is shown.
#[tokio::test]
async fn a_header_that_is_no_credential_is_shown() {
    let server = Server::start(Answer::html(400, "no onboarding-1 for order-12345"));
    let client = v2(&Setup::new(server.url()));
    let options = CallOptions::new()
        .header("x-request-source", "onboarding-1")
        .header("idempotency-key", "order-12345");
    let shown = outcome(client.list_users().options(options).send().await);
    assert!(shown.printed.contains("no onboarding-1 for order-12345"), "{shown:?}");
    let options = CallOptions::new().header("x-api-key", "order-12345");
    let masked = outcome(client.list_users().options(options).send().await);
    assert!(masked.printed.contains("no onboarding-1 for ***"), "{masked:?}");
    let shown = outcome(client.list_users().send().await);
    assert!(shown.printed.contains("for order-12345"), "{shown:?}");
}
