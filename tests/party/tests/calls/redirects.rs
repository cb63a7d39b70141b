//! Redirects: a response if the description lists them, followed to another origin only if the caller allows
//! it, and never with a credential.

use guestlist_party::models::Guest;
use guestlist_party::responses::{GetMovedResponse, GetRedirectsResponse};
use guestlist_party::runtime::{CallOptions, Error};
use guestlist_party::{Client, ClientBuilder};
use guestlist_tests::server::{Answer, Request, Server};

use crate::{client, only, saying};

fn found(status: u16, location: &str) -> Answer {
    Answer::new(status).header("location", location)
}

#[tokio::test]
async fn a_listed_redirect_is_a_response_with_its_location() {
    for (location, expected) in [
        ("https://files.example.com/a?b=1", Some("https://files.example.com/a?b=1")),
        ("/there", Some("{}/there")),
        ("there", Some("{}/responses/there")),
        ("?page=2", Some("{}/responses/moved?page=2")),
        ("//[", None),
    ] {
        let server = saying(found(302, location));
        let response = client(&server).get_moved().send().await.unwrap();
        assert_eq!(response.status().as_u16(), 302);
        let GetMovedResponse::Found(redirect) = &*response else { panic!("{response:?}") };
        let expected = expected.map(|url| url.replace("{}", &server.url()));
        assert_eq!(redirect.location().map(|url| url.as_str()), expected.as_deref());
        only(&server);
    }
    let server = saying(Answer::new(302));
    let response = client(&server).get_moved().send().await.unwrap();
    let GetMovedResponse::Found(redirect) = &*response else { panic!("{response:?}") };
    assert_eq!(redirect.location(), None);
}

#[tokio::test]
async fn the_statuses_beside_a_listed_redirect_are_as_described() {
    let of = async |answer| client(&saying(answer)).get_moved().send().await;
    let here = of(Answer::json(200, r#"{"name":"Ada"}"#)).await.unwrap().into_inner();
    assert_eq!(here, GetMovedResponse::Ok(Guest::new("Ada")));
    let same = of(Answer::new(304)).await.unwrap();
    assert_eq!((&*same, same.status().as_u16()), (&GetMovedResponse::NotModified, 304));
    assert!(matches!(of(Answer::new(404)).await, Err(Error::ErrorResponse(_))));
    // One that is not listed leads nowhere here.
    let other = of(found(307, "https://files.example.com")).await;
    assert!(matches!(other, Err(Error::UnexpectedResponse(_))), "{other:?}");
}

#[tokio::test]
async fn a_range_of_redirects_is_for_each_of_them() {
    for status in [301, 302, 303, 307, 308] {
        let server = saying(found(status, "/there"));
        let response = client(&server).get_redirects().send().await.unwrap();
        let GetRedirectsResponse::Redirect(redirect) = &*response else { panic!("{response:?}") };
        assert!(redirect.location().unwrap().path() == "/there");
        only(&server);
    }
    let done = client(&saying(Answer::new(200))).get_redirects().send().await.unwrap();
    assert_eq!(*done, GetRedirectsResponse::Other);
}

/// A server of an API, and one of another origin, to which it redirects.
struct Two {
    api: Server,
    files: Server,
}

impl Two {
    /// The API says each status once, and the other server has the file, or leads back once.
    fn start(status: u16, leads_back: bool) -> Self {
        let files = Server::start(move |request: &Request| match request.path_and_query.as_str() {
            "/back" => found(302, "/file"),
            _ => Answer::new(200).body("application/octet-stream", "file"),
        });
        let path = if leads_back { "/back" } else { "/file?sig=1" };
        let target = format!("{}{path}", files.url());
        let api = Server::start(move |_: &Request| found(status, &target));
        Self { api, files }
    }

    fn builder(&self) -> ClientBuilder {
        let builder = Client::builder().base_url(self.api.url()).bearer("b").header_key("h");
        builder.cookie_key("c").query_key("q")
    }
}

#[tokio::test]
async fn a_download_from_another_origin_carries_no_credential() {
    for (status, leads_back) in [(302, false), (307, false), (301, true), (303, true)] {
        let two = Two::start(status, leads_back);
        let client = two.builder().follow_cross_origin(true).build().unwrap();
        let own = CallOptions::new()
            .header("x-secret-of-mine", "s")
            .header("range", "bytes=0-3")
            .header("cookie", "own=1");
        let response = client.get_download().options(own).send().await.unwrap();
        assert_eq!(&**response, b"file");
        assert_eq!(only(&two.api).header("authorization"), Some("Bearer b"));
        for request in two.files.requests() {
            for name in ["authorization", "x-key", "cookie", "x-secret-of-mine", "referer"] {
                assert_eq!(request.header(name), None, "{name}");
            }
            assert_eq!(request.header("accept"), Some("application/octet-stream"));
            assert_eq!(request.header("range"), Some("bytes=0-3"));
        }
    }
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed_unless_the_caller_says_so() {
    let two = Two::start(302, false);
    let refused = two.builder().build().unwrap().get_download().send().await;
    assert!(matches!(refused, Err(Error::UnexpectedResponse(_))), "{refused:?}");
    // Nor where the URL has a credential, which its server may repeat.
    let client = two.builder().follow_cross_origin(true).build().unwrap();
    let refused = client.get_download_by_query().send().await;
    assert!(matches!(refused, Err(Error::UnexpectedResponse(_))), "{refused:?}");
    // Nor after what changes something.
    let refused = client.delete_guest().name("Ada").send().await;
    assert!(matches!(refused, Err(Error::UnexpectedResponse(_))), "{refused:?}");
    assert_eq!(two.files.count(), 0);
}

/// Once the way has left the origin, a server on it could lead a credential anywhere.
#[tokio::test]
async fn a_way_that_comes_back_to_its_origin_carries_no_credential_either() {
    let api = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let home = api.clone();
    let files = Server::start(move |_: &Request| {
        let url = home.get().cloned().unwrap_or_default();
        found(302, &format!("{url}/file"))
    });
    let target = files.url();
    let server = Server::start(move |request: &Request| match request.path_and_query.as_str() {
        "/file" => Answer::new(200).body("application/octet-stream", "file"),
        _ => found(302, &target),
    });
    api.set(server.url()).unwrap();
    let builder = Client::builder().base_url(server.url()).bearer("b").header_key("h");
    let client = builder.cookie_key("c").follow_cross_origin(true).build().unwrap();
    client.get_download().send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("authorization"), Some("Bearer b"));
    assert_eq!((requests.len(), requests[1].header("authorization")), (2, None));
}
