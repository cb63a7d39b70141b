//! The models, and how they meet the wire.
//!
//! In goes the lowered API, out come one file for each type and one for its wire side. Nothing here
//! knows operations, nor where files go: that is `render`'s.

pub(crate) mod enums;
pub(crate) mod head;
pub(crate) mod object;
pub(crate) mod object_wire;
pub(crate) mod types;
pub(crate) mod union;
pub(crate) mod union_wire;

use rayon::prelude::*;

use crate::ir::api::Lowered;
use crate::ir::model::{Model, ModelKind};
use crate::progress::Progress;
use crate::rust::layout::layout;

/// The files of all models, in the document's order.
pub(crate) struct Models(pub(crate) Vec<Emitted>);

/// The files of one model.
pub(crate) struct Emitted {
    pub(crate) name: String,
    /// The type: what a reviewer reads.
    pub(crate) model: String,
    /// How it is read and written.
    pub(crate) wire: String,
}

/// Emits all models, each by itself, on all processors.
pub(crate) fn emit(lowered: &Lowered, progress: &Progress) -> Models {
    let models = lowered.api.models.par_iter().map(emit_one);
    Models(models.inspect(|_| progress.add(1)).collect())
}

fn emit_one(model: &Model) -> Emitted {
    let (items, wire) = match &model.kind {
        ModelKind::Object { properties, additional } => {
            let additional = additional.as_ref();
            (
                object::emit(model, properties, additional),
                object_wire::emit(model, properties, additional),
            )
        }
        ModelKind::Enum { variants } => {
            (enums::texts(model, variants), enums::texts_wire(model, variants))
        }
        ModelKind::Values { variants } => {
            (enums::values(model, variants), enums::values_wire(model, variants))
        }
        ModelKind::Tagged { tag, variants, arms } => (
            union::tagged(model, tag, variants, arms),
            union_wire::tagged(model, tag, variants, arms),
        ),
        ModelKind::Either { object, list, .. } => {
            (union::either(model, object, list), union_wire::either(model, object, list))
        }
        ModelKind::Choice { variants } => {
            (union::choice(model, variants), union_wire::choice(model, variants))
        }
    };
    Emitted { name: model.name.clone(), model: layout(items), wire: layout(wire) }
}
