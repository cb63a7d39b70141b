//! The same bodies as people would write them with serde's derive: unions untagged, unknown members
//! flattened into a map, times with chrono.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Page {
    pub(crate) data: Vec<User>,
    pub(crate) included: Vec<Included>,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) r#type: String,
    pub(crate) attributes: UserAttributes,
    pub(crate) relationships: Value,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct UserAttributes {
    pub(crate) name: String,
    pub(crate) handle: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) modified_at: DateTime<Utc>,
    pub(crate) email: String,
    pub(crate) icon: String,
    pub(crate) title: Option<String>,
    pub(crate) verified: bool,
    pub(crate) service_account: bool,
    pub(crate) disabled: bool,
    pub(crate) status: String,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Included {
    Organization(Organization),
    Role(Role),
    Permission(Permission),
    Unknown(Map<String, Value>),
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) enum OrganizationType {
    #[serde(rename = "orgs")]
    Orgs,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) enum RoleType {
    #[serde(rename = "roles")]
    Roles,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) enum PermissionType {
    #[serde(rename = "permissions")]
    Permissions,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Organization {
    pub(crate) r#type: OrganizationType,
    pub(crate) id: String,
    pub(crate) attributes: OrganizationAttributes,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct OrganizationAttributes {
    pub(crate) name: String,
    pub(crate) public_id: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) modified_at: DateTime<Utc>,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Role {
    pub(crate) r#type: RoleType,
    pub(crate) id: String,
    pub(crate) attributes: RoleAttributes,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct RoleAttributes {
    pub(crate) name: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) modified_at: DateTime<Utc>,
    pub(crate) user_count: i64,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Permission {
    pub(crate) r#type: PermissionType,
    pub(crate) id: String,
    pub(crate) attributes: PermissionAttributes,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct PermissionAttributes {
    pub(crate) name: String,
    pub(crate) display_name: String,
    pub(crate) description: String,
    pub(crate) created: DateTime<Utc>,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct V1List {
    pub(crate) users: Vec<V1User>,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct V1User {
    pub(crate) email: String,
    pub(crate) handle: String,
    pub(crate) icon: String,
    pub(crate) name: String,
    pub(crate) verified: bool,
    pub(crate) disabled: bool,
    pub(crate) access_role: Option<String>,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Invitations {
    pub(crate) data: OneOrMany,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    One(Invitation),
    Many(Vec<Invitation>),
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Invitation {
    pub(crate) r#type: String,
    pub(crate) attributes: InvitationAttributes,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct InvitationAttributes {
    pub(crate) email: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) has_session: bool,
    pub(crate) invitation_expiry: Option<DateTime<Utc>>,
    pub(crate) session_expiry: Option<DateTime<Utc>>,
    pub(crate) share_token: String,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Invites {
    pub(crate) invites: Vec<Invite>,
    pub(crate) next_page_token: String,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Invite {
    pub(crate) identity: String,
    pub(crate) message: String,
    pub(crate) email: String,
    pub(crate) expiry_time: DateTime<Utc>,
    #[serde(flatten)]
    pub(crate) extra: Map<String, Value>,
}
