//! The Rust names of an API, each given once and in one place.
//!
//! In goes an [`Api`], out come its [`RustNames`]: an identifier for each id. No name is looked at to find out
//! what something is, and nothing is named anywhere else.

pub(crate) mod identifier;

use crate::assign::identifier::Identifier;
use crate::ir::api::Api;
use crate::ir::id::ModelId;
use crate::rust::names::pascal;

/// The names of what an API becomes in Rust.
pub(crate) struct RustNames {
    models: Vec<Identifier>,
}

/// Names an API.
pub(crate) fn assign(api: &Api) -> RustNames {
    let models = api.models.iter().map(|model| Identifier::new(pascal(&model.name)));
    RustNames { models: models.collect() }
}

impl RustNames {
    /// The type of a model.
    pub(crate) fn model(&self, id: ModelId) -> &Identifier {
        &self.models[id.0]
    }
}
