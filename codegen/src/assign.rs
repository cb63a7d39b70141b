//! The Rust names of an API, all assigned in one place.
//!
//! It takes an [`Api`] and returns its [`RustNames`]: an identifier for each id. Items without an id, such as
//! the parts of a form, have their names in those of the item that contains them. Names are never read to
//! find out what an item is, and no other module assigns names.

pub(crate) mod client;
pub(crate) mod examples;
pub(crate) mod identifier;
pub(crate) mod models;
pub(crate) mod operations;

#[cfg(test)]
mod tests;

use crate::assign::client::{ClientNames, SchemeNames};
use crate::assign::identifier::Identifier;
use crate::assign::models::ModelNames;
use crate::assign::operations::OperationNames;
use crate::ir::api::Api;
use crate::ir::id::{ModelId, OperationId, ParameterId, PropertyId, SchemeId, TagId, VariantId};

/// The Rust names of an API.
pub(crate) struct RustNames {
    models: Vec<ModelNames>,
    operations: Vec<OperationNames>,
    client: ClientNames,
    examples: Vec<Identifier>,
}

/// Names an API.
pub(crate) fn assign(api: &Api) -> RustNames {
    let models: Vec<_> = api.models.iter().map(|model| models::model(api, model)).collect();
    let operations: Vec<_> = api.operations.iter().map(operations::operation).collect();
    let examples = examples::examples(&api.documented, &models, &operations);
    RustNames { models, operations, client: client::client(api), examples }
}

impl RustNames {
    /// The type of a model.
    pub(crate) fn model(&self, id: ModelId) -> &Identifier {
        &self.models[id.0].ty
    }

    /// The module of a model.
    pub(crate) fn model_module(&self, id: ModelId) -> &Identifier {
        &self.models[id.0].module
    }

    /// The field of a property.
    pub(crate) fn field(&self, id: PropertyId) -> &Identifier {
        &self.models[id.model.0].fields[id.at]
    }

    /// The variant of an enum or a union.
    pub(crate) fn variant(&self, id: VariantId) -> &Identifier {
        &self.models[id.model.0].variants[id.at]
    }

    /// The names of an operation and its contents.
    pub(crate) fn operation(&self, id: OperationId) -> &OperationNames {
        &self.operations[id.0]
    }

    /// The field and the setter of a parameter.
    pub(crate) fn parameter(&self, id: ParameterId) -> &Identifier {
        &self.operations[id.operation.0].parameters[id.at]
    }

    /// The names of the client as a whole.
    pub(crate) fn client(&self) -> &ClientNames {
        &self.client
    }

    /// The names of a security scheme.
    pub(crate) fn scheme(&self, id: SchemeId) -> &SchemeNames {
        &self.client.schemes[id.0]
    }

    /// The module of a tag.
    pub(crate) fn module(&self, id: TagId) -> &Identifier {
        &self.client.modules[id.0]
    }

    /// The names of the document's examples, in their order.
    pub(crate) fn examples(&self) -> &[Identifier] {
        &self.examples
    }
}
