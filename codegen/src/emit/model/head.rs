//! The documentation and attributes that all models share.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::model::{Model, ModelKind};
use crate::rust::docs::Docs;

/// The attributes that all models share: docs with a note of ours, derives, and room for later additions.
pub(crate) fn head(model: &Model, otherwise: &str, note: &str, derives: &[&str]) -> TokenStream {
    let docs = Docs::default().text_or(&model.description, otherwise).say(note);
    let derives = derives.iter().map(|name| format_ident!("{name}"));
    let deprecated = model.deprecated.then(|| quote!(#[deprecated]));
    // An object or an array: there is no third variant.
    let is_open = !matches!(model.kind, ModelKind::Either { .. });
    let non_exhaustive = is_open.then(|| quote!(#[non_exhaustive]));
    quote! {
        #docs
        #[derive(#(#derives),*)]
        #non_exhaustive
        #deprecated
    }
}
