//! Redirects: where a call goes, and where a credential goes.

use guestlist_datadog::v1;
use guestlist_runtime::Error;
use guestlist_tests::server::{Answer, Server};

use crate::{API_KEY, APPLICATION_KEY};

const LIST: &str = r#"{"users": []}"#;

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
