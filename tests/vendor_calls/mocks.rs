//! The typed mocks: a user's own code is tested without the vendor.

use guestlist_datadog::v2::models::{ApiErrorResponse, User, UserResponse, UsersResponse};
use guestlist_datadog::v2::users::GetUserError;
use guestlist_datadog::v2::{Client, mock};
use guestlist_datatrails::models::CreateInviteRequest;
use guestlist_runtime::mock::MockServer;
use guestlist_runtime::{Error, Retry};

fn client(server: &MockServer) -> Client {
    let builder = Client::builder().api_key("key").application_key("key");
    builder.base_url(server.base_url()).retry(Retry::never()).build().unwrap()
}

#[tokio::test]
async fn a_mocked_success_is_what_the_call_gives() {
    let server = MockServer::start_async().await;
    let user = UserResponse::new().data(User::new().id("ada"));
    let mocked = mock::get_user(&server, "ada@example.com/1").responds(200, &user);
    let answer = client(&server).get_user().user_id("ada@example.com/1").send().await.unwrap();
    assert_eq!(*answer, user);
    mocked.assert();
}

#[tokio::test]
async fn a_mocked_error_is_typed_like_a_real_one() {
    let server = MockServer::start_async().await;
    mock::get_user(&server, "nobody").fails(404, &ApiErrorResponse::new(["none".to_owned()]));
    let error = client(&server).get_user().user_id("nobody").send().await.unwrap_err();
    let Error::ErrorResponse(answer) = error else { panic!("{error:?}") };
    assert!(matches!(&*answer, GetUserError::NotFound(body) if body.errors == ["none"]));
}

#[tokio::test]
async fn a_mock_answers_only_the_call_that_it_names() {
    let server = MockServer::start_async().await;
    let page = UsersResponse::new().data([User::new().id("1")]);
    mock::list_users(&server).query("page[number]", 7).responds(200, &page);
    let seventh = client(&server).list_users().page_number(7).send().await.unwrap();
    assert_eq!(*seventh, page);
    assert!(client(&server).list_users().page_number(8).send().await.is_err());

    let request = CreateInviteRequest::new("ada@example.com");
    let invite = guestlist_datatrails::models::Invite::new().identity("invites/1");
    let mocked =
        guestlist_datatrails::mock::create_invite(&server).body(&request).responds(200, &invite);
    let client = guestlist_datatrails::Client::builder().bearer_token("token");
    let client = client.base_url(server.base_url()).build().unwrap();
    client.create_invite().body(request).send().await.unwrap();
    mocked.assert();
}

#[tokio::test]
async fn an_operation_without_a_body_is_answered_with_none() {
    let server = MockServer::start_async().await;
    mock::disable_user(&server, "1").responds(204, &());
    let answer = client(&server).disable_user().user_id("1").send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.body().len()), (204, 0));
}
