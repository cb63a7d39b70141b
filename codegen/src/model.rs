//! The models, and how they meet the wire.
//!
//! In goes the lowered API, out come one file for each type and one for its wire side. Nothing here
//! knows operations, nor where files go: that is `render`'s.

mod enums;
mod object;
mod object_wire;
mod types;
mod union;
mod union_wire;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use rayon::prelude::*;

use crate::docs::Docs;
use crate::lower::{Lowered, Model, ModelKind, Type};
use crate::render::layout;

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
pub(crate) fn emit(lowered: &Lowered) -> Models {
    Models(lowered.api.models.par_iter().map(emit_one).collect())
}

fn emit_one(model: &Model) -> Emitted {
    let (items, wire) = match &model.kind {
        ModelKind::Object { members, additional } => {
            let additional = additional.as_ref();
            (
                object::emit(model, members, additional),
                object_wire::emit(model, members, additional),
            )
        }
        ModelKind::Enum { variants } => {
            (enums::texts(model, variants), enums::texts_wire(model, variants))
        }
        ModelKind::Values { variants } => {
            (enums::values(model, variants), enums::values_wire(model, variants))
        }
        ModelKind::Tagged { tag, may_lack_tag, variants, arms } => (
            union::tagged(model, tag, variants, arms),
            union_wire::tagged(model, (tag, *may_lack_tag), variants, arms),
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

/// The attributes that all models have alike: docs with a note of ours, derives, and room for what
/// is added later.
fn head(model: &Model, otherwise: &str, note: &str, derives: &[&str]) -> TokenStream {
    let docs = Docs::default().text_or(&model.description, otherwise).say(note);
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
