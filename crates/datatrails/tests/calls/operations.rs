//! Operations of the vendor's pages, called through their typed builders: the request that the page shows
//! arrives, and the response that the page shows comes back, property by property.

use guestlist_datatrails::models::{CreateInviteRequest, Invite, InviteOrder};
use guestlist_runtime::Error;
use guestlist_tests::exchange::{Api, Exchange, text};
use guestlist_tests::server::{Answer, Server};

use crate::{TOKEN_HEADER, client};

const API: Api = Api {
    name: "datatrails",
    headers: &[
        ("authorization", TOKEN_HEADER),
        ("user-agent", concat!("guestlist-datatrails/", env!("CARGO_PKG_VERSION"))),
    ],
    media_type: "application/json",
};
const UUID: &str = "bbbaeab8-539d-4482-9a98-f1285e7f75cb";
const INVITES: &str = "/archivist/iam/v1/invites";

#[track_caller]
fn assert_is_johns(invite: &Invite) {
    assert_eq!(text(&invite.identity), format!("invites/{UUID}"));
    assert_eq!(text(&invite.message), "personalized message");
    assert_eq!(text(&invite.email), "john.doe@example.com");
    assert_eq!(invite.expiry_time.as_ref().unwrap().as_str(), "2022-06-17T11:30:43Z");
}

#[tokio::test]
async fn an_invite_is_created() {
    let exchange = Exchange::new(API, "CreateInvite", 200);
    let client = client(exchange.url());
    let body = CreateInviteRequest::new("john.doe@example.com").message("personalized message");
    let answer = client.create_invite().body(body).send().await.unwrap();

    exchange.assert_sent("POST", INVITES, Some("request"));
    exchange.assert_answer(&answer);
    assert_is_johns(&answer);
}

#[tokio::test]
async fn invites_are_listed_by_every_parameter() {
    let exchange = Exchange::new(API, "ListInvites", 200);
    let client = client(exchange.url());
    let call = client.list_invites().page_size(2).page_token("a/b+c==");
    let call = call.order_by(InviteOrder::DisplayName).email("john.doe+1@example.com");
    let answer = call.send().await.unwrap();

    let query = "email=john.doe%2B1%40example.com&order_by=DISPLAY_NAME&page_size=2\
                 &page_token=a%2Fb%2Bc%3D%3D";
    exchange.assert_sent("GET", &format!("{INVITES}?{query}"), None);
    exchange.assert_answer(&answer);
    let invites = answer.invites.as_ref().unwrap();
    assert_eq!(invites.len(), 2);
    assert_is_johns(&invites[0]);
    assert_eq!(text(&invites[1].email), "jane.doe@example.com");
    assert_eq!(answer.next_page_token.as_deref(), Some(""), "empty, and not absent");
}

#[tokio::test]
async fn an_invite_is_looked_up() {
    let exchange = Exchange::new(API, "GetInvite", 200);
    let answer = client(exchange.url()).get_invite().uuid(UUID).send().await.unwrap();

    exchange.assert_sent("GET", &format!("{INVITES}/{UUID}"), None);
    exchange.assert_answer(&answer);
    assert_is_johns(&answer);
}

/// The page shows an empty object; the service may say nothing at all.
#[tokio::test]
async fn an_invite_is_deleted_whether_the_answer_is_an_empty_object_or_nothing() {
    for (body, has_value) in [("{}", true), ("", false), ("\r\n", false)] {
        let exchange = Exchange::responding(API, "DeleteInvite", 200, body.into());
        let answer = client(exchange.url()).delete_invite().uuid(UUID).send().await.unwrap();

        exchange.assert_sent("DELETE", &format!("{INVITES}/{UUID}"), None);
        exchange.assert_parts(&answer);
        assert_eq!(answer.is_some(), has_value, "{body:?}");
    }
}

/// Not a success with nothing in it: the caller of a delete must not believe it was heard.
#[tokio::test]
async fn an_invite_is_not_deleted_by_an_answer_that_is_no_object() {
    for body in ["[]", "null", "<html></html>"] {
        let server = Server::start(Answer::json(200, body));
        let result = client(server.url()).delete_invite().uuid("id").send().await;
        assert!(matches!(result, Err(Error::InvalidResponsePayload(..))), "{body}: {result:?}");
    }
}
