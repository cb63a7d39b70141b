//! What an operation answers: one enum for its errors, and one for its successes where their bodies
//! differ, told apart by status.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::operation::content::{decoded, variant};
use crate::ir::operation::Operation;
use crate::ir::response::{Answer, Status, Success};
use crate::rust::docs::{Docs, doc};
use crate::rust::names::status_variant;

/// The enum of the errors, and how it is decoded.
pub(crate) fn errors(operation: &Operation) -> TokenStream {
    let name = format_ident!("{}", operation.error_type);
    let docs = doc(&format!("What [`{}`] answers when it fails.", operation.type_name));
    let variants = operation.errors.iter().map(documented);
    let is_decoded =
        |answer: &Answer| answer.content.as_ref().is_some_and(|one| decoded(one).is_some());
    let has_decoded = operation.errors.iter().any(is_decoded);
    let (invalid_body, its_error) = has_decoded.then(invalid_body).unzip();
    let other = other(&operation.errors);
    let arms = by_precision(&operation.errors).into_iter().map(|answer| {
        let (pattern, variant) = (pattern(answer.status), variant_name(answer.status));
        match answer.content.as_ref().map(decoded) {
            Some(Some(decoded)) => {
                quote!(#pattern => #decoded.map_or_else(Self::InvalidBody, Self::#variant))
            }
            Some(None) => quote!(#pattern => Self::#variant(bytes::Bytes::copy_from_slice(body))),
            None => quote!(#pattern => Self::#variant),
        }
    });
    let body = body_argument(&operation.errors);
    let last = other.as_ref().map(|_| quote!(_ => Self::Other,));
    let is_open = other.is_none() && operation.errors.len() == 1;
    // A match of one arm that takes everything is none.
    let status = if is_open { format_ident!("_") } else { format_ident!("status") };
    let value = if is_open { quote!(0) } else { quote!(status.as_u16()) };
    let decode = match &operation.errors[..] {
        [only] if is_open => {
            let variant = variant_name(only.status);
            match only.content.as_ref().map(decoded) {
                Some(Some(decoded)) => {
                    quote!(Ok(#decoded.map_or_else(Self::InvalidBody, Self::#variant)))
                }
                Some(None) => quote!(Ok(Self::#variant(bytes::Bytes::copy_from_slice(body)))),
                None => quote!(Ok(Self::#variant)),
            }
        }
        [] => quote!(Ok(Self::Other)),
        _ => quote!(Ok(match #value { #(#arms,)* #last })),
    };
    let status = if operation.errors.is_empty() { format_ident!("_") } else { status };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #invalid_body
            #other
        }

        impl FromResponse for #name {
            #[inline]
            fn from_parts(#status: StatusCode, #body: &[u8]) -> Result<Self, DecodeError> {
                #decode
            }

            #its_error
        }
    }
}

/// The variant for a body that is not as described, and the method that finds its error.
fn invalid_body() -> (TokenStream, TokenStream) {
    let docs = doc(
        "A status that the description lists, with a body that is not what it promises, such as the page of a proxy.",
    );
    let variant = quote!(#docs InvalidBody(DecodeError),);
    let its_error = quote! {
        fn invalid_body(&mut self) -> Option<&mut DecodeError> {
            match self {
                Self::InvalidBody(error) => Some(error),
                _ => None,
            }
        }
    };
    (variant, its_error)
}

/// The enum of the successes, where their bodies differ.
pub(crate) fn successes(operation: &Operation) -> Option<TokenStream> {
    let Success::ByStatus(answers) = operation.success() else { return None };
    let name = format_ident!("{}", operation.response_type());
    let docs = doc(&format!("What [`{}`] answers when it succeeds.", operation.type_name));
    let variants = answers.iter().map(documented);
    let other = other(answers);
    let arms = by_precision(answers).into_iter().map(|answer| {
        let (pattern, variant) = (pattern(answer.status), variant_name(answer.status));
        match answer.content.as_ref().map(decoded) {
            Some(Some(decoded)) => quote!(#pattern => Self::#variant(#decoded?)),
            Some(None) => quote!(#pattern => Self::#variant(bytes::Bytes::copy_from_slice(body))),
            None => quote!(#pattern => Self::#variant),
        }
    });
    let body = body_argument(answers);
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
        }

        impl FromResponse for #name {
            #[inline]
            fn from_parts(status: StatusCode, #body: &[u8]) -> Result<Self, DecodeError> {
                Ok(match status.as_u16() {
                    #(#arms,)*
                    _ => Self::Other,
                })
            }
        }
    })
}

/// The variant for what nobody described; none where `default` is described.
fn other(answers: &[Answer]) -> Option<TokenStream> {
    let docs = doc(
        "A status that the description does not list. [`ResponseValue::body`] has what came with it.",
    );
    let is_listed = answers.iter().any(|one| one.status == Status::Default);
    (!is_listed).then(|| quote!(#docs Other))
}

fn documented(answer: &Answer) -> TokenStream {
    let status = match answer.status {
        Status::Exactly(status) => status.to_string(),
        Status::Range(hundred) => format!("Any other {hundred}xx"),
        Status::Default => "Any other status".to_owned(),
    };
    let docs = match answer.description.trim() {
        "" => doc(&format!("{status}.")),
        meaning => Docs::default().labelled(&format!("{status}: "), meaning),
    };
    let variant = variant(answer, &variant_name(answer.status));
    quote!(#docs #variant)
}

fn variant_name(status: Status) -> Ident {
    match status {
        Status::Exactly(status) => format_ident!("{}", status_variant(status)),
        Status::Range(4) => format_ident!("ClientError"),
        Status::Range(5) => format_ident!("ServerError"),
        Status::Range(_) => format_ident!("Success"),
        Status::Default => format_ident!("Other"),
    }
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Exactly(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#status)
        }
        Status::Range(hundred) => {
            let first = Literal::u16_unsuffixed(hundred * 100);
            let end = Literal::u16_unsuffixed(hundred * 100 + 100);
            // A guard, because a range would overlap with the statuses before it.
            quote!(other if (#first..#end).contains(&other))
        }
        Status::Default => quote!(_),
    }
}

/// Statuses before ranges, and ranges before the default; else as the document has them.
fn by_precision(answers: &[Answer]) -> Vec<&Answer> {
    let mut all: Vec<&Answer> = answers.iter().collect();
    all.sort_by_key(|answer| match answer.status {
        Status::Exactly(_) => 0,
        Status::Range(_) => 1,
        Status::Default => 2,
    });
    all
}

fn body_argument(answers: &[Answer]) -> Ident {
    let has_body = answers.iter().any(|answer| answer.content.is_some());
    if has_body { format_ident!("body") } else { format_ident!("_") }
}
