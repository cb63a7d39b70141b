//! Building a client, and where its requests go: credentials, base URLs, deadlines.

use std::time::{Duration, Instant};

use guestlist_datadog::{v1, v2};
use guestlist_runtime::{Error, SetupError};
use guestlist_tests::secrets::NO_HEADER_VALUES;
use guestlist_tests::server::{Answer, Server};

use crate::{API_KEY, APPLICATION_KEY, TOKEN};

const LIST: &str = r#"{"users": []}"#;

#[test]
fn missing_credentials_are_an_error_that_names_every_set() {
    let rows = [
        v1::Client::builder().build().map(drop),
        v1::Client::builder().api_key(API_KEY).build().map(drop),
        v1::Client::builder().application_key(APPLICATION_KEY).build().map(drop),
        v2::Client::builder().build().map(drop),
        v2::Client::builder().api_key(API_KEY).build().map(drop),
    ];
    for result in rows {
        let error = result.unwrap_err();
        assert!(matches!(error, SetupError::MissingCredentials(_)), "{error:?}");
        let expected = "credentials are missing: \
                        give the builder `api_key` and `application_key`, or `oauth_token`";
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_credential_that_no_header_may_hold_is_refused() {
    for value in NO_HEADER_VALUES {
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
