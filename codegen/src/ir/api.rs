//! An API as a whole.

use crate::ir::example::{Documented, ShownResponse};
use crate::ir::id::TagId;
use crate::ir::model::{Model, ModelKind};
use crate::ir::operation::Operation;
use crate::ir::security::{SecurityRequirements, SecurityScheme};
use crate::ir::server::Server;
use crate::ir::types::Type;
use crate::report::Diagnostic;

/// A description as the rest of the pipeline uses it. Only [`lower`](crate::lower::lower) makes one.
pub(crate) struct Lowered {
    /// The document after all passes, as types.
    pub(crate) api: Api,
    /// The number of documented examples.
    pub(crate) examples: usize,
    /// Notes about guesses.
    pub(crate) guesses: Vec<Diagnostic>,
}

/// An API.
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: String,
    /// The servers of the API; the first is the default.
    pub(crate) servers: Vec<Server>,
    pub(crate) schemes: Vec<SecurityScheme>,
    pub(crate) security: SecurityRequirements,
    /// The tags that have operations, indexed by id.
    pub(crate) tags: Vec<Tag>,
    /// The operations, indexed by id.
    pub(crate) operations: Vec<Operation>,
    /// The models, indexed by id.
    pub(crate) models: Vec<Model>,
    /// The named schemas of the document, and the types that they became.
    pub(crate) components: Vec<(String, Type)>,
    /// The examples of the document.
    pub(crate) documented: Vec<Documented>,
    /// The example responses, in the order of the operations.
    pub(crate) shown: Vec<ShownResponse>,
    /// The headers in which the API reports its rate limits, by their meaning.
    pub(crate) rate_limit: Vec<(String, String)>,
}

pub(crate) struct Tag {
    pub(crate) id: TagId,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) url: Option<String>,
}

impl Api {
    /// Whether any part of it is deprecated.
    pub(crate) fn has_deprecated(&self) -> bool {
        let has_property = |kind: &ModelKind| match kind {
            ModelKind::Object { properties, .. } => {
                properties.iter().any(|property| property.deprecated)
            }
            _ => false,
        };
        self.operations.iter().any(|operation| operation.deprecated)
            || self.models.iter().any(|model| model.deprecated || has_property(&model.kind))
    }
}
