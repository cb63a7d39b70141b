//! Links that a server may give, good ones and bad ones.

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// The base of a response to an operation with this route.
fn base(request: &str, route: &str) -> LinkBase {
    let request = url(request);
    LinkBase::of(&request, root(&request, route), &request).unwrap()
}

#[test]
fn the_path_of_the_server_is_what_comes_before_the_route() {
    for (request, route, expected) in [
        ("https://api.test/guests?x=/", "/guests", ""),
        ("https://api.test/v1/guests", "/guests", "/v1"),
        ("https://api.test/a/b/guests/7/names", "/guests/{id}/names", "/a/b"),
        ("https://api.test/v1/guests/", "/guests/", "/v1"),
        ("https://api.test/v1/", "/", "/v1"),
        ("https://api.test/v1/a%2Fb", "/{id}", "/v1"),
        ("https://api.test/guests", "/more/segments/than/there", ""),
        ("https://api.test/guests", "", "/guests"),
    ] {
        let request = url(request);
        assert_eq!(&request.path()[..root(&request, route)], expected, "{request} {route}");
    }
}

#[test]
fn a_link_within_the_origin_is_followed() {
    let base = base("https://api.test/v1/guests/?key=hush", "/guests/");
    for (link, expected) in [
        ("?page=2", "https://api.test/v1/guests/?page=2"),
        ("/v1/guests?page=2#top", "https://api.test/v1/guests?page=2"),
        ("https://api.test/v1/guests?page=2", "https://api.test/v1/guests?page=2"),
        ("HTTPS://API.test:443/v1/guests?page=2", "https://api.test/v1/guests?page=2"),
        ("//api.test/v1/guests?page=2", "https://api.test/v1/guests?page=2"),
        ("https://api.test/v1/lists/5", "https://api.test/v1/lists/5"),
        ("../lists?to=https://evil.test/../", "https://api.test/v1/lists?to=https://evil.test/../"),
        ("/v1?page=2", "https://api.test/v1?page=2"),
        ("  ?page=2 ", "https://api.test/v1/guests/?page=2"),
        ("next", "https://api.test/v1/guests/next"),
    ] {
        let found = base.resolve(link).map(|link| link.as_str().to_owned());
        assert_eq!(found, Ok(expected.to_owned()), "{link}");
    }
}

#[test]
fn a_link_that_leads_elsewhere_is_refused() {
    let base = base("https://api.test/v1/guests", "/guests");
    let refused = |link: &str| base.resolve(link).unwrap_err();
    for (link, to) in [
        ("http://api.test/v1/guests", "http://api.test"),
        ("https://api.test:8443/v1/guests", "https://api.test:8443"),
        ("https://evil.test/v1/guests", "https://evil.test"),
        ("https://api.test.evil.test/v1/guests", "https://api.test.evil.test"),
        ("https://api.test@evil.test/v1/guests", "https://evil.test"),
        ("//evil.test/v1/guests", "https://evil.test"),
        ("\\\\evil.test/v1/guests", "https://evil.test"),
        ("/\\evil.test/v1/guests", "https://evil.test"),
        ("/\t/evil.test/v1/guests", "https://evil.test"),
        ("https:evil", ""),
        ("ftp://api.test/v1/guests", "ftp://api.test"),
        ("data:text/plain,x", "data:"),
        ("javascript:alert(1)", "javascript:"),
        ("file:///v1/guests", "file:"),
    ] {
        // With the scheme of the base and no slashes, it is relative.
        if link == "https:evil" {
            assert_eq!(base.resolve(link).unwrap().as_str(), "https://api.test/v1/evil");
            continue;
        }
        let from = "https://api.test".to_owned();
        let expected = LinkError::OtherOrigin { to: to.to_owned(), from };
        assert_eq!(refused(link), expected, "{link}");
    }
    for link in ["https://user@api.test/v1/guests", "https://:hush@api.test/v1/guests"] {
        assert_eq!(refused(link), LinkError::UserInfo, "{link}");
    }
    for link in ["https://", "https://[", "//", "https://a b/", "https://api.test:99999/"] {
        assert_eq!(refused(link), LinkError::Unreadable, "{link}");
    }
}

#[test]
fn a_link_out_of_the_path_of_the_server_is_refused() {
    let base = base("https://api.test/v1/guests/7", "/guests/{id}");
    for link in [
        "/",
        "/v2/guests",
        "/v10",
        "/v1/../admin",
        "/v1/%2e%2E/admin",
        "../../../admin",
        "/v1\\..\\admin",
        "/v1/..%2fadmin",
        "/v1/x%5C%2e.%2Fadmin",
    ] {
        let expected = LinkError::OtherPath { root: "/v1".to_owned() };
        assert_eq!(base.resolve(link), Err(expected), "{link}");
    }
    assert!(base.resolve("/v1/a..b/..c?x=..%2f").is_ok());
}

#[test]
fn nothing_is_trusted_that_comes_from_elsewhere() {
    let (request, elsewhere) = (url("https://api.test/guests"), url("https://files.test/guests"));
    assert!(LinkBase::of(&request, 0, &elsewhere).is_none());
    let moved = LinkBase::of(&request, 0, &url("https://api.test/a/b?key=hush")).unwrap();
    assert_eq!(moved.resolve("c").unwrap().as_str(), "https://api.test/a/c");
    assert!(!format!("{:?} {:?}", moved, moved.resolve("?token=hush")).contains("hush"));
}

#[test]
fn an_origin_is_a_scheme_a_host_and_a_port() {
    for (one, other, is_same) in [
        ("https://api.test/a?b", "https://API.test:443/c", true),
        ("http://api.test", "http://api.test:80", true),
        ("http://[::1]:8080", "http://[::1]:8080/a", true),
        ("https://api.test", "http://api.test", false),
        ("https://api.test", "https://api.test:444", false),
        ("https://api.test", "https://api.test.", false),
        ("https://api.test", "https://api.test@evil.test", false),
        // URLs without a host never have the same origin.
        ("data:a", "data:a", false),
        ("file:///a", "file:///a", false),
    ] {
        assert_eq!(is_same_origin(&url(one), &url(other)), is_same, "{one} {other}");
        // The library's rules for the origins of browsers.
        assert_eq!(url(one).origin() == url(other).origin(), is_same, "{one} {other}");
    }
}
