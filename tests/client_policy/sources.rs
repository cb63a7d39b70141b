//! The cause of an error: its `source`, and whether the request or the transport is at fault.

use std::error::Error as _;

use guestlist_runtime::operation::ApiInfo;
use guestlist_runtime::{CallOptions, ClientBuilder, DecodeError, Error, RateLimitHeaders};
use guestlist_tests::server::{Answer, Server};

use crate::SECRET;
use crate::calling::{Kind, Setup, outcome, printed, sites, v1, v2};

const NOWHERE: ApiInfo = ApiInfo {
    base_url: "https://api.example.com",
    variables: &[],
    alternatives: &[],
    usual_alternatives: &[],
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

/// The texts of an error's sources, from the outermost.
fn sources(error: &dyn std::error::Error) -> Vec<String> {
    let mut sources = Vec::new();
    let mut error = error;
    while let Some(source) = error.source() {
        sources.push(source.to_string());
        error = source;
    }
    sources
}

#[tokio::test]
async fn an_argument_that_cannot_be_sent_keeps_its_source() {
    let server = Server::start(Answer::json(200, "{}"));
    let setup = Setup::new(server.url());
    let invitation = crate::calling::site_invitation();
    let client = sites(&setup);
    let call = client.create_site_invitation().x_environment("a\nb").body(invitation);
    let error = call.send().await.unwrap_err();
    let found = sources(&error);
    assert!(found.len() == 2 && found[1].contains("header value"), "{found:?}");

    for (name, value) in [("x y", "x"), ("x-own", "hush\0")] {
        let options = CallOptions::new().header(name, value);
        let error = v1(&setup).list_users().options(options).send().await.unwrap_err();
        let found = sources(&error);
        assert!(found.len() == 2 && !found.concat().contains(SECRET), "{found:?}");
    }

    let long = v2(&setup).get_user().user_id("x".repeat(70_000)).send().await.unwrap_err();
    assert_eq!((Kind::of(&long), long.attempts()), (Kind::NotSent, 0), "{long}");
    assert!(sources(&long).len() >= 2, "{:?}", sources(&long));
    assert!(printed(&long).len() < 2_000);

    // What is missing has no cause but itself.
    let missing = v2(&setup).get_user().send().await.unwrap_err();
    assert_eq!(sources(&missing), ["`user_id` is required: give it with `.user_id(…)`"]);

    let client = v2(&setup);
    let call = client.list_users().page_size(u64::MAX).filter("ada");
    let shown = format!("{call:?}");
    assert!(shown.contains("page_size: invalid (") && shown.contains("filter: \"ada\""), "{shown}");
    assert!(shown.contains("page_number: missing"), "{shown}");
    let found = sources(&call.send().await.unwrap_err());
    assert_eq!(found[0], "the value given with `.page_size(…)` does not convert");
    assert_eq!(found[1], i64::try_from(u64::MAX).unwrap_err().to_string());
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn an_error_status_with_a_body_that_does_not_fit_keeps_its_source() {
    let rows = [
        (403, "<html>", true),
        (403, r#"{"errors": ["no"]}"#, false),
        (404, r#"{"errors": "hush-api"}"#, true),
        (418, "<html>", false), // no body is described
    ];
    for (status, body, has_source) in rows {
        let server = Server::start(Answer::json(status, body));
        let error = v2(&Setup::new(server.url())).get_user().user_id("a").send().await.unwrap_err();
        assert!(matches!(error, Error::ErrorResponse(_)), "{error}");
        let source = error.source().map(|source| source.downcast_ref::<DecodeError>().unwrap());
        assert_eq!(source.is_some(), has_source, "{status} {body}");
        assert!(!sources(&error).concat().contains(SECRET), "{error:?}");
    }
}

#[test]
fn a_client_that_cannot_be_set_up_keeps_its_source() {
    let builder = ClientBuilder::new(ApiInfo { user_agent: "a\nb", ..NOWHERE });
    let error = builder.session().unwrap_err();
    assert!(error.to_string().starts_with("the HTTP client could not be set up"), "{error}");
    assert!(error.source().unwrap().is::<guestlist_runtime::reqwest::Error>(), "{error:?}");
    assert_eq!(error, error.clone());
    let mut builder = ClientBuilder::new(NOWHERE);
    builder.set_base_url("none");
    assert!(builder.session().unwrap_err().source().is_none());
}

/// The caller has asked for a URL that is short enough.
#[tokio::test]
async fn a_redirect_that_cannot_be_followed_is_not_the_callers_mistake() {
    let location = format!("/{}", "x".repeat(70_000));
    let server = Server::start(Answer::new(302).header("location", &location));
    let result = v1(&Setup::new(server.url())).list_users().send().await;
    let outcome = outcome(result);
    assert_eq!((outcome.kind, outcome.attempts), (Kind::BrokeOff, 1), "{outcome:?}");
    assert!(!outcome.printed.contains("was not sent"), "{outcome:?}");
    assert_eq!(server.count(), 1);
}
