//! Models that contain themselves: what closes the circle is boxed.
//!
//! In go models, out come the same with `Boxed` around some models that others hold. No name is looked at.

use crate::graph::components;
use crate::ir::id::ModelId;
use crate::ir::model::{Model, ModelKind};
use crate::ir::types::Type;

/// Boxes what a model holds of those that hold it, unless a list or a map is between.
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

/// The model that a value of the type holds in itself.
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

/// The types of what a model holds directly.
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
