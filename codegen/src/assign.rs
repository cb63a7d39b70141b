//! The Rust names of an API, each given once and in one place.
//!
//! In goes an [`Api`], out come its [`RustNames`]: an identifier for each id. No name is looked at to find out
//! what something is, and nothing is named anywhere else.

pub(crate) mod identifier;
pub(crate) mod models;

use crate::assign::identifier::Identifier;
use crate::assign::models::ModelNames;
use crate::ir::api::Api;
use crate::ir::id::{ModelId, PropertyId, VariantId};

/// The names of what an API becomes in Rust.
pub(crate) struct RustNames {
    models: Vec<ModelNames>,
}

/// Names an API.
pub(crate) fn assign(api: &Api) -> RustNames {
    let models = api.models.iter().map(|model| models::model(api, model));
    RustNames { models: models.collect() }
}

impl RustNames {
    /// The type of a model.
    pub(crate) fn model(&self, id: ModelId) -> &Identifier {
        &self.models[id.0].ty
    }

    /// The field of a property.
    pub(crate) fn field(&self, id: PropertyId) -> &Identifier {
        &self.models[id.model.0].fields[id.at]
    }

    /// The variant of an enum or a union.
    pub(crate) fn variant(&self, id: VariantId) -> &Identifier {
        &self.models[id.model.0].variants[id.at]
    }
}
