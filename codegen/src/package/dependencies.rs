//! What the code of an API needs, besides the standard library and the runtime.
//!
//! In goes the lowered API, out come crates and features. Nothing here reads generated code.

use crate::ir::api::Lowered;
use crate::ir::body::Content;
use crate::ir::model::{Model, ModelKind, UnionVariant};
use crate::ir::operation::Operation;
use crate::ir::response::{Answer, Success};
use crate::ir::shape::{Form, Like};

/// What the manifest of a crate has to have for the generated code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// The crates that the code names, in alphabetical order.
    pub crates: Vec<Dependency>,

    /// The features of `guestlist-runtime` that it needs, in alphabetical order.
    pub runtime_features: Vec<&'static str>,
}

/// A crate that generated code may name. Its types are part of the runtime's public API, so its
/// version is the runtime's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dependency {
    /// `bytes`, for bodies that are neither JSON nor text.
    Bytes,
    /// `serde`, for objects and for unions with a tag.
    Serde,
}

impl Dependencies {
    pub(crate) fn of(lowered: &Lowered) -> Self {
        let (models, operations) = (&lowered.api.models, &lowered.api.operations);
        let mut needed = Self::default();
        if operations.iter().any(has_bytes) {
            needed.crates.push(Dependency::Bytes);
        }
        if models.iter().any(names_serde) {
            needed.crates.push(Dependency::Serde);
        }
        if models.iter().flat_map(variants).any(|variant| has_pattern(&variant.form)) {
            needed.runtime_features.push("patterns");
        }
        needed
    }
}

fn has_bytes(operation: &Operation) -> bool {
    let body = operation.body.iter().flat_map(|body| &body.media_types);
    let sent = body.map(|one| &one.content).any(|content| *content == Content::Bytes);
    let is_received =
        |content: &Content| matches!(content, Content::Bytes | Content::Files(_) | Content::Parts);
    let in_answer = |answer: &Answer| answer.content.as_ref().is_some_and(is_received);
    let succeeds = |success: &Success| match success {
        Success::Nothing => false,
        Success::Body(content) | Success::Maybe(content) => is_received(content),
        Success::ByStatus(answers) => answers.iter().any(in_answer),
    };
    sent || operation.replies.iter().any(|reply| succeeds(&reply.success))
        || operation.errors.iter().any(in_answer)
}

fn names_serde(model: &Model) -> bool {
    matches!(model.kind, ModelKind::Object { .. } | ModelKind::Tagged { .. })
}

/// The variants of a union that are told apart by what they look like.
fn variants(model: &Model) -> &[UnionVariant] {
    match &model.kind {
        ModelKind::Tagged { variants, .. } | ModelKind::Choice { variants } => variants,
        _ => &[],
    }
}

fn has_pattern(form: &Form) -> bool {
    match form {
        Form::Object { members, .. } => members.iter().any(|(_, form)| has_pattern(form)),
        Form::List(item) => item.as_deref().is_some_and(has_pattern),
        Form::Text(likes) => likes.iter().any(|like| matches!(like, Like::Pattern(_))),
        Form::Union(forms) => forms.iter().any(has_pattern),
        Form::Map(_) | Form::Values(_) | Form::Null => false,
        Form::Integer | Form::Number | Form::Flag | Form::Any => false,
    }
}
