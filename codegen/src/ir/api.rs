//! An API as a whole.

use crate::ir::example::{Documented, ShownResponse};
use crate::ir::id::TagId;
use crate::ir::model::{Model, ModelKind};
use crate::ir::operation::Operation;
use crate::ir::security::{SecurityRequirements, SecurityScheme};
use crate::ir::server::Server;
use crate::ir::types::Type;
use crate::report::Diagnostic;

/// A description in the words of the rest of the pipeline. Only [`lower`](crate::lower::lower) makes one.
pub(crate) struct Lowered {
    /// The document after all passes, as types.
    pub(crate) api: Api,
    /// How many documented examples there are.
    pub(crate) examples: usize,
    /// What was guessed, as notes.
    pub(crate) guesses: Vec<Diagnostic>,
}

/// An API.
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: String,
    /// Where the API is; the first one unless told otherwise.
    pub(crate) servers: Vec<Server>,
    pub(crate) schemes: Vec<SecurityScheme>,
    pub(crate) security: SecurityRequirements,
    /// Those that have operations, each at the place that its id says.
    pub(crate) tags: Vec<Tag>,
    /// Each at the place that its id says.
    pub(crate) operations: Vec<Operation>,
    /// Each at the place that its id says.
    pub(crate) models: Vec<Model>,
    /// The named schemas as the document has them, and the types that they became.
    pub(crate) components: Vec<(String, Type)>,
    /// The values that the document shows.
    pub(crate) documented: Vec<Documented>,
    /// The responses that it shows, in the order of the operations.
    pub(crate) shown: Vec<ShownResponse>,
    /// The headers in which the API tells its limits, by what they tell.
    pub(crate) rate_limit: Vec<(String, String)>,
}

pub(crate) struct Tag {
    pub(crate) id: TagId,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) url: Option<String>,
}

impl Api {
    /// Whether anything in it is deprecated.
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
