//! The Rust type of each component of the document.

use crate::assign::RustNames;
use crate::emit::model::types::plain_type;
use crate::ir::api::Api;
use crate::ir::body::{Content, EventContent};
use crate::ir::model::{ModelKind, UnionVariant};
use crate::ir::response::{SendMethod, Success};
use crate::ir::types::Type;

/// A named schema of the document, and its Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name in the document.
    pub name: String,

    /// Its type, as written at the root of the crate: `models::Pet`, `Vec<models::Pet>`,
    /// `guestlist_runtime::Json`.
    pub rust: String,

    /// For a union, its variants in the order of `oneOf` or `anyOf`.
    pub variants: Vec<String>,

    /// Whether it describes the events or the lines of a stream.
    pub is_streamed: bool,
}

/// All components, in the document's order.
pub(crate) fn components(api: &Api, names: &RustNames) -> Vec<Component> {
    let streamed = streamed(api);
    let component = |(name, ty): &(String, Type)| Component {
        name: name.clone(),
        is_streamed: streamed.contains(&ty),
        rust: plain_type(names, ty).to_string().replace(' ', ""),
        variants: ty.model().map(|id| variants(names, &api.models[id].kind)).unwrap_or_default(),
    };
    api.components.iter().map(component).collect()
}

/// The JSON types of the events and the lines of streams.
fn streamed(api: &Api) -> Vec<&Type> {
    let methods = api.operations.iter().flat_map(|operation| &operation.send_methods);
    methods.filter_map(item).collect()
}

fn item(method: &SendMethod) -> Option<&Type> {
    match &method.success {
        Success::Body(Content::Events(EventContent::Json(ty)) | Content::JsonLines(_, ty)) => {
            Some(ty)
        }
        _ => None,
    }
}

fn variants(names: &RustNames, kind: &ModelKind) -> Vec<String> {
    let named = |variants: &[&UnionVariant]| {
        variants.iter().map(|one| names.variant(one.id).to_string()).collect()
    };
    match kind {
        ModelKind::Tagged { variants, .. } | ModelKind::Choice { variants } => {
            named(&variants.iter().collect::<Vec<_>>())
        }
        ModelKind::Either { object, list, list_first: true } => named(&[list, object]),
        ModelKind::Either { object, list, .. } => named(&[object, list]),
        ModelKind::Object { .. } | ModelKind::Enum { .. } | ModelKind::Values { .. } => Vec::new(),
    }
}
