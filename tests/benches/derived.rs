//! The same bodies as people would write them with serde's derive: untagged unions, unknown properties
//! flattened into a map, times with chrono.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Debug, Deserialize, Serialize)]
pub struct Page {
    pub data: Vec<User>,
    pub included: Vec<Included>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct User {
    pub id: String,
    pub r#type: String,
    pub attributes: UserAttributes,
    pub relationships: Value,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct UserAttributes {
    pub name: String,
    pub handle: String,
    pub created_at: DateTime<Utc>,
    pub modified_at: DateTime<Utc>,
    pub email: String,
    pub icon: String,
    pub title: Option<String>,
    pub verified: bool,
    pub service_account: bool,
    pub disabled: bool,
    pub status: String,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Included {
    Organization(Organization),
    Role(Role),
    Permission(Permission),
    Unknown(Map<String, Value>),
}

#[derive(Debug, Deserialize, Serialize)]
pub enum OrganizationType {
    #[serde(rename = "orgs")]
    Orgs,
}

#[derive(Debug, Deserialize, Serialize)]
pub enum RoleType {
    #[serde(rename = "roles")]
    Roles,
}

#[derive(Debug, Deserialize, Serialize)]
pub enum PermissionType {
    #[serde(rename = "permissions")]
    Permissions,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Organization {
    pub r#type: OrganizationType,
    pub id: String,
    pub attributes: OrganizationAttributes,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct OrganizationAttributes {
    pub name: String,
    pub public_id: String,
    pub created_at: DateTime<Utc>,
    pub modified_at: DateTime<Utc>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Role {
    pub r#type: RoleType,
    pub id: String,
    pub attributes: RoleAttributes,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct RoleAttributes {
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub modified_at: DateTime<Utc>,
    pub user_count: i64,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Permission {
    pub r#type: PermissionType,
    pub id: String,
    pub attributes: PermissionAttributes,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct PermissionAttributes {
    pub name: String,
    pub display_name: String,
    pub description: String,
    pub created: DateTime<Utc>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct V1List {
    pub users: Vec<V1User>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct V1User {
    pub email: String,
    pub handle: String,
    pub icon: String,
    pub name: String,
    pub verified: bool,
    pub disabled: bool,
    pub access_role: Option<String>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Invitations {
    pub data: OneOrMany,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(Invitation),
    Many(Vec<Invitation>),
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Invitation {
    pub r#type: String,
    pub attributes: InvitationAttributes,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct InvitationAttributes {
    pub email: String,
    pub created_at: DateTime<Utc>,
    pub has_session: bool,
    pub invitation_expiry: Option<DateTime<Utc>>,
    pub session_expiry: Option<DateTime<Utc>>,
    pub share_token: String,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Invites {
    pub invites: Vec<Invite>,
    pub next_page_token: String,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Invite {
    pub identity: String,
    pub message: String,
    pub email: String,
    pub expiry_time: DateTime<Utc>,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
