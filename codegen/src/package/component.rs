//! Which Rust type stands for which component of the document.

use std::collections::{HashMap, HashSet};

use crate::emit::model::types::plain_type;
use crate::ir::api::Lowered;
use crate::ir::body::{Content, EventContent};
use crate::ir::model::{Model, ModelKind, UnionVariant};
use crate::ir::response::{SendMethod, Success};
use crate::ir::types::Type;

/// A named schema of the document, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name in the document.
    pub name: String,

    /// Its type, as it is written at the root of the crate: `models::Pet`, `Vec<models::Pet>`,
    /// `guestlist_runtime::Json`.
    pub rust: String,

    /// For a union, its variants in the order of the members of `oneOf` or `anyOf`.
    pub variants: Vec<String>,

    /// Whether it is what the events or the lines of a stream hold.
    pub is_streamed: bool,
}

/// All components, in the document's order.
pub(crate) fn components(lowered: &Lowered) -> Vec<Component> {
    let models: HashMap<&str, &Model> =
        lowered.api.models.iter().map(|model| (model.name.as_str(), model)).collect();
    let streamed = streamed(lowered);
    let component = |(name, ty): &(String, Type)| {
        let model = ty.model().and_then(|name| models.get(name));
        let rust = plain_type(ty).to_string().replace(' ', "");
        Component {
            name: name.clone(),
            is_streamed: streamed.contains(&rust),
            rust,
            variants: model.map(|model| variants(&model.kind)).unwrap_or_default(),
        }
    };
    lowered.api.components.iter().map(component).collect()
}

/// The types of JSON that the events and the lines of streams hold.
fn streamed(lowered: &Lowered) -> HashSet<String> {
    let methods = lowered.api.operations.iter().flat_map(|operation| &operation.send_methods);
    let item = |method: &SendMethod| match &method.success {
        Success::Body(Content::Events(EventContent::Json(ty)) | Content::JsonLines(_, ty)) => {
            Some(plain_type(ty).to_string().replace(' ', ""))
        }
        _ => None,
    };
    methods.filter_map(item).collect()
}

fn variants(kind: &ModelKind) -> Vec<String> {
    let names = |variants: &[&UnionVariant]| variants.iter().map(|one| one.rust.clone()).collect();
    match kind {
        ModelKind::Tagged { variants, .. } | ModelKind::Choice { variants } => {
            names(&variants.iter().collect::<Vec<_>>())
        }
        ModelKind::Either { object, list, list_first: true } => names(&[list, object]),
        ModelKind::Either { object, list, .. } => names(&[object, list]),
        ModelKind::Object { .. } | ModelKind::Enum { .. } | ModelKind::Values { .. } => Vec::new(),
    }
}
