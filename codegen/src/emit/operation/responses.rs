//! The responses of an operation: one enum for its errors, and one for its successes if their bodies differ,
//! by status.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::assign::operations::OperationNames;
use crate::emit::operation::content::{decoded, taken, variant};
use crate::ir::body::Content;
use crate::ir::operation::Operation;
use crate::ir::response::{ResponseVariant, Success};
use crate::openapi::status::Status;
use crate::rust::docs::{Docs, codes, doc};

/// A response with the name of its variant.
type Named<'a> = (&'a ResponseVariant, &'a Identifier);

/// The enum of the errors, and its decoding.
pub(crate) fn errors(names: &RustNames, operation: &Operation) -> TokenStream {
    let OperationNames { error: name, call, errors: variants, .. } = names.operation(operation.id);
    let docs = doc(&format!("The error responses of [`{call}`]."));
    let errors: Vec<Named> = operation.errors.iter().zip(variants).collect();
    let listed = errors.iter().map(|one| documented(names, *one));
    let is_decoded = |response: &ResponseVariant| {
        response.content.as_ref().is_some_and(|one| decoded(one).is_some())
    };
    let has_decoded = operation.errors.iter().any(is_decoded);
    let (invalid_body, its_error) = has_decoded.then(invalid_body).unzip();
    let other = other(&operation.errors);
    let error = |(response, variant): Named| match response
        .content
        .as_ref()
        .map(|content| (decoded(content), taken(content)))
    {
        Some((Some(decoded), _)) => {
            quote!(#decoded.map_or_else(Self::InvalidBody, Self::#variant))
        }
        Some((None, taken)) => quote!(Self::#variant(#taken)),
        None => quote!(Self::#variant),
    };
    let decode = match &errors[..] {
        [] => quote!(Self::Other),
        // A match with a single catch-all arm is left out.
        [only] if other.is_none() => error(*only),
        all => {
            let arms = by_precision(all).into_iter().map(|one| {
                let (pattern, error) = (pattern(one.0), error(one));
                quote!(#pattern => #error)
            });
            let last = other.as_ref().map(|_| quote!(_ => Self::Other,));
            quote!(match response.status().as_u16() { #(#arms,)* #last })
        }
    };
    let response = match decode.to_string().contains("response") {
        true => format_ident!("response"),
        false => format_ident!("_"),
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#listed,)*
            #invalid_body
            #other
        }

        impl FromResponse for #name {
            #[inline]
            fn from_response(#response: &Response) -> Result<Self, DecodeError> {
                Ok(#decode)
            }

            #its_error
        }
    }
}

/// The variant for a body that does not match the description, and the method that returns its error.
fn invalid_body() -> (TokenStream, TokenStream) {
    let docs = doc(
        "A status that the description lists, with a body that it does not describe, such as the error page of a proxy.",
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

/// The enum of the successes, if their bodies differ.
pub(crate) fn successes(names: &RustNames, operation: &Operation) -> Option<TokenStream> {
    let Success::ByStatus(responses) = operation.success() else { return None };
    let OperationNames { response: name, call, successes, .. } = names.operation(operation.id);
    let docs = doc(&format!("The successful responses of [`{call}`]."));
    let variants: Vec<Named> = responses.iter().zip(successes).collect();
    let listed = variants.iter().map(|one| documented(names, *one));
    let other = other(responses);
    let is_json = |one: &ResponseVariant| matches!(one.content, Some(Content::Json(_)));
    let has_no_body = responses.iter().any(is_json);
    let no_body = has_no_body.then(no_body);
    let arms = by_precision(&variants).into_iter().map(|(response, variant)| {
        let pattern = pattern(response);
        if is_json(response) {
            return quote!(#pattern => decode_or(response, Self::#variant, Self::NoBody)?);
        }
        match response.content.as_ref().map(|content| (decoded(content), taken(content))) {
            Some((Some(decoded), _)) => quote!(#pattern => Self::#variant(#decoded?)),
            Some((None, taken)) => quote!(#pattern => Self::#variant(#taken)),
            None => quote!(#pattern => Self::#variant),
        }
    });
    let last = other.as_ref().map(|_| quote!(_ => Self::Other,));
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#listed,)*
            #no_body
            #other
        }

        impl FromResponse for #name {
            #[inline]
            fn from_response(response: &Response) -> Result<Self, DecodeError> {
                Ok(match response.status().as_u16() {
                    #(#arms,)*
                    #last
                })
            }
        }
    })
}

/// The variant for a missing body.
fn no_body() -> TokenStream {
    let docs = doc(
        "A success without the body that the description promises. [`ResponseValue::status`] has its status.",
    );
    quote!(#docs NoBody,)
}

/// The variant for statuses that are not described; none if `default` is described.
fn other(responses: &[ResponseVariant]) -> Option<TokenStream> {
    let docs = doc("A status that the description does not list. [`Response::body`] has its body.");
    let is_listed = responses.iter().any(|one| one.status == Status::Default);
    (!is_listed).then(|| quote!(#docs Other))
}

fn documented(names: &RustNames, (response, name): Named<'_>) -> TokenStream {
    let status = match response.status {
        Status::Exactly(status) => status.to_string(),
        Status::Range(hundred) => format!("Any other {hundred}xx"),
        Status::Default => "Any other status".to_owned(),
    };
    let status = match &response.media_types[..] {
        [] => status,
        all => format!("{status}, as {}", codes(all.iter().map(String::as_str))),
    };
    let docs = match response.description.trim() {
        "" => doc(&format!("{status}.")),
        meaning => Docs::default().labelled(&format!("{status}: "), meaning),
    };
    let variant = variant(names, response, name);
    quote!(#docs #variant)
}

fn pattern(response: &ResponseVariant) -> TokenStream {
    let media_types = &response.media_types;
    let is_of = quote!(is_of(response, &[#(#media_types),*]));
    let by_type = !media_types.is_empty();
    match response.status {
        Status::Exactly(status) => {
            let status = Literal::u16_unsuffixed(status);
            let guard = by_type.then(|| quote!(if #is_of));
            quote!(#status #guard)
        }
        Status::Range(hundred) => {
            let first = Literal::u16_unsuffixed(hundred * 100);
            let end = Literal::u16_unsuffixed(hundred * 100 + 100);
            let guard = by_type.then(|| quote!(&& #is_of));
            // This is a guard, because a range would overlap with the statuses before it.
            quote!(other if (#first..#end).contains(&other) #guard)
        }
        Status::Default => {
            let guard = by_type.then(|| quote!(if #is_of));
            quote!(_ #guard)
        }
    }
}

/// Sorts statuses before ranges, and ranges before the default; within each, variants with media types before
/// those that match any; otherwise in the document's order.
fn by_precision<'a>(responses: &[Named<'a>]) -> Vec<Named<'a>> {
    let mut all = responses.to_vec();
    all.sort_by_key(|(response, _)| {
        let precision = match response.status {
            Status::Exactly(_) => 0,
            Status::Range(_) => 1,
            Status::Default => 2,
        };
        (precision, response.media_types.is_empty())
    });
    all
}
