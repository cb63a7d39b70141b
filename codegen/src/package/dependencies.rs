//! The dependencies of the code of an API, besides the standard library and the runtime.
//!
//! It finds crates and features in the lowered API. Nothing here reads generated code.

use crate::ir::api::Lowered;
use crate::ir::body::{Content, MediaType};
use crate::ir::model::{Model, ModelKind, UnionVariant};
use crate::ir::operation::Operation;
use crate::ir::response::{ResponseVariant, Success};
use crate::ir::shape::{Shape, StringRule};

/// The dependencies of the generated code, for the manifest of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// The crates that the code names, in alphabetical order.
    pub crates: Vec<Dependency>,

    /// The features of `guestlist-runtime` that the code needs, in alphabetical order.
    pub runtime_features: Vec<&'static str>,
}

/// A crate that generated code may name. Its types are part of the runtime's public API, so the runtime
/// determines its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dependency {
    /// `bytes`, for bodies that are neither JSON nor text.
    Bytes,
}

impl Dependencies {
    pub(crate) fn of(lowered: &Lowered) -> Self {
        let (models, operations) = (&lowered.api.models, &lowered.api.operations);
        let mut needed = Self::default();
        if operations.iter().any(has_bytes) {
            needed.crates.push(Dependency::Bytes);
        }
        if models.iter().flat_map(variants).any(|variant| has_pattern(&variant.shape)) {
            needed.runtime_features.push("patterns");
        }
        needed
    }
}

fn has_bytes(operation: &Operation) -> bool {
    // Requests use the runtime's own type; bytes become one if there is a choice of media types.
    let sent = operation.body.as_ref().is_some_and(|body| {
        let is_bytes = |one: &MediaType| one.content == Content::Bytes;
        body.media_types.len() > 1 && body.media_types.iter().any(is_bytes)
    });
    let is_received =
        |content: &Content| matches!(content, Content::Bytes | Content::Files(_) | Content::Parts);
    let in_answer = |response: &ResponseVariant| response.content.as_ref().is_some_and(is_received);
    let succeeds = |success: &Success| match success {
        Success::Nothing => false,
        Success::Body(content) | Success::Maybe(content) => is_received(content),
        Success::ByStatus(responses) => responses.iter().any(in_answer),
    };
    sent || operation.send_methods.iter().any(|send_method| succeeds(&send_method.success))
        || operation.errors.iter().any(in_answer)
}

/// The variants of a union that are distinguished by their shape.
fn variants(model: &Model) -> &[UnionVariant] {
    match &model.kind {
        ModelKind::Tagged { variants, .. } | ModelKind::Choice { variants } => variants,
        _ => &[],
    }
}

fn has_pattern(shape: &Shape) -> bool {
    match shape {
        Shape::Object { properties, .. } => properties.iter().any(|(_, shape)| has_pattern(shape)),
        Shape::Array(item) => item.as_deref().is_some_and(has_pattern),
        Shape::String(rules) => rules.iter().any(|like| matches!(like, StringRule::Pattern(_))),
        Shape::Union(shapes) => shapes.iter().any(has_pattern),
        Shape::Map(_) | Shape::Values(_) | Shape::Null => false,
        Shape::Integer | Shape::Number | Shape::Boolean | Shape::Any => false,
    }
}
