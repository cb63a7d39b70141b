//! No credential can be printed: not by a builder, a client, a call, or an error.

use guestlist_datadog::{v1, v2};
use guestlist_runtime::{CallOptions, Secret, SetupError};
use guestlist_tests::secrets::{assert_debug_hides, assert_error_hides};
use guestlist_tests::server::{Answer, Server};

use crate::{API_KEY, APPLICATION_KEY, TOKEN};

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
