//! The enum of the request bodies of an operation, if its body has several media types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::assign::operations::OperationNames;
use crate::emit::operation::content::sent_type;
use crate::ir::body::{Content, MediaType};
use crate::ir::operation::Operation;
use crate::rust::docs::doc;
use crate::rust::docs::inlines::code;

/// The enum, and the conversions that need no explicit variant; none for a single media type.
pub(crate) fn emit(names: &RustNames, operation: &Operation) -> Option<TokenStream> {
    let media_types = &operation.body.as_ref()?.media_types;
    if media_types.len() < 2 {
        return None;
    }
    let OperationNames { body: name, call, media_types: variants, .. } =
        names.operation(operation.id);
    let docs = doc(&format!("The body that [`{call}`] sends, by its media type."));
    let ty = |one: &MediaType| sent_type(names, operation, &one.content);
    let listed = media_types.iter().zip(variants).map(|(one, variant)| {
        let (docs, ty) = (doc(&code(&one.name)), ty(one));
        quote!(#docs #variant(#ty))
    });
    let held: Vec<String> = media_types.iter().map(|one| ty(one).to_string()).collect();
    let becomes =
        |index: usize| index == 0 || held.iter().filter(|ty| **ty == held[index]).count() == 1;
    let all = media_types.iter().zip(variants).enumerate();
    let conversions = all.filter(|(index, _)| becomes(*index)).map(|(_, (one, variant))| {
        let ty = ty(one);
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
            #(#listed,)*
        }

        #(#conversions)*
    })
}
