//! Which model each body of each operation is, and what a decoded body tells about itself.

use std::fmt::Debug;

use guestlist_datadog::{v1, v2};
use guestlist_runtime::operation::FromResponse;
use guestlist_runtime::reqwest::header::HeaderMap;
use guestlist_runtime::{DecodeError, Response, StatusCode, decode, encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::catalogue::Message;

/// A body that was decoded and encoded again.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The model, as `{:#?}` shows it.
    pub model: String,
    /// What it is encoded as.
    pub json: Vec<u8>,
    /// For each union in it, the path and the variant that was taken.
    pub variants: Vec<(String, &'static str)>,
    /// For an error: the variant that its status chose.
    pub error: Option<String>,
}

/// Decodes a body as what the operation says it is.
///
/// # Errors
///
/// Those of the model.
pub fn read(
    api: &str,
    operation: &str,
    message: Message,
    body: &[u8],
) -> Result<Decoded, DecodeError> {
    let reader = match message {
        Message::Request | Message::Status(200..=299) => {
            SHAPES.iter().find(|shape| (shape.api, shape.operation) == (api, operation)).and_then(
                |shape| if message == Message::Request { shape.request } else { shape.success },
            )
        }
        Message::Status(status) => return read_error(api, operation, status, body),
    };
    let reader = reader.unwrap_or_else(|| panic!("{api} {operation} has no model for {message:?}"));
    reader(body)
}

type Reader = fn(&[u8]) -> Result<Decoded, DecodeError>;
type ErrorReader = fn(StatusCode, &[u8]) -> Result<String, DecodeError>;

/// An operation's models.
struct Shape {
    api: &'static str,
    operation: &'static str,
    request: Option<Reader>,
    success: Option<Reader>,
    error: ErrorReader,
}

fn read_error(
    api: &str,
    operation: &str,
    status: u16,
    body: &[u8],
) -> Result<Decoded, DecodeError> {
    let model: Reader = match api {
        "datadog/v1" => read_as::<v1::models::ApiErrorResponse>,
        "datadog/v2" => read_as::<v2::models::ApiErrorResponse>,
        "datocms" => read_as::<guestlist_datocms::models::ApiErrorResponse>,
        _ => read_as::<guestlist_datatrails::models::ErrorResponse>,
    };
    let decoded = model(body)?;
    let shape = SHAPES.iter().find(|shape| (shape.api, shape.operation) == (api, operation));
    let shape = shape.unwrap_or_else(|| panic!("{api} has no operation {operation}"));
    let status = StatusCode::from_u16(status).expect("a status");
    let variant = (shape.error)(status, body)?;
    Ok(Decoded { error: Some(variant), ..decoded })
}

fn read_as<T: DeserializeOwned + Serialize + Debug + Unions>(
    body: &[u8],
) -> Result<Decoded, DecodeError> {
    let model: T = decode(body)?;
    let mut variants = Vec::new();
    model.unions(&mut variants);
    let json = encode(&model).expect("a model is JSON");
    Ok(Decoded { model: format!("{model:#?}"), json, variants, error: None })
}

fn error_as<E: FromResponse + Debug>(
    status: StatusCode,
    body: &[u8],
) -> Result<String, DecodeError> {
    let response = Response::new(status, HeaderMap::new(), body.to_vec());
    let error = format!("{:?}", E::from_response(&response)?);
    Ok(error.split('(').next().unwrap_or_default().to_owned())
}

/// Tells the unions in a body: by hand, so that the models cannot hide one.
pub trait Unions {
    /// Adds the path and the variant of each.
    fn unions(&self, found: &mut Vec<(String, &'static str)>) {
        let _ = found;
    }
}

macro_rules! without_unions {
    ($($model:ty),* $(,)?) => { $(impl Unions for $model {})* };
}

without_unions!(
    v1::models::User,
    v1::models::UserResponse,
    v1::models::UserListResponse,
    v1::models::UserDisableResponse,
    v1::models::ApiErrorResponse,
    v2::models::UserCreateRequest,
    v2::models::UserUpdateRequest,
    v2::models::PermissionsResponse,
    v2::models::UserInvitationsRequest,
    v2::models::UserInvitationsResponse,
    v2::models::UserInvitationResponse,
    v2::models::ApiErrorResponse,
    guestlist_datocms::models::SiteInvitationCreateRequest,
    guestlist_datocms::models::SiteInvitationResponse,
    guestlist_datocms::models::ApiErrorResponse,
    guestlist_datatrails::models::CreateInviteRequest,
    guestlist_datatrails::models::Invite,
    guestlist_datatrails::models::ListInvitesResponse,
    guestlist_datatrails::models::DeleteInviteResponse,
    guestlist_datatrails::models::ErrorResponse,
);

impl Unions for v1::models::SharedDashboardInvites {
    fn unions(&self, found: &mut Vec<(String, &'static str)>) {
        let variant = match &self.data {
            v1::models::SharedDashboardInvitesData::Object(_) => "Object",
            v1::models::SharedDashboardInvitesData::List(_) => "List",
        };
        found.push(("data".to_owned(), variant));
    }
}

fn included(
    items: Option<&Vec<v2::models::UserResponseIncludedItem>>,
    found: &mut Vec<(String, &'static str)>,
) {
    use v2::models::UserResponseIncludedItem as Item;

    for (index, item) in items.into_iter().flatten().enumerate() {
        let variant = match item {
            Item::Organization(_) => "Organization",
            Item::Permission(_) => "Permission",
            Item::Role(_) => "Role",
            Item::Unknown(_) => "Unknown",
            _ => "another",
        };
        found.push((format!("included[{index}]"), variant));
    }
}

impl Unions for v2::models::UserResponse {
    fn unions(&self, found: &mut Vec<(String, &'static str)>) {
        included(self.included.as_ref(), found);
    }
}

impl Unions for v2::models::UsersResponse {
    fn unions(&self, found: &mut Vec<(String, &'static str)>) {
        included(self.included.as_ref(), found);
    }
}

macro_rules! shapes {
    ($($api:literal $operation:literal: $($request:ty)? => $($success:ty)?, $error:ty;)*) => {
        const SHAPES: &[Shape] = &[$(Shape {
            api: $api,
            operation: $operation,
            request: shapes!(@ $($request)?),
            success: shapes!(@ $($success)?),
            error: error_as::<$error>,
        }),*];
    };
    (@) => { None };
    (@ $model:ty) => { Some(read_as::<$model>) };
}

shapes! {
    "datadog/v1" "SendPublicDashboardInvitation": v1::models::SharedDashboardInvites => v1::models::SharedDashboardInvites, v1::dashboards::SendPublicDashboardInvitationError;
    "datadog/v1" "CreateUser": v1::models::User => v1::models::UserResponse, v1::users::CreateUserError;
    "datadog/v1" "ListUsers": => v1::models::UserListResponse, v1::users::ListUsersError;
    "datadog/v1" "GetUser": => v1::models::UserResponse, v1::users::GetUserError;
    "datadog/v1" "UpdateUser": v1::models::User => v1::models::UserResponse, v1::users::UpdateUserError;
    "datadog/v1" "DisableUser": => v1::models::UserDisableResponse, v1::users::DisableUserError;
    "datadog/v2" "CreateUser": v2::models::UserCreateRequest => v2::models::UserResponse, v2::users::CreateUserError;
    "datadog/v2" "ListUsers": => v2::models::UsersResponse, v2::users::ListUsersError;
    "datadog/v2" "GetUser": => v2::models::UserResponse, v2::users::GetUserError;
    "datadog/v2" "UpdateUser": v2::models::UserUpdateRequest => v2::models::UserResponse, v2::users::UpdateUserError;
    "datadog/v2" "DisableUser": => , v2::users::DisableUserError;
    "datadog/v2" "ListUserOrganizations": => v2::models::UserResponse, v2::users::ListUserOrganizationsError;
    "datadog/v2" "ListUserPermissions": => v2::models::PermissionsResponse, v2::users::ListUserPermissionsError;
    "datadog/v2" "SendInvitations": v2::models::UserInvitationsRequest => v2::models::UserInvitationsResponse, v2::user_invitations::SendInvitationsError;
    "datadog/v2" "GetInvitation": => v2::models::UserInvitationResponse, v2::user_invitations::GetInvitationError;
    "datocms" "CreateSiteInvitation": guestlist_datocms::models::SiteInvitationCreateRequest => guestlist_datocms::models::SiteInvitationResponse, guestlist_datocms::site_invitations::CreateSiteInvitationError;
    "datatrails" "CreateInvite": guestlist_datatrails::models::CreateInviteRequest => guestlist_datatrails::models::Invite, guestlist_datatrails::invites::CreateInviteError;
    "datatrails" "ListInvites": => guestlist_datatrails::models::ListInvitesResponse, guestlist_datatrails::invites::ListInvitesError;
    "datatrails" "GetInvite": => guestlist_datatrails::models::Invite, guestlist_datatrails::invites::GetInviteError;
    "datatrails" "DeleteInvite": => guestlist_datatrails::models::DeleteInviteResponse, guestlist_datatrails::invites::DeleteInviteError;
}
