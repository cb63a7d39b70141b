//! Security schemes, and which operations require them.

use crate::ir::id::{OperationId, SchemeId};
use crate::rust::security::SchemeType;

/// A way to say who calls.
pub(crate) struct SecurityScheme {
    pub(crate) id: SchemeId,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) scheme_type: &'static SchemeType,
    /// The text that goes with the type: a name, or a token endpoint, which is a path of the API's server or a URL.
    pub(crate) text: String,
    /// The scopes that operations ask for, each once, where an id and a secret are exchanged for a token.
    pub(crate) scopes: Vec<String>,
    /// The endpoint that exchanges refresh tokens: a path of the API's server, or a URL.
    pub(crate) refresh: Option<String>,
    /// The environment variables that hold the credential.
    pub(crate) env: Vec<String>,
}

/// Who may call what.
pub(crate) struct SecurityRequirements {
    /// The sets of schemes that one operation or another takes.
    pub(crate) all: Vec<Vec<SchemeId>>,
    /// The sets that operations take unless they say otherwise.
    pub(crate) usual: Vec<Vec<SchemeId>>,
    /// The operations that take others.
    pub(crate) own: Vec<(OperationId, Vec<Vec<SchemeId>>)>,
}
