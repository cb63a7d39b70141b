//! What holds for all operations alike: one row for each, and each promise made to every row.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::pin::Pin;

use guestlist_datadog::v1;
use guestlist_runtime::{Error, Response, ResponseValue};
use guestlist_tests::catalogue::{apis, document};
use guestlist_tests::server::{Answer, Server};
use serde_json::Value;

/// One operation: how it is called, against which server.
pub(crate) struct Call {
    pub(crate) api: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) send: fn(url: String, parameter: String) -> Sending,
}

type Sending = Pin<Box<dyn Future<Output = Outcome>>>;

/// What a call came to, whatever its types.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// `Ok`, or the variant of the error.
    pub(crate) kind: &'static str,
    /// What the API's own error is, as `Debug` shows it.
    pub(crate) api_error: Option<String>,
    /// The answer, where there was one.
    pub(crate) response: Option<Response>,
    /// All that can be printed of it.
    pub(crate) printed: String,
}

fn outcome<T: Debug, E: Debug>(result: Result<ResponseValue<T>, Error<E>>) -> Outcome {
    let error = match result {
        Ok(value) => {
            let printed = format!("{value:?} {value:#?}");
            let response = Some(value.response().clone());
            return Outcome { kind: "Ok", api_error: None, response, printed };
        }
        Err(error) => error,
    };
    let mut printed = format!("{error} {error:#} {error:?} {error:#?}");
    let mut source: Option<&dyn std::error::Error> = std::error::Error::source(&error);
    while let Some(inner) = source {
        printed += &format!(" {inner} {inner:?} {inner:#?}");
        source = inner.source();
    }
    let (kind, api_error) = match &error {
        Error::InvalidRequest(_) => ("InvalidRequest", None),
        Error::CommunicationError(_) => ("CommunicationError", None),
        Error::ErrorResponse(value) => ("ErrorResponse", Some(format!("{:?}", **value))),
        Error::InvalidResponsePayload(..) => ("InvalidResponsePayload", None),
        Error::UnexpectedResponse(_) => ("UnexpectedResponse", None),
        _ => ("another", None),
    };
    Outcome { kind, api_error, response: error.response().cloned(), printed }
}

macro_rules! calls {
    ($(
        $api:literal $operation:literal: $client:ident, |$builder:ident, $value:ident| $call:expr;
    )*) => {
        &[$(Call {
            api: $api,
            operation: $operation,
            send: |url, $value| Box::pin(async move {
                let $builder = crate::$client(url);
                outcome($call.send().await)
            }),
        }),*]
    };
}

/// The operations with a parameter in their path.
pub(crate) const WITH_PARAMETER: &[Call] = calls! {
    "datadog/v1" "SendPublicDashboardInvitation": v1, |client, value|
        client.send_public_dashboard_invitation().token(value).body(bodies::dashboard_invites());
    "datadog/v1" "GetUser": v1, |client, value| client.get_user().user_handle(value);
    "datadog/v1" "UpdateUser": v1, |client, value|
        client.update_user().user_handle(value).body(v1::models::User::new());
    "datadog/v1" "DisableUser": v1, |client, value| client.disable_user().user_handle(value);
    "datadog/v2" "GetUser": v2, |client, value| client.get_user().user_id(value);
    "datadog/v2" "UpdateUser": v2, |client, value|
        client.update_user().user_id(value).body(bodies::user_update());
    "datadog/v2" "DisableUser": v2, |client, value| client.disable_user().user_id(value);
    "datadog/v2" "ListUserOrganizations": v2, |client, value|
        client.list_user_organizations().user_id(value);
    "datadog/v2" "ListUserPermissions": v2, |client, value|
        client.list_user_permissions().user_id(value);
    "datadog/v2" "GetInvitation": v2, |client, value|
        client.get_invitation().user_invitation_uuid(value);
    "datatrails" "GetInvite": datatrails, |client, value| client.get_invite().uuid(value);
    "datatrails" "DeleteInvite": datatrails, |client, value| client.delete_invite().uuid(value);
};

/// The operations without.
const WITHOUT_PARAMETER: &[Call] = calls! {
    "datadog/v1" "CreateUser": v1, |client, _value|
        client.create_user().body(v1::models::User::new());
    "datadog/v1" "ListUsers": v1, |client, _value| client.list_users();
    "datadog/v2" "CreateUser": v2, |client, _value| client.create_user().body(bodies::new_user());
    "datadog/v2" "ListUsers": v2, |client, _value| client.list_users();
    "datadog/v2" "SendInvitations": v2, |client, _value|
        client.send_invitations().body(bodies::user_invitations());
    "datocms" "CreateSiteInvitation": datocms, |client, _value|
        client.create_site_invitation().body(bodies::site_invitation());
    "datatrails" "CreateInvite": datatrails, |client, _value|
        client.create_invite().body(bodies::invite());
    "datatrails" "ListInvites": datatrails, |client, _value| client.list_invites();
};

/// The smallest bodies that can be built.
mod bodies {
    use guestlist_datadog::v1::models::SharedDashboardInvites;
    use guestlist_datadog::v2::models::{
        UserCreateAttributes, UserCreateData, UserCreateRequest, UserInvitationsRequest,
        UserUpdateAttributes, UserUpdateData, UserUpdateRequest,
    };
    use guestlist_datatrails::models::CreateInviteRequest;
    use guestlist_datocms::models::{
        RoleData, RoleRelationship, SiteInvitationCreateAttributes, SiteInvitationCreateData,
        SiteInvitationCreateRelationships, SiteInvitationCreateRequest,
    };

    const EMAIL: &str = "a@example.com";

    pub(super) fn dashboard_invites() -> SharedDashboardInvites {
        SharedDashboardInvites::new(vec![])
    }

    pub(super) fn new_user() -> UserCreateRequest {
        UserCreateRequest::new(UserCreateData::new(UserCreateAttributes::new(EMAIL)))
    }

    pub(super) fn user_update() -> UserUpdateRequest {
        UserUpdateRequest::new(UserUpdateData::new(UserUpdateAttributes::new(), "id"))
    }

    pub(super) fn user_invitations() -> UserInvitationsRequest {
        UserInvitationsRequest::new(vec![])
    }

    pub(super) fn site_invitation() -> SiteInvitationCreateRequest {
        let role = RoleRelationship::new(RoleData::new("34"));
        SiteInvitationCreateRequest::new(SiteInvitationCreateData::new(
            SiteInvitationCreateAttributes::new(EMAIL),
            SiteInvitationCreateRelationships::new(role),
        ))
    }

    pub(super) fn invite() -> CreateInviteRequest {
        CreateInviteRequest::new(EMAIL)
    }
}

pub(crate) fn every_call() -> impl Iterator<Item = &'static Call> {
    WITH_PARAMETER.iter().chain(WITHOUT_PARAMETER)
}

impl Call {
    /// Calls a server that answers so, once.
    pub(crate) async fn against(&self, answer: Answer) -> (Outcome, Server) {
        let server = Server::start(vec![answer]);
        let outcome = (self.send)(server.url(), "id".to_owned()).await;
        assert_eq!(server.count(), 1, "{} {}", self.api, self.operation);
        (outcome, server)
    }

    /// The error statuses that the description lists for it.
    fn documented_errors(&self) -> Vec<u16> {
        let operations = operations(self.api);
        let mut found = operations.iter().filter(|one| one["operationId"] == self.operation);
        let operation = found.next().unwrap();
        let statuses = operation["responses"].as_object().unwrap().keys();
        statuses.map(|key| key.parse().unwrap()).filter(|status| *status >= 400).collect()
    }
}

/// The operations that the description of an API has.
fn operations(api: &str) -> Vec<Value> {
    let document = document(api);
    let items = document["paths"].as_object().unwrap().values();
    let members = items.flat_map(|item| item.as_object().unwrap().values());
    members.filter(|one| one.get("operationId").is_some()).cloned().collect()
}

/// The API and the name of all operations that are described.
pub(crate) fn described() -> BTreeSet<(&'static str, String)> {
    let name = |one: &Value| one["operationId"].as_str().unwrap().to_owned();
    let all = apis().flat_map(|api| operations(api).into_iter().map(move |one| (api, name(&one))));
    all.collect()
}

/// An error body as the API sends it, and what its model shows of it.
fn error_body(api: &str) -> (&'static str, &'static str) {
    match api {
        "datocms" => (
            r#"{"data": [{"id": "b1", "type": "api_error", "attributes": {"code": "NO_WAY"}}]}"#,
            r#"code: "NO_WAY""#,
        ),
        "datatrails" => {
            (r#"{"code": 7, "message": "no way", "details": []}"#, r#"message: Some("no way")"#)
        }
        _ => (r#"{"errors": ["no way"], "code": 7}"#, r#"errors: ["no way"], extra: {"code": 7}"#),
    }
}

fn variant(status: u16) -> &'static str {
    match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        409 => "Conflict",
        422 => "UnprocessableEntity",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        _ => panic!("no name is known for {status}"),
    }
}

#[test]
fn all_operations_have_a_row() {
    let rows: BTreeSet<_> =
        every_call().map(|call| (call.api, call.operation.to_owned())).collect();
    assert_eq!(rows, described());
    assert_eq!(rows.len(), every_call().count(), "an operation has two rows");
}

#[tokio::test]
async fn a_documented_error_status_is_its_own_variant_with_its_body() {
    let mut count = 0;
    for call in every_call() {
        for status in call.documented_errors() {
            let (body, shown) = error_body(call.api);
            let answer = Answer::json(status, body).header("x-request-id", "scripted");
            let (outcome, _server) = call.against(answer).await;
            let place = format!("{} {} {status}: {outcome:?}", call.api, call.operation);
            assert_eq!(outcome.kind, "ErrorResponse", "{place}");
            let error = outcome.api_error.unwrap();
            assert!(error.starts_with(&format!("{}(", variant(status))), "{place}");
            assert!(error.contains(shown), "{place}");
            let response = outcome.response.unwrap();
            assert_eq!(response.status().as_u16(), status, "{place}");
            assert_eq!(response.request_id(), Some("scripted"), "{place}");
            assert_eq!(response.body(), body, "{place}");
            count += 1;
        }
    }
    assert!(count > 0);
}

#[tokio::test]
async fn an_undocumented_status_is_kept_with_its_body() {
    for call in every_call() {
        for status in [402, 418, 451, 502, 503, 504, 599] {
            let answer = Answer::html(status, "<h1>Nobody knows</h1>").header("x-mark", "kept");
            let (outcome, _server) = call.against(answer).await;
            let place = format!("{} {} {status}: {outcome:?}", call.api, call.operation);
            assert_eq!(outcome.kind, "ErrorResponse", "{place}");
            assert_eq!(outcome.api_error.as_deref(), Some("Other"), "{place}");
            let response = outcome.response.unwrap();
            assert_eq!(response.status().as_u16(), status, "{place}");
            assert_eq!(response.headers()["x-mark"], "kept", "{place}");
            assert_eq!(response.body(), "<h1>Nobody knows</h1>", "{place}");
        }
    }
}

#[tokio::test]
async fn a_documented_status_with_a_page_for_a_body_has_an_invalid_body_that_keeps_it() {
    for call in every_call() {
        for status in call.documented_errors() {
            let answer = Answer::html(status, "<h1>Blocked</h1>").header("x-mark", "kept");
            let (outcome, _server) = call.against(answer).await;
            let place = format!("{} {} {status}: {outcome:?}", call.api, call.operation);
            assert_eq!(outcome.kind, "ErrorResponse", "{place}");
            assert!(outcome.api_error.as_ref().unwrap().starts_with("InvalidBody("), "{place}");
            let response = outcome.response.as_ref().unwrap();
            assert_eq!(response.status().as_u16(), status, "{place}");
            assert_eq!(response.headers()["x-mark"], "kept", "{place}");
            assert_eq!(response.body(), "<h1>Blocked</h1>", "{place}");
        }
    }
}

#[tokio::test]
async fn a_status_that_is_neither_success_nor_error_is_unexpected() {
    for call in every_call() {
        for status in [300, 304] {
            let (outcome, _server) = call.against(Answer::new(status).header("etag", "kept")).await;
            let place = format!("{} {} {status}: {outcome:?}", call.api, call.operation);
            assert_eq!(outcome.kind, "UnexpectedResponse", "{place}");
            let response = outcome.response.unwrap();
            assert_eq!(response.status().as_u16(), status, "{place}");
            assert_eq!(response.headers()["etag"], "kept", "{place}");
        }
    }
}
