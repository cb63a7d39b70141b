//! The models, and their encoding on the wire.
//!
//! It takes an API and its names, and returns one file for each type and one for its encoding. It never reads
//! operations, and never decides where files go: `package` does.

pub(crate) mod enums;
pub(crate) mod head;
pub(crate) mod object;
pub(crate) mod object_wire;
pub(crate) mod types;
pub(crate) mod union;
pub(crate) mod union_wire;

use rayon::prelude::*;

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::ir::api::Api;
use crate::ir::model::{Model, ModelKind};
use crate::progress::Progress;
use crate::rust::layout::layout;

/// The files of all models, in the document's order.
pub(crate) struct Models(pub(crate) Vec<Emitted>);

/// The files of one model.
pub(crate) struct Emitted {
    pub(crate) name: Identifier,
    pub(crate) module: Identifier,
    /// The type: the file that a reviewer reads.
    pub(crate) model: String,
    /// Its encoding and decoding.
    pub(crate) wire: String,
}

/// Emits all models in parallel, on all processors.
pub(crate) fn emit(api: &Api, names: &RustNames, progress: &Progress) -> Models {
    let models = api.models.par_iter().map(|model| emit_one(names, model));
    Models(models.inspect(|_| progress.add(1)).collect())
}

fn emit_one(names: &RustNames, model: &Model) -> Emitted {
    let (items, wire) = match &model.kind {
        ModelKind::Object { properties, additional } => {
            let additional = additional.as_ref();
            (
                object::emit(names, model, properties, additional),
                object_wire::emit(names, model, properties, additional),
            )
        }
        ModelKind::Enum { variants } => {
            (enums::texts(names, model, variants), enums::texts_wire(names, model, variants))
        }
        ModelKind::Values { variants } => {
            (enums::values(names, model, variants), enums::values_wire(names, model, variants))
        }
        ModelKind::Tagged { tag, variants, arms } => (
            union::tagged(names, model, tag, variants, arms),
            union_wire::tagged(names, model, tag, variants, arms),
        ),
        ModelKind::Either { object, list, .. } => (
            union::either(names, model, object, list),
            union_wire::either(names, model, object, list),
        ),
        ModelKind::Choice { variants } => {
            (union::choice(names, model, variants), union_wire::choice(names, model, variants))
        }
    };
    Emitted {
        name: names.model(model.id).clone(),
        module: names.model_module(model.id).clone(),
        model: layout(items),
        wire: layout(wire),
    }
}
