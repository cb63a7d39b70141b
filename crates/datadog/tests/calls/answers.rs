//! Responses in detail: typed errors, invalid bodies, and missing bodies.

use guestlist_datadog::v1::models::User;
use guestlist_datadog::v1::users as users_v1;
use guestlist_datadog::v2::models::{UserUpdateAttributes, UserUpdateData, UserUpdateRequest};
use guestlist_datadog::v2::users as users_v2;
use guestlist_datadog::{v1, v2};
use guestlist_runtime::{Error, ResponseValue};
use guestlist_tests::catalogue::documented;
use guestlist_tests::server::{Answer, Server};

/// The API's own error, with what came with it.
#[track_caller]
fn api_error<T, E: std::fmt::Debug>(result: Result<T, Error<E>>) -> ResponseValue<E> {
    match result {
        Err(Error::ErrorResponse(value)) => value,
        Err(error) => panic!("not an answer of the API: {error:?}"),
        Ok(_) => panic!("a success"),
    }
}

#[tokio::test]
async fn errors_of_v1_create_user_are_typed_by_status() {
    let body = || v1::models::ApiErrorResponse::new(vec!["Bad Request".to_owned()]);
    let rows = [
        (400, users_v1::CreateUserError::BadRequest(body())),
        (403, users_v1::CreateUserError::Forbidden(body())),
        (409, users_v1::CreateUserError::Conflict(body())),
        (429, users_v1::CreateUserError::TooManyRequests(body())),
    ];
    for (status, expected) in rows {
        let example = documented("datadog/v1", &format!("CreateUser.{status}"));
        let server = Server::start(Answer::json(status, example.clone()));
        let client = crate::v1(server.url());
        let error = api_error(client.create_user().body(User::new()).send().await);
        assert_eq!((error.status().as_u16(), &*error), (status, &expected));
        assert_eq!(error.body(), &example);
    }
}

#[tokio::test]
async fn errors_of_v2_update_user_are_typed_by_status() {
    let body = || v2::models::ApiErrorResponse::new(vec!["Bad Request".to_owned()]);
    let rows = [
        (400, users_v2::UpdateUserError::BadRequest(body())),
        (403, users_v2::UpdateUserError::Forbidden(body())),
        (404, users_v2::UpdateUserError::NotFound(body())),
        (422, users_v2::UpdateUserError::UnprocessableEntity(body())),
        (429, users_v2::UpdateUserError::TooManyRequests(body())),
    ];
    for (status, expected) in rows {
        let example = documented("datadog/v2", &format!("UpdateUser.{status}"));
        let server = Server::start(Answer::json(status, example));
        let client = crate::v2(server.url());
        let data = UserUpdateData::new(UserUpdateAttributes::new(), "id");
        let call = client.update_user().user_id("id").body(UserUpdateRequest::new(data));
        let error = api_error(call.send().await);
        assert_eq!((error.status().as_u16(), &*error), (status, &expected));
    }
}

#[tokio::test]
async fn a_rate_limit_keeps_the_headers_that_say_how_long() {
    let answer = Answer::json(429, r#"{"errors": ["Rate limited"]}"#)
        .header("X-RateLimit-Limit", "1000")
        .header("X-RateLimit-Period", "60")
        .header("X-RateLimit-Remaining", "0")
        .header("X-RateLimit-Reset", "17");
    let server = Server::start(answer);
    let error = crate::v1(server.url()).list_users().send().await.unwrap_err();

    assert!(error.is_retryable());
    assert_eq!(error.headers().unwrap()["x-ratelimit-reset"], "17");
    let expected = v1::models::ApiErrorResponse::new(vec!["Rate limited".to_owned()]);
    assert_eq!(
        *api_error::<(), _>(Err(error)),
        users_v1::ListUsersError::TooManyRequests(expected)
    );
}

#[tokio::test]
async fn a_teapot_is_no_documented_error_and_loses_nothing() {
    let answer = Answer::json(418, r#"{"errors": ["short and stout"]}"#).header("x-pot", "tea");
    let server = Server::start(answer);
    let error = api_error(crate::v1(server.url()).list_users().send().await);

    assert_eq!(*error, users_v1::ListUsersError::Other);
    assert_eq!(error.status().as_u16(), 418);
    assert_eq!(error.headers()["x-pot"], "tea");
    assert_eq!(error.body(), r#"{"errors": ["short and stout"]}"#);
}

#[tokio::test]
async fn a_page_with_403_has_an_invalid_body_that_says_what_it_is() {
    let page = "<html>\n<head><title>403 Forbidden</title></head>\n</html>";
    let server = Server::start(Answer::html(403, page).header("server", "a proxy"));
    let error = api_error(crate::v1(server.url()).list_users().send().await);

    let users_v1::ListUsersError::InvalidBody(invalid_body) = &*error else { panic!("{error:?}") };
    assert!(invalid_body.is_syntax());
    assert_eq!((invalid_body.path(), invalid_body.line(), invalid_body.column()), ("", 1, 1));
    assert!(invalid_body.excerpt().starts_with("<html> <head>"), "{}", invalid_body.excerpt());
    assert_eq!(error.status().as_u16(), 403);
    assert_eq!(error.headers()["server"], "a proxy");
    assert_eq!(error.body(), page);
}

#[tokio::test]
async fn a_page_with_502_is_an_error_of_the_api_on_one_line() {
    let page = format!("<html>\r\n<h1>Bad Gateway</h1>\r\n{}</html>", "nginx ".repeat(500));
    let server = Server::start(Answer::html(502, page.clone()));
    let error = crate::v1(server.url()).list_users().send().await.unwrap_err();

    assert!(error.is_retryable());
    let line = error.to_string();
    assert!(
        line.starts_with("the API responded with 502 Bad Gateway: <html> <h1>Bad Gateway"),
        "{line}"
    );
    assert!(line.chars().count() < 120 && !line.contains('\n'), "{line}");
    let error = api_error::<(), _>(Err(error));
    assert_eq!(*error, users_v1::ListUsersError::Other);
    assert_eq!(error.body(), &page);
}

#[tokio::test]
async fn a_success_that_does_not_fit_names_the_place_and_keeps_the_answer() {
    let example = documented("datadog/v1", "SendPublicDashboardInvitation.201");
    let example = String::from_utf8(example).unwrap();
    let bad = example.replace(r#""test@datadoghq.com""#, r#""a@b.c", "has_session": "yes""#);
    let server = Server::start(Answer::json(201, bad.clone()).header("x-request-id", "scripted"));
    let client = crate::v1(server.url());
    let body = v1::models::SharedDashboardInvites::new(vec![]);
    let call = client.send_public_dashboard_invitation().token("fake-token").body(body);
    let error = call.send().await.unwrap_err();

    let Error::InvalidResponsePayload(response, invalid_body) = &error else { panic!("{error:?}") };
    assert_eq!(invalid_body.path(), "data[0].attributes.has_session");
    assert_eq!(invalid_body.message(), r#"invalid type: string "yes", expected a boolean"#);
    assert!(invalid_body.excerpt().starts_with(r#""yes""#), "{}", invalid_body.excerpt());
    assert_eq!(response.status().as_u16(), 201);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.body(), &bad);
    assert_eq!(error.request_id(), Some("scripted"));
    assert!(!error.is_retryable(), "the server has acted");
    assert!(!error.to_string().contains('\n'), "{error}");
}

/// A body that is due, and is cut off, empty, a page, or no text at all.
#[tokio::test]
async fn a_success_without_a_whole_body_is_not_a_value() {
    let rows: [&[u8]; 6] = [b"", b" \n", b"{\"users\": [", b"<html></html>", b"\xff\xfe", b"null"];
    for body in rows {
        let server = Server::start(Answer::json(200, body));
        let error = crate::v1(server.url()).list_users().send().await.unwrap_err();
        let Error::InvalidResponsePayload(response, invalid_body) = &error else {
            panic!("{body:?}: {error:?}");
        };
        assert_eq!(response.status().as_u16(), 200);
        assert_eq!(response.body(), body);
        assert_eq!(invalid_body.is_syntax(), body != b"null", "{body:?}: {invalid_body}");
    }
}

#[tokio::test]
async fn a_status_without_a_body_may_have_a_content_type() {
    for content_type in ["application/json", "text/html"] {
        let answer = Answer::new(204).header("content-type", content_type);
        let server = Server::start(answer);
        let answer = crate::v2(server.url()).disable_user().user_id("id").send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 204);
        assert_eq!(answer.headers()["content-type"], content_type);
        assert!(answer.body().is_empty());
    }
}

/// What a server says beyond its promise is kept.
#[tokio::test]
async fn a_body_that_was_not_due_does_no_harm() {
    let server = Server::start(Answer::json(200, r#"{"meta": {}}"#));
    let answer = crate::v2(server.url()).disable_user().user_id("id").send().await.unwrap();
    assert_eq!(answer.body(), r#"{"meta": {}}"#);
}

#[tokio::test]
async fn another_success_status_is_decoded_too() {
    for status in [200, 202, 206] {
        let example = documented("datadog/v2", "CreateUser.201");
        let server = Server::start(Answer::json(status, example));
        let client = crate::v2(server.url());
        let attributes = v2::models::UserCreateAttributes::new("a@example.com");
        let body = v2::models::UserCreateRequest::new(v2::models::UserCreateData::new(attributes));
        let answer = client.create_user().body(body).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status);
        assert!(answer.data.is_some());
    }
}
