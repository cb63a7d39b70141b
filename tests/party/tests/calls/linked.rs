//! Lists whose pages link to the next one, in the body and in the header `Link`.

use guestlist_party::runtime::{Error, LinkError};
use guestlist_party::{Client, models};
use guestlist_tests::server::{Answer, Request, Server};

use crate::client;
use crate::paged::targets;

fn guests(names: &str) -> String {
    let guests: Vec<String> =
        names.chars().map(|name| format!(r#"{{"name": "{name}"}}"#)).collect();
    format!("[{}]", guests.join(", "))
}

/// A page with these guests, and the JSON of its `_links`.
fn page(names: &str, links: &str) -> Answer {
    Answer::json(200, format!(r#"{{"guests": {}, "_links": {links}}}"#, guests(names)))
}

fn linked(names: &str, link: &str) -> Answer {
    page(names, &format!(r#"{{"next": {{"href": {link:?}}}}}"#))
}

fn names(all: Vec<models::Guest>) -> String {
    all.into_iter().map(|guest| guest.name).collect()
}

#[tokio::test]
async fn a_link_is_asked_for_with_the_headers_and_the_key_of_the_first_call() {
    let server = Server::start(vec![
        linked("ab", "?page=2"),
        linked("c", "/paged/links/x%2Fy?page=3&api%20key=given#top"),
        page("d", "{}"),
    ]);
    let client = Client::builder().base_url(server.url()).query_key("q key").header_key("h");
    let client = client.build().unwrap();
    let call = client.list_linked().list("x/y").sort("name").x_locale("en");
    assert_eq!(names(call.stream().all().await.unwrap()), "abcd");
    let expected = [
        "/paged/links/x%2Fy?sort=name&api%20key=q%20key",
        // What the caller has given is the server's to repeat.
        "/paged/links/x%2Fy?page=2&api%20key=q%20key",
        "/paged/links/x%2Fy?page=3&api%20key=given",
    ];
    assert_eq!(targets(&server), expected);
    for request in server.requests() {
        assert_eq!(request.header("x-locale"), Some("en"));
        assert_eq!(request.header("x-key"), Some("h"));
        assert_eq!(request.header("accept"), Some("application/json"));
    }
}

#[tokio::test]
async fn a_list_ends_at_a_page_without_a_link() {
    for links in [
        "{}",
        r#"{"next": null}"#,
        r#"{"next": {}}"#,
        r#"{"next": {"href": null}}"#,
        r#"{"next": {"href": ""}}"#,
        r#"{"next": {"href": " "}}"#,
        // The link of this very page.
        r#"{"next": {"href": "?page=2"}}"#,
    ] {
        let server = Server::start(vec![linked("a", "?page=2"), page("b", links)]);
        let all = client(&server).list_linked().list("x").stream().all().await.unwrap();
        assert_eq!((names(all), server.count()), ("ab".to_owned(), 2), "{links}");
    }
}

/// Whatever a page links to: where it leads elsewhere, nobody is asked, and the items before are given.
#[tokio::test]
async fn a_link_to_another_origin_is_not_followed() {
    let evil = Server::start(vec![page("z", "{}")]);
    let server = Server::start(|request: &Request| {
        let link = request.header("x-locale").unwrap_or_default().to_owned();
        linked("ab", &link)
    });
    let client = Client::builder().base_url(format!("{}/v1", server.url()));
    let client = client.query_key("hush-key").header_key("hush-header").build().unwrap();
    let (host, port) = (format!("127.0.0.1:{}", server.port()), evil.port());
    for (link, says) in [
        (format!("http://127.0.0.1:{port}/v1/paged"), "leads to http://127.0.0.1:"),
        (format!("//127.0.0.1:{port}/v1"), "leads to http://127.0.0.1:"),
        (format!("\\\\127.0.0.1:{port}/v1"), "leads to http://127.0.0.1:"),
        (format!("https://{host}/v1/paged"), "leads to https://127.0.0.1:"),
        (format!("http://{host}@127.0.0.1:{port}/v1"), "leads to http://127.0.0.1:"),
        (format!("http://localhost:{}/v1", server.port()), "leads to http://localhost:"),
        (format!("http://user:pass@{host}/v1/paged"), "a user name or a password"),
        (format!("http://{host}/v2/paged"), "leads out of /v1"),
        ("/".to_owned(), "leads out of /v1"),
        ("/v1/../admin".to_owned(), "leads out of /v1"),
        ("../../../../admin".to_owned(), "leads out of /v1"),
        ("/v1/..%2Fadmin".to_owned(), "leads out of /v1"),
        ("data:text/html,x".to_owned(), "leads to data:"),
        ("http://[".to_owned(), "cannot be read"),
        ("http://hush-key.test/".to_owned(), "leads to http://***.test"),
    ] {
        let before = server.count();
        let mut list = client.list_linked().list("x").x_locale(link.as_str()).stream();
        for expected in ["a", "b"] {
            assert_eq!(list.next().await.unwrap().unwrap().name, expected, "{link}");
        }
        let error = list.next().await.unwrap().unwrap_err();
        assert!(list.next().await.is_none(), "{link}");
        assert_eq!(server.count(), before + 1, "{link}");
        let text = error.to_string();
        assert!(text.starts_with("page 2: the link to the next page is not followed: "), "{text}");
        assert!(text.contains(says), "{link}: {text}");
        assert!(!text.contains("pass@") && !format!("{error:?}").contains("hush"), "{error:?}");
        let Error::UnfollowedLink(reason) = error.error() else { panic!("{error:?}") };
        assert_eq!(matches!(reason, LinkError::OtherOrigin { .. }), says.starts_with("leads to"));
        assert!(error.error().response().is_none() && !error.error().is_retryable());
    }
    assert_eq!(evil.connections(), 0);
}

#[tokio::test]
async fn a_link_of_a_server_that_was_redirected_to_is_not_trusted() {
    let other = Server::start(vec![linked("a", "/paged/links/x?page=2")]);
    let to = format!("{}/paged/links/x", other.url());
    let server = Server::start(vec![Answer::new(307).header("location", &to), page("z", "{}")]);
    let client = Client::builder().base_url(server.url()).header_key("h");
    let client = client.follow_cross_origin(true).build().unwrap();
    let mut list = client.list_linked().list("x").stream();
    assert_eq!(list.next().await.unwrap().unwrap().name, "a");
    let error = list.next().await.unwrap().unwrap_err();
    assert!(error.to_string().ends_with("did not come from the server that was asked"), "{error}");
    assert_eq!((server.count(), other.count()), (1, 1));
}

#[tokio::test]
async fn a_link_is_relative_to_where_its_page_came_from() {
    let server = Server::start(vec![
        Answer::new(302).header("location", "/paged/moved/here?key=1"),
        linked("a", "there?page=2"),
        page("b", "{}"),
    ]);
    let all = client(&server).list_linked().list("x").stream().all().await.unwrap();
    assert_eq!(names(all), "ab");
    assert_eq!(targets(&server)[2], "/paged/moved/there?page=2");
}

/// What is said of an endless list, its pages by their number from 0, and how many of them are asked for.
type Endless = (&'static str, fn(usize) -> Answer, usize);

#[tokio::test]
async fn links_without_end_are_an_error() {
    let cycle = |n: usize| linked(&n.to_string(), ["?page=a", "?page=b"][n % 2]);
    let empty = |n: usize| linked("", &format!("?page={n}"));
    let same = |n: usize| linked(["ab", "c"][n % 2], &format!("?page={n}"));
    let rows: [Endless; 3] =
        [("link", cycle, 3), ("empty", empty, 11), ("items of an earlier", same, 3)];
    for (says, answer, most) in rows {
        let mut count = 0;
        let server = Server::start(move |_: &Request| {
            count += 1;
            answer(count - 1)
        });
        let error = client(&server).list_linked().list("x").stream().all().await.unwrap_err();
        assert!(matches!(error.error(), Error::EndlessList(_)), "{error}");
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(server.count(), most, "{error}");
    }
}

#[tokio::test]
async fn a_property_of_a_link_may_have_a_dot_in_its_name() {
    let server = Server::start(|request: &Request| {
        let next = if request.path_and_query.contains("skip") { "" } else { "dots?$skip=1" };
        let value = if next.is_empty() { "null".to_owned() } else { guests("a") };
        Answer::json(200, format!(r#"{{"value": {value}, "@odata.nextLink": "{next}"}}"#))
    });
    let all = client(&server).list_dotted().stream().all().await.unwrap();
    assert_eq!(names(all), "a");
    assert_eq!(targets(&server), ["/paged/dots", "/paged/dots?$skip=1"]);
}

#[tokio::test]
async fn the_header_link_is_followed_to_the_last_page() {
    let page = |names: &str| Answer::json(200, guests(names));
    let server = Server::start(vec![
        page("ab").header("link", "</paged/headers?page=9>; rel=\"last\"").header(
            "link",
            "<?page=1>; rel=prev, <?page=2&sort=name>; title=\"a, b\"; rel=\"x Next\"",
        ),
        page("c").header("link", "</paged/headers?page=3>; rel=next"),
        page("").header("link", "</paged/headers?page=4>; rel=next"),
        page("d").header("link", "</paged/headers?page=1>; rel=first"),
    ]);
    let call = client(&server);
    let all = call.list_by_header().sort("name").stream().all().await.unwrap();
    assert_eq!(names(all), "abcd");
    let expected = [
        "/paged/headers?sort=name",
        "/paged/headers?page=2&sort=name",
        "/paged/headers?page=3",
        "/paged/headers?page=4",
    ];
    assert_eq!(targets(&server), expected);
}

#[tokio::test]
async fn a_header_link_that_cannot_be_read_or_leads_elsewhere_is_an_error() {
    for (link, says) in [
        ("</paged/headers?page=2>; rel=\"next", "cannot be read"),
        ("garbage", "cannot be read"),
        ("<//evil.test/>; rel=next", "leads to http://evil.test"),
    ] {
        let server = Server::start(vec![Answer::json(200, guests("a")).header("link", link)]);
        let client = client(&server);
        let mut pages = client.list_by_header().pages();
        assert_eq!(pages.next().await.unwrap().unwrap().len(), 1);
        let error = pages.next().await.unwrap().unwrap_err();
        assert!(error.to_string().contains(says), "{link}: {error}");
        assert!(pages.next().await.is_none());
    }
}
