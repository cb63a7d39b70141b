//! Boxes the links by which models contain themselves.
//!
//! It takes models, and wraps some of the models that they contain in `Boxed`. It never reads a name.

use crate::graph::components;
use crate::ir::id::ModelId;
use crate::ir::model::{Model, ModelKind};
use crate::ir::types::Type;

/// Boxes models that contain themselves or one another, unless an array or a map is between them.
pub(crate) fn box_circles(models: &mut [Model]) {
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); models.len()];
    for (at, model) in models.iter_mut().enumerate() {
        each_type(&mut model.kind, &mut |ty| {
            edges[at].extend(held(ty).map(|id| id.0));
        });
    }
    let circle = components(&edges);
    let is_circle = |at: usize, ModelId(to): ModelId| {
        circle[to] == circle[at] && (to != at || edges[at].contains(&at))
    };
    for (at, model) in models.iter_mut().enumerate() {
        each_type(&mut model.kind, &mut |ty| {
            if held(ty).is_some_and(|id| is_circle(at, id)) {
                let place = inner(ty);
                *place = Type::Boxed(Box::new(place.clone()));
            }
        });
    }
}

/// The model that a value of the type contains without indirection.
fn held(ty: &Type) -> Option<ModelId> {
    match ty {
        Type::Model(id) => Some(*id),
        Type::Nullable(inner) => held(inner),
        _ => None,
    }
}

fn inner(ty: &mut Type) -> &mut Type {
    match ty {
        Type::Nullable(inner_type) => inner(inner_type),
        other => other,
    }
}

/// Changes the types that a model contains directly.
fn each_type(kind: &mut ModelKind, change: &mut impl FnMut(&mut Type)) {
    match kind {
        ModelKind::Object { properties, .. } => {
            properties.iter_mut().for_each(|property| change(&mut property.ty));
        }
        ModelKind::Tagged { variants, .. } | ModelKind::Choice { variants } => {
            variants.iter_mut().for_each(|variant| change(&mut variant.ty));
        }
        ModelKind::Either { object, .. } => change(&mut object.ty),
        ModelKind::Enum { .. } | ModelKind::Values { .. } => {}
    }
}
