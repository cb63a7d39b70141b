//! Version 1.

use guestlist_datadog::v1::models::{
    AccessRole, SharedDashboardInvites, SharedDashboardInvitesData,
    SharedDashboardInvitesDataObject, SharedDashboardInvitesDataObjectAttributes, User,
};
use guestlist_runtime::Field;
use guestlist_tests::catalogue::documented;
use guestlist_tests::exchange::{Api, Exchange, field, text};

use super::api;
use crate::v1;

const API: Api = api("datadog/v1");

/// The user that the page has in all its answers.
#[track_caller]
fn assert_is_test_user(user: &User) {
    assert_eq!(user.access_role, Field::Value(AccessRole::ReadOnly));
    assert_eq!(
        (text(&user.email), text(&user.handle)),
        ("test@datadoghq.com", "test@datadoghq.com")
    );
    assert_eq!(
        (field(&user.name), text(&user.icon)),
        ("test user", "/path/to/matching/gravatar/icon")
    );
    assert_eq!((user.disabled, user.verified), (Some(false), Some(true)));
    assert!(user.extra.is_empty());
}

fn invitation(email: &str) -> SharedDashboardInvitesDataObject {
    let attributes = SharedDashboardInvitesDataObjectAttributes::new().email(email);
    SharedDashboardInvitesDataObject::new(attributes)
}

#[tokio::test]
async fn a_dashboard_invitation_is_sent_as_an_object_and_answered_as_a_list() {
    let exchange = Exchange::new(API, "SendPublicDashboardInvitation", 201);
    let client = v1(exchange.url());
    let body = SharedDashboardInvites::new(invitation("exampledashboard@datadoghq.com"));
    let call = client.send_public_dashboard_invitation().token("fake-token").body(body);
    let answer = call.send().await.unwrap();

    exchange.assert_sent("POST", "/api/v1/dashboard/public/fake-token/invitation", Some("request"));
    exchange.assert_answer(&answer);
    let expected = SharedDashboardInvitesData::List(vec![invitation("test@datadoghq.com")]);
    assert_eq!(answer.data, expected);
}

#[tokio::test]
async fn dashboard_invitations_are_sent_as_a_list() {
    let exchange = Exchange::new(API, "SendPublicDashboardInvitation", 201);
    let client = v1(exchange.url());
    let body = SharedDashboardInvites::new(vec![invitation("test@datadoghq.com")]);
    let call = client.send_public_dashboard_invitation().token("fake-token").body(body);
    call.send().await.unwrap();

    let example = documented(API.name, "SendPublicDashboardInvitation.request.curl");
    let expected: serde_json::Value = serde_json::from_slice(&example).unwrap();
    assert_eq!(exchange.server.requests()[0].json(), expected);
}

#[tokio::test]
async fn a_user_is_created_with_an_explicit_null_role() {
    let exchange = Exchange::new(API, "CreateUser", 200);
    let client = v1(exchange.url());
    let body = User::new()
        .access_role(None)
        .disabled(false)
        .email("test@datadoghq.com")
        .handle("test@datadoghq.com")
        .name("test user");
    let answer = client.create_user().body(body).send().await.unwrap();

    exchange.assert_sent("POST", "/api/v1/user", Some("request"));
    let sent = exchange.server.requests()[0].json();
    assert_eq!(sent.get("access_role"), Some(&serde_json::Value::Null), "null, and not left out");
    exchange.assert_answer(&answer);
    assert_is_test_user(answer.user.as_ref().unwrap());
}

#[tokio::test]
async fn users_are_listed() {
    let exchange = Exchange::new(API, "ListUsers", 200);
    let answer = v1(exchange.url()).list_users().send().await.unwrap();

    exchange.assert_sent("GET", "/api/v1/user", None);
    exchange.assert_answer(&answer);
    let users = answer.users.as_ref().unwrap();
    assert_eq!(users.len(), 1);
    assert_is_test_user(&users[0]);
}

#[tokio::test]
async fn a_user_is_looked_up_by_the_handle() {
    let exchange = Exchange::new(API, "GetUser", 200);
    let client = v1(exchange.url());
    let answer = client.get_user().user_handle("test@datadoghq.com").send().await.unwrap();

    exchange.assert_sent("GET", "/api/v1/user/test@datadoghq.com", None);
    exchange.assert_answer(&answer);
    assert_is_test_user(answer.user.as_ref().unwrap());
}

#[tokio::test]
async fn a_user_is_changed() {
    let exchange = Exchange::new(API, "UpdateUser", 200);
    let client = v1(exchange.url());
    let body = User::new()
        .access_role(AccessRole::ReadOnly)
        .disabled(false)
        .email("test@datadoghq.com")
        .handle("test@datadoghq.com")
        .name("test user");
    let call = client.update_user().user_handle("test@datadoghq.com").body(body);
    let answer = call.send().await.unwrap();

    exchange.assert_sent("PUT", "/api/v1/user/test@datadoghq.com", Some("request"));
    exchange.assert_answer(&answer);
    assert_is_test_user(answer.user.as_ref().unwrap());
}

#[tokio::test]
async fn a_change_of_nothing_is_sent_as_an_empty_object() {
    let exchange = Exchange::new(API, "UpdateUser", 200);
    let client = v1(exchange.url());
    client.update_user().user_handle("test@datadoghq.com").body(User::new()).send().await.unwrap();

    assert_eq!(exchange.server.requests()[0].body, b"{}");
}

#[tokio::test]
async fn a_user_is_barred() {
    let exchange = Exchange::new(API, "DisableUser", 200);
    let client = v1(exchange.url());
    let answer = client.disable_user().user_handle("test@datadoghq.com").send().await.unwrap();

    exchange.assert_sent("DELETE", "/api/v1/user/test@datadoghq.com", None);
    exchange.assert_answer(&answer);
    assert_eq!(text(&answer.message), "string");
}
