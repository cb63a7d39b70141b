//! No credential can be printed: not by a builder, a client, a call, or any error.

use guestlist_datadog::{v1, v2};
use guestlist_runtime::{CallOptions, Secret, SetupError};
use guestlist_tests::server::{Answer, Cut, Nobody, Server};

use crate::every::every_call;
use crate::{API_KEY, APPLICATION_KEY, SECRET, TOKEN};

#[track_caller]
fn assert_hides(printed: &str) {
    assert!(!printed.contains(SECRET), "{printed}");
}

#[track_caller]
fn assert_debug_hides(value: &impl std::fmt::Debug) {
    assert_hides(&format!("{value:?} {value:#?}"));
}

#[track_caller]
fn assert_error_hides(error: &SetupError) {
    assert_debug_hides(error);
    assert_hides(&format!("{error} {error:#}"));
}

#[test]
fn builders_clients_and_calls_hide_their_credentials() {
    assert_debug_hides(&Secret::from(TOKEN));
    let builder =
        v1::Client::builder().api_key(API_KEY).application_key(APPLICATION_KEY).oauth_token(TOKEN);
    assert_debug_hides(&builder);
    let client = builder.build().unwrap();
    assert_debug_hides(&client);
    assert_debug_hides(client.session());
    assert_debug_hides(&client.list_users());
    assert_debug_hides(&client.get_user().user_handle("a"));

    let builder = v2::Client::builder().api_key(API_KEY).application_key(APPLICATION_KEY);
    assert_debug_hides(&builder);
    let client = builder.build().unwrap();
    assert_debug_hides(&client);
    assert_debug_hides(&client.list_users());

    assert_debug_hides(&guestlist_datocms::Client::builder().api_token(TOKEN));
    let client = crate::datocms("http://127.0.0.1:1");
    assert_debug_hides(&client);
    assert_debug_hides(&client.create_site_invitation());

    assert_debug_hides(&guestlist_datatrails::Client::builder().bearer_token(TOKEN));
    let client = crate::datatrails("http://127.0.0.1:1");
    assert_debug_hides(&client);
    assert_debug_hides(&client.list_invites());
}

#[test]
fn headers_of_a_call_are_hidden_like_credentials() {
    let options = CallOptions::new().header("x-own", "hush-own");
    assert_debug_hides(&options);
    assert_debug_hides(&crate::v1("http://127.0.0.1:1").list_users().options(options));
}

#[test]
fn a_refused_credential_is_not_repeated() {
    for value in ["hush\n", "hush\r\nhush", "hush ü hush"] {
        let builder = v1::Client::builder().oauth_token(value);
        assert_debug_hides(&builder);
        assert_error_hides(&builder.build().unwrap_err());
    }
    assert_error_hides(&v1::Client::builder().api_key(API_KEY).build().unwrap_err());
}

/// A password or a key that somebody put into the URL is a secret too.
#[test]
fn a_refused_base_url_is_repeated_without_what_may_be_secret_in_it() {
    let rows = [
        ("https://somebody:hush@api.example.com", "api.example.com"),
        ("https://hush@api.example.com/path", "api.example.com"),
        ("https://api.example.com/?api_key=hush", "api.example.com"),
        ("https://api.example.com/#hush", "api.example.com"),
        ("https://somebody:hush@api.example.com/?api_key=hush", "api.example.com"),
        ("ftp://somebody:hush@api.example.com", "api.example.com"),
        ("ftp://api.example.com/?api_key=hush", "api.example.com"),
        ("somebody:hush@api.example.com", ""),
        ("mailto:hush@example.com", ""),
        ("https://somebody:hush@api.example.com:99999", ""),
        ("https://somebody:hush@", ""),
        ("https://somebody:hush?x@api.example.com", ""),
        ("https://api.example.com/?to=a@hush", ""),
        ("//somebody:hush@api.example.com", ""),
        ("api.example.com/?api_key=hush", ""),
        ("https://user:hush", ""),
        ("https://user:hush%40api.example.com", ""),
        ("https://user:12/hush@api.example.com?x", ""),
        ("https://user:12\\hush@api.example.com?x", ""),
        ("https://user:hush\u{ff20}api.example.com:x", ""),
        ("https:\\\\user:hush@api.example.com:x", ""),
        ("client:hush", ""),
        ("hush", ""),
    ];
    for (url, host) in rows {
        let builder = v1::Client::builder().oauth_token(TOKEN).base_url(url);
        assert_debug_hides(&builder);
        let error = builder.build().unwrap_err();
        assert!(matches!(error, SetupError::BaseUrl { .. }), "{url}: {error:?}");
        assert_error_hides(&error);
        assert!(error.to_string().contains(host), "{url}: {error}");
    }
}

/// A body may hold what its reader gave away, so logs get its size, and a message its beginning.
#[tokio::test]
async fn the_debug_form_of_an_answer_shows_neither_headers_nor_body() {
    let answer = Answer::html(300, "hush").header("set-cookie", "session=hush");
    let server = Server::start(answer);
    let error = crate::v1(server.url()).list_users().send().await.unwrap_err();

    assert_debug_hides(&error);
    assert_debug_hides(error.response().unwrap());
    assert_eq!(error.to_string(), "the API responded with 300 Multiple Choices: hush");
}

#[tokio::test]
async fn no_failure_of_any_call_prints_a_credential() {
    let nobody = Nobody::home();
    for call in every_call() {
        for answer in [
            Answer::json(200, "{}"),
            Answer::json(200, "{"),
            Answer::json(403, r#"{"errors": ["no"]}"#),
            Answer::html(502, "<h1>Bad Gateway</h1>"),
            Answer::new(304),
            Answer::new(302).header("location", "http://localhost:1/"),
            Answer::new(302).header("location", "http://[nonsense"),
            Answer::raw("nonsense\r\n\r\n").closing(),
            Answer::json(200, "{}").cut(Cut::BeforeHead),
            Answer::json(200, "{}").cut(Cut::InHead),
            Answer::json(200, "{}").cut(Cut::InBody),
            Answer::json(200, "{}").cut(Cut::InHead).resetting(),
        ] {
            let server = Server::start(answer.header("set-cookie", "session=hush"));
            assert_hides(&call.send(server.url(), "id").await.printed);
        }
        for (url, parameter) in [(nobody.url(), "id"), ("http://nowhere.invalid".to_owned(), "..")]
        {
            assert_hides(&call.send(url, parameter).await.printed);
        }
    }
}
