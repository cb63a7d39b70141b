//! The models, and how they meet the wire.
//!
//! In goes the lowered API, out come one piece of code for each type and one for its wire side.
//! Nothing here knows operations, and nothing is formatted: that is `render`'s.

mod choice;
mod docs;
mod object;
mod object_wire;
mod types;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::lower::{Lowered, Model, ModelKind, Type};

pub(crate) use docs::{doc, doc_lines, lines as doc_text, plain};

/// A type as code outside of the models names it.
pub(crate) fn plain_type(ty: &Type) -> TokenStream {
    match ty {
        Type::Model(name) => {
            let name = format_ident!("{name}");
            quote!(models::#name)
        }
        Type::Timestamp => quote!(guestlist_runtime::Timestamp),
        Type::Date => quote!(guestlist_runtime::Date),
        Type::Uuid => quote!(guestlist_runtime::Uuid),
        Type::Number => quote!(guestlist_runtime::Number),
        Type::Any => quote!(guestlist_runtime::Json),
        Type::Free => quote!(guestlist_runtime::JsonObject),
        Type::List(inner) => {
            let inner = plain_type(inner);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let inner = plain_type(inner);
            quote!(guestlist_runtime::Map<#inner>)
        }
        Type::Nullable(inner) => {
            let inner = plain_type(inner);
            quote!(Option<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = plain_type(inner);
            quote!(Box<#inner>)
        }
        other => types::rust(other),
    }
}

/// The code of all models, in the document's order.
pub(crate) struct Models(pub(crate) Vec<Emitted>);

/// The code of one model.
pub(crate) struct Emitted {
    pub(crate) name: String,
    /// The type: what a reviewer reads.
    pub(crate) model: TokenStream,
    /// How it is read and written.
    pub(crate) wire: TokenStream,
}

/// Emits all models.
pub(crate) fn emit(lowered: &Lowered) -> Models {
    Models(lowered.api.models.iter().map(emit_one).collect())
}

fn emit_one(model: &Model) -> Emitted {
    let (items, wire) = match &model.kind {
        ModelKind::Object { members } => {
            (object::emit(model, members), object_wire::emit(model, members))
        }
        ModelKind::Enum { variants } => {
            (choice::open_enum(model, variants), choice::open_enum_wire(model, variants))
        }
        ModelKind::Tagged { tag, variants } => {
            (choice::tagged(model, tag, variants), choice::tagged_wire(model, tag, variants))
        }
        ModelKind::Either { object, list } => {
            (choice::either(model, object, list), choice::either_wire(model, object, list))
        }
    };
    Emitted { name: model.name.clone(), model: items, wire }
}

/// The attributes that all models have alike: docs with a note of ours, derives, and room for what
/// is added later.
fn head(model: &Model, otherwise: &str, note: &str, derives: &[&str]) -> TokenStream {
    let text = match model.description.as_str() {
        "" => otherwise.to_owned(),
        text => plain(text),
    };
    let docs = doc(&format!("{text}\n\n{note}"));
    let derives = derives.iter().map(|name| format_ident!("{name}"));
    let deprecated = model.deprecated.then(|| quote!(#[deprecated]));
    // An object or a list: there is no third.
    let is_open = !matches!(model.kind, ModelKind::Either { .. });
    let non_exhaustive = is_open.then(|| quote!(#[non_exhaustive]));
    quote! {
        #docs
        #[derive(#(#derives),*)]
        #non_exhaustive
        #deprecated
    }
}
