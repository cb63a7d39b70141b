//! Security schemes, and the operations that require them.

use crate::ir::id::{OperationId, SchemeId};
use crate::rust::security::SchemeType;

/// A way to authenticate the caller.
pub(crate) struct SecurityScheme {
    pub(crate) id: SchemeId,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) scheme_type: &'static SchemeType,
    /// The argument of the type: a name, or a token endpoint, which is a path of the API's server or a URL.
    pub(crate) text: String,
    /// The scopes that operations require, without duplicates, if an id and a secret are exchanged for a
    /// token.
    pub(crate) scopes: Vec<String>,
    /// The endpoint that exchanges refresh tokens: a path of the API's server, or a URL.
    pub(crate) refresh: Option<String>,
    /// The environment variables that hold the credential.
    pub(crate) env: Vec<String>,
}

/// The security requirements of an API.
pub(crate) struct SecurityRequirements {
    /// The sets of schemes that at least one operation accepts.
    pub(crate) all: Vec<Vec<SchemeId>>,
    /// The sets that operations accept by default.
    pub(crate) usual: Vec<Vec<SchemeId>>,
    /// The operations that accept other sets.
    pub(crate) own: Vec<(OperationId, Vec<Vec<SchemeId>>)>,
}
