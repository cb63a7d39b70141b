//! DataTrails.

use guestlist_datatrails::models::{CreateInviteRequest, Invite, InviteOrder};

use super::{Exchange, text};
use crate::datatrails;

const API: &str = "datatrails";
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
    let client = datatrails(exchange.url());
    let body = CreateInviteRequest::new("john.doe@example.com").message("personalized message");
    let answer = client.create_invite().body(body).send().await.unwrap();

    exchange.assert_sent("POST", INVITES, Some("request"));
    exchange.assert_answer(&answer);
    assert_is_johns(&answer);
}

#[tokio::test]
async fn invites_are_listed_by_every_parameter() {
    let exchange = Exchange::new(API, "ListInvites", 200);
    let client = datatrails(exchange.url());
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
    let answer = datatrails(exchange.url()).get_invite().uuid(UUID).send().await.unwrap();

    exchange.assert_sent("GET", &format!("{INVITES}/{UUID}"), None);
    exchange.assert_answer(&answer);
    assert_is_johns(&answer);
}

/// The page shows an empty object; the service may say nothing at all.
#[tokio::test]
async fn an_invite_is_deleted_whether_the_answer_is_an_empty_object_or_nothing() {
    for (body, has_value) in [("{}", true), ("", false), ("\r\n", false)] {
        let exchange = Exchange::answering(API, "DeleteInvite", 200, body.into());
        let answer = datatrails(exchange.url()).delete_invite().uuid(UUID).send().await.unwrap();

        exchange.assert_sent("DELETE", &format!("{INVITES}/{UUID}"), None);
        exchange.assert_parts(&answer);
        assert_eq!(answer.is_some(), has_value, "{body:?}");
    }
}
