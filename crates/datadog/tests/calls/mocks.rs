//! The typed mocks, which test a user's own code without the vendor.

use guestlist_datadog::v2::models::{ApiErrorResponse, User, UserResponse, UsersResponse};
use guestlist_datadog::v2::users::GetUserError;
use guestlist_datadog::v2::{Client, mock};
use guestlist_runtime::mock::Mocks;
use guestlist_runtime::{Error, Retry};

fn client(mocks: &Mocks) -> Client {
    let builder = Client::builder().api_key("key").application_key("key");
    builder.transport(mocks.clone()).retry(Retry::never()).build().unwrap()
}

#[tokio::test]
async fn a_mocked_success_is_what_the_call_gives() {
    let mocks = Mocks::new();
    let user = UserResponse::new().data(User::new().id("ada"));
    let mocked = mock::get_user(&mocks, "ada@example.com/1").responds(200, &user);
    let answer = client(&mocks).get_user().user_id("ada@example.com/1").send().await.unwrap();
    assert_eq!(*answer, user);
    mocked.assert();
}

#[tokio::test]
async fn a_mocked_error_is_typed_like_a_real_one() {
    let mocks = Mocks::new();
    mock::get_user(&mocks, "nobody").fails(404, &ApiErrorResponse::new(["none".to_owned()]));
    let error = client(&mocks).get_user().user_id("nobody").send().await.unwrap_err();
    let Error::ErrorResponse(answer) = error else { panic!("{error:?}") };
    assert!(matches!(&*answer, GetUserError::NotFound(body) if body.errors == ["none"]));
}

#[tokio::test]
async fn a_mock_answers_only_the_call_that_it_names() {
    let mocks = Mocks::new();
    let page = UsersResponse::new().data([User::new().id("1")]);
    mock::list_users(&mocks).query("page[number]", 7).responds(200, &page);
    let seventh = client(&mocks).list_users().page_number(7).send().await.unwrap();
    assert_eq!(*seventh, page);
    assert!(client(&mocks).list_users().page_number(8).send().await.is_err());
}

#[tokio::test]
async fn an_operation_without_a_body_is_answered_with_none() {
    let mocks = Mocks::new();
    mock::disable_user(&mocks, "1").responds(204, &());
    let answer = client(&mocks).disable_user().user_id("1").send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.body().len()), (204, 0));
}

#[tokio::test]
async fn responses_come_in_their_order_and_the_last_one_stays() {
    let mocks = Mocks::new();
    let user = |id: &str| UserResponse::new().data(User::new().id(id));
    let none = ApiErrorResponse::new(["none".to_owned()]);
    let mocked = mock::get_user(&mocks, "ada").responds(200, &user("1"));
    let mocked = mocked.then_fails(404, &none).then_responds(200, &user("2"));
    let client = client(&mocks);
    let mut found = Vec::new();
    for _ in 0..4 {
        let response = client.get_user().user_id("ada").send().await;
        found.push(response.map(|user| user.into_inner()).map_err(|error| error.status()));
    }
    let not_found = Err(Some(guestlist_runtime::StatusCode::NOT_FOUND));
    assert_eq!(found, [Ok(user("1")), not_found, Ok(user("2")), Ok(user("2"))]);
    mocked.assert_calls(4);
}
