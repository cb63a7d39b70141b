//! The enum of what a request can be, where its body has several media types.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::assign::RustNames;
use crate::emit::operation::content::sent_type;
use crate::ir::body::{Content, MediaType};
use crate::ir::operation::Operation;
use crate::rust::docs::doc;
use crate::rust::docs::inlines::code;

/// The enum, and what becomes it without saying which; none for one media type.
pub(crate) fn emit(names: &RustNames, operation: &Operation) -> Option<TokenStream> {
    let media_types = &operation.body.as_ref()?.media_types;
    if media_types.len() < 2 {
        return None;
    }
    let name = format_ident!("{}", operation.body_type());
    let docs = format!("What [`{}`] sends, by its media type.", operation.type_name);
    let docs = doc(&docs);
    let ty = |one: &MediaType| sent_type(names, operation, &one.content);
    let variants = media_types.iter().map(|one| {
        let (docs, variant, ty) =
            (doc(&code(&one.name)), format_ident!("{}", one.variant), ty(one));
        quote!(#docs #variant(#ty))
    });
    let held: Vec<String> = media_types.iter().map(|one| ty(one).to_string()).collect();
    let becomes =
        |index: usize| index == 0 || held.iter().filter(|ty| **ty == held[index]).count() == 1;
    let conversions = media_types.iter().enumerate().filter(|(index, _)| becomes(*index));
    let conversions = conversions.map(|(_, one)| {
        let (variant, ty) = (format_ident!("{}", one.variant), ty(one));
        let of_str = matches!(one.content, Content::Text).then(|| {
            quote! {
                impl From<&str> for #name {
                    fn from(body: &str) -> Self {
                        Self::#variant(body.to_owned())
                    }
                }
            }
        });
        let of_bytes = matches!(one.content, Content::Bytes).then(|| {
            quote! {
                impl From<bytes::Bytes> for #name {
                    fn from(body: bytes::Bytes) -> Self {
                        Self::#variant(body.into())
                    }
                }
            }
        });
        quote! {
            impl From<#ty> for #name {
                fn from(body: #ty) -> Self {
                    Self::#variant(body)
                }
            }

            #of_str
            #of_bytes
        }
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        #(#conversions)*
    })
}
