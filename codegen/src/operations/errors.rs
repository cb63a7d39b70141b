//! What an operation answers when it fails: one enum, told apart by status.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::lower::Operation;
use crate::model::{doc, plain};
use crate::names::status_variant;

/// The enum, and how it is decoded.
pub(super) fn emit(operation: &Operation) -> TokenStream {
    let name = format_ident!("{}", operation.error_type);
    let docs = doc(&format!("What [`{}`] answers when it fails.", operation.type_name));
    let variants = operation.errors.iter().map(|error| {
        let variant = format_ident!("{}", status_variant(error.status));
        let docs = doc(&format!("{}: {}", error.status, plain(&error.description)));
        match &error.model {
            Some(model) => {
                let model = format_ident!("{model}");
                quote!(#docs #variant(models::#model))
            }
            None => quote!(#docs #variant),
        }
    });
    let misfit = doc(
        "A status that the description lists, with a body that is not what it promises, such as the page of a proxy.",
    );
    let other = doc(
        "A status that the description does not list. [`ResponseValue::body`] has what came with it.",
    );
    let arms = operation.errors.iter().map(|error| {
        let status = Literal::u16_unsuffixed(error.status);
        let variant = format_ident!("{}", status_variant(error.status));
        match error.model {
            Some(_) => quote!(#status => decode(body).map_or_else(Self::Misfit, Self::#variant)),
            None => quote!(#status => Self::#variant),
        }
    });
    let has_body = operation.errors.iter().any(|error| error.model.is_some());
    let body = if has_body { format_ident!("body") } else { format_ident!("_") };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #misfit
            Misfit(DecodeError),
            #other
            Other,
        }

        impl FromResponse for #name {
            fn from_parts(status: StatusCode, #body: &[u8]) -> Result<Self, DecodeError> {
                Ok(match status.as_u16() {
                    #(#arms,)*
                    _ => Self::Other,
                })
            }
        }
    }
}
