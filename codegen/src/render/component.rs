//! Which Rust type stands for which component of the document.

use serde_json::Value;

use crate::lower::{Lowered, ModelKind};
use crate::names::pascal;

/// A schema of the document's components, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name in the document.
    pub name: String,

    /// Its type, as it is written at the root of the crate: `models::Pet`, `Vec<models::Pet>`.
    pub rust: String,

    /// For a union, its variants in the order of the members of `oneOf` or `anyOf`.
    pub variants: Vec<String>,
}

/// The components that have a model of their own.
pub(crate) fn components(lowered: &Lowered) -> Vec<Component> {
    let schemas = lowered.document.pointer("/components/schemas").and_then(Value::as_object);
    let found = schemas.into_iter().flatten().filter_map(|(name, _)| {
        let model = lowered.api.models.iter().find(|model| model.name == pascal(name))?;
        let variants = match &model.kind {
            ModelKind::Tagged { variants, .. } => {
                variants.iter().map(|variant| variant.rust.clone()).collect()
            }
            ModelKind::Either { object, list } => vec![object.rust.clone(), list.rust.clone()],
            ModelKind::Object { .. } | ModelKind::Enum { .. } => Vec::new(),
        };
        Some(Component { name: name.clone(), rust: format!("models::{}", model.name), variants })
    });
    found.collect()
}
