//! Building a client, and where its requests go: credentials, base URLs, redirects.

use std::time::{Duration, Instant};

use guestlist_datadog::{v1, v2};
use guestlist_runtime::{Error, SetupError};
use guestlist_tests::server::{Answer, Server};

use crate::{API_KEY, APPLICATION_KEY, TOKEN};

const LIST: &str = r#"{"users": []}"#;

#[test]
fn missing_credentials_are_an_error_that_names_every_set() {
    let datadog = "credentials are missing: give the builder `api_key` and `application_key`, or `oauth_token`";
    let rows = [
        (v1::Client::builder().build().map(drop), datadog),
        (v1::Client::builder().api_key(API_KEY).build().map(drop), datadog),
        (v1::Client::builder().application_key(APPLICATION_KEY).build().map(drop), datadog),
        (v2::Client::builder().build().map(drop), datadog),
        (v2::Client::builder().api_key(API_KEY).build().map(drop), datadog),
        (
            guestlist_datocms::Client::builder().build().map(drop),
            "credentials are missing: give the builder `api_token`",
        ),
        (
            guestlist_datatrails::Client::builder().build().map(drop),
            "credentials are missing: give the builder `bearer_token`, or `app_registration`",
        ),
    ];
    for (result, message) in rows {
        let error = result.unwrap_err();
        assert!(matches!(error, SetupError::MissingCredentials(_)), "{error:?}");
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn a_credential_that_no_header_may_hold_is_refused() {
    let bad =
        ["", " ", "\t", "\n", "key\n", "\nkey", "a\r\nX-Evil: b", "a\0b", "\u{7f}", "schlüssel"];
    for value in bad {
        let results = [
            (
                "api_key",
                v1::Client::builder().api_key(value).application_key("b").build().map(drop),
            ),
            (
                "application_key",
                v2::Client::builder().api_key("a").application_key(value).build().map(drop),
            ),
            ("oauth_token", v2::Client::builder().oauth_token(value).build().map(drop)),
            ("api_token", guestlist_datocms::Client::builder().api_token(value).build().map(drop)),
            (
                "bearer_token",
                guestlist_datatrails::Client::builder().bearer_token(value).build().map(drop),
            ),
        ];
        for (name, result) in results {
            match result {
                Err(SetupError::Credential { scheme, .. }) => {
                    assert_eq!(scheme.name, name, "{value:?}")
                }
                other => panic!("{name} {value:?}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn an_oauth_token_alone_is_enough_and_travels_as_bearer() {
    let server = Server::start(Answer::json(200, LIST));
    let builder = v1::Client::builder().oauth_token(TOKEN).base_url(server.url());
    builder.build().unwrap().list_users().send().await.unwrap();

    let request = &server.requests()[0];
    assert_eq!(request.header("authorization"), Some("Bearer hush-token"));
    assert_eq!((request.header("dd-api-key"), request.header("dd-application-key")), (None, None));
}

#[tokio::test]
async fn the_last_credential_of_a_kind_counts() {
    let server = Server::start(Answer::json(200, LIST));
    let builder = v1::Client::builder().oauth_token("old").oauth_token(TOKEN);
    builder.base_url(server.url()).build().unwrap().list_users().send().await.unwrap();

    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer hush-token"));
}

#[tokio::test]
async fn a_path_in_the_base_url_is_kept_as_a_prefix() {
    for (suffix, path) in [
        ("", "/api/v1/user/a"),
        ("/", "/api/v1/user/a"),
        ("/proxy", "/proxy/api/v1/user/a"),
        ("/proxy/dd/", "/proxy/dd/api/v1/user/a"),
        ("/a%2Fb", "/a%2Fb/api/v1/user/a"),
        ("/a b", "/a%20b/api/v1/user/a"),
    ] {
        let server = Server::start(Answer::json(200, "{}"));
        let client = crate::v1(format!("{}{suffix}", server.url()));
        client.get_user().user_handle("a").send().await.unwrap();
        assert_eq!(server.requests()[0].path_and_query, path, "{suffix:?}");
    }
}

#[test]
fn a_base_url_that_cannot_be_called_is_refused() {
    let bad = [
        "",
        "api.datadoghq.com",
        "//api.datadoghq.com",
        "http://",
        "ftp://api.datadoghq.com",
        "file:///etc/passwd",
        "data:,x",
        "https://api.datadoghq.com?x=1",
        "https://api.datadoghq.com/?",
        "https://api.datadoghq.com/#x",
        "https://somebody@api.datadoghq.com",
        "https://api.datadoghq.com:99999",
    ];
    for url in bad {
        let builder = guestlist_datocms::Client::builder().api_token(TOKEN).base_url(url);
        match builder.build() {
            Err(SetupError::BaseUrl { .. }) => {}
            other => panic!("{url:?}: {other:?}"),
        }
    }
}

#[test]
fn a_client_calls_its_vendor_unless_it_is_told_otherwise() {
    let datadog = || v1::Client::builder().oauth_token(TOKEN);
    let default = datadog().build().unwrap();
    assert_eq!(default.session().base_url(), "https://api.datadoghq.com");
    for site in v1::Site::ALL {
        let client = datadog().site(*site).build().unwrap();
        assert_eq!(client.session().base_url(), format!("https://api.{}", site.as_str()));
        assert_eq!(site.as_str().parse::<v1::Site>(), Ok(*site));
    }
    let error = "datadog.example".parse::<v2::Site>().unwrap_err().to_string();
    assert!(error.contains("datadog.example") && error.contains("us5.datadoghq.com"), "{error}");

    let datocms = guestlist_datocms::Client::builder().api_token(TOKEN).build().unwrap();
    assert_eq!(datocms.session().base_url(), "https://site-api.datocms.com");
    let datatrails = guestlist_datatrails::Client::builder().bearer_token(TOKEN).build().unwrap();
    assert_eq!(datatrails.session().base_url(), "https://app.datatrails.ai");
}

#[tokio::test]
async fn both_versions_share_a_session_and_its_connection() {
    let server = Server::start(Answer::json(200, "{}"));
    let first = crate::v1(server.url());
    let second = v2::Client::with_session(first.session().clone());
    first.list_users().send().await.unwrap();
    second.list_users().send().await.unwrap();
    second.clone().list_users().send().await.unwrap();

    assert_eq!((server.count(), server.connections()), (3, 1));
    assert!(server.requests().iter().all(|one| one.header("dd-api-key") == Some(API_KEY)));
}

#[tokio::test]
async fn credentials_do_not_follow_a_redirect_to_another_host() {
    let elsewhere = Server::start(Answer::json(200, LIST));
    // The same machine by another name, and another port of the same name, are other origins.
    let targets = [elsewhere.url(), elsewhere.url().replace("127.0.0.1", "localhost")];
    for status in [301, 302, 303, 307, 308] {
        for target in &targets {
            let answer = Answer::new(status).header("location", &format!("{target}/api/v1/user"));
            let server = Server::start(answer);
            let client = crate::v1(server.url());
            let read = client.list_users().send().await.unwrap_err();
            let write =
                client.create_user().body(v1::models::User::new()).send().await.unwrap_err();

            assert!(matches!(read, Error::UnexpectedResponse(_)), "{status}: {read:?}");
            assert!(matches!(write, Error::UnexpectedResponse(_)), "{status}: {write:?}");
            assert_eq!(read.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(read.headers().unwrap()["location"], format!("{target}/api/v1/user"));
            assert_eq!(server.count(), 2, "one request each");
        }
    }
    assert_eq!((elsewhere.count(), elsewhere.connections()), (0, 0));
}

#[tokio::test]
async fn a_chain_of_redirects_that_leaves_the_host_ends_there() {
    let elsewhere = Server::start(Answer::json(200, LIST));
    let out = format!("{}/api/v1/user", elsewhere.url());
    let server = Server::start(vec![
        Answer::new(302).header("location", "/inside"),
        Answer::new(302).header("location", &out),
    ]);
    let error = crate::v1(server.url()).list_users().send().await.unwrap_err();

    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
    assert_eq!((server.count(), elsewhere.connections()), (2, 0));
}

#[tokio::test]
async fn a_get_follows_a_redirect_within_its_host_with_credentials() {
    let server = Server::start(vec![
        Answer::new(307).header("location", "/moved/user?x=1"),
        Answer::json(200, LIST),
    ]);
    let answer = crate::v1(server.url()).list_users().send().await.unwrap();

    assert_eq!(answer.users.as_deref(), Some(&[][..]));
    let requests = server.requests();
    assert_eq!(requests[1].path_and_query, "/moved/user?x=1");
    assert_eq!(requests[1].header("dd-api-key"), Some(API_KEY));
    assert_eq!(requests[1].header("dd-application-key"), Some(APPLICATION_KEY));
}

/// What changes something is sent once, and not again to another path, even of the same server.
#[tokio::test]
async fn a_post_is_never_redirected() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start(vec![
            Answer::new(status).header("location", "/api/v1/user"),
            Answer::json(200, "{}"),
        ]);
        let client = crate::v1(server.url());
        let error = client.create_user().body(v1::models::User::new()).send().await.unwrap_err();

        assert!(matches!(error, Error::UnexpectedResponse(_)), "{status}: {error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(server.count(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_to_itself_ends() {
    let server = Server::start(Answer::new(302).header("location", "/api/v1/user"));
    let error = crate::v1(server.url()).list_users().send().await.unwrap_err();

    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
    assert_eq!(server.count(), 11, "the call and ten redirects");
}

#[tokio::test]
async fn a_call_takes_no_longer_than_its_timeout() {
    let slow = Duration::from_secs(30);
    let answers = [
        ("before its first byte", Answer::json(200, LIST).after(slow)),
        (
            "within its head and body",
            Answer::json(200, LIST).slowly(20, Duration::from_millis(200)),
        ),
        ("after a body that is too short", Answer::json(200, LIST).claiming(100)),
    ];
    for (place, answer) in answers {
        let server = Server::start(answer);
        let builder = v1::Client::builder().oauth_token(TOKEN).base_url(server.url());
        let client = builder.timeout(Duration::from_millis(300)).build().unwrap();
        let begin = Instant::now();
        let error = client.list_users().send().await.unwrap_err();

        let Error::CommunicationError(reason) = &error else { panic!("{place}: {error:?}") };
        assert!(reason.is_timeout() && !reason.is_connect(), "{place}: {error:?}");
        assert!(begin.elapsed() < Duration::from_secs(3), "{place}: {:?}", begin.elapsed());
        assert_eq!(error.to_string(), "the time of the call was up", "{place}");
        assert!(!error.is_retryable(), "{place}: the server may have acted");
        assert_eq!(server.count(), 1, "{place}");
    }
}
