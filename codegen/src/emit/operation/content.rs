//! Bodies, as types and as the code that decodes and encodes them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::emit::model::types::{given_type, plain_type};
use crate::ir::body::{Body, Content, EventContent};
use crate::ir::operation::Operation;
use crate::ir::response::{ResponseVariant, Success};
use crate::ir::types::Type;

/// The type of the content of a response.
pub(crate) fn response_type(names: &RustNames, content: &Content) -> TokenStream {
    match content {
        Content::Json(ty) | Content::Form(ty, _) | Content::Multipart(ty, _) => {
            plain_type(names, ty)
        }
        Content::Text => quote!(String),
        Content::Redirect => quote!(guestlist_runtime::Redirect),
        Content::Bytes | Content::Files(_) | Content::Parts => quote!(bytes::Bytes),
        Content::Events(EventContent::Text) => quote!(Events<String>),
        Content::Events(
            EventContent::Json(ty) | EventContent::Object(ty) | EventContent::JsonObject(ty),
        ) => {
            let ty = plain_type(names, ty);
            quote!(Events<#ty>)
        }
        Content::JsonLines(_, ty) => {
            let ty = plain_type(names, ty);
            quote!(JsonLines<#ty>)
        }
    }
}

/// The type of a request body.
pub(crate) fn body_type(names: &RustNames, operation: &Operation, body: &Body) -> TokenStream {
    match &body.media_types[..] {
        [only] => sent_type(names, operation, &only.content),
        _ => {
            let name = &names.operation(operation.id).body;
            quote!(#name)
        }
    }
}

/// The type of a request body of one media type.
pub(crate) fn sent_type(
    names: &RustNames,
    operation: &Operation,
    content: &Content,
) -> TokenStream {
    match content {
        Content::Files(_) => {
            let name = &names.operation(operation.id).form;
            quote!(#name)
        }
        Content::Parts => quote!(Multipart),
        Content::Bytes => quote!(guestlist_runtime::Upload),
        Content::Json(ty) | Content::Form(ty, _) | Content::Multipart(ty, _) => {
            given_type(names, ty)
        }
        content => response_type(names, content),
    }
}

/// The type of a success; none if it has no content.
pub(crate) fn success_type(
    names: &RustNames,
    operation: &Operation,
    success: &Success,
) -> Option<TokenStream> {
    match success {
        Success::Nothing => None,
        Success::Body(content) => Some(response_type(names, content)),
        Success::Maybe(content) => {
            let ty = response_type(names, content);
            Some(match content {
                Content::Json(Type::Nullable(_)) => ty,
                Content::Json(_) => quote!(Option<#ty>),
                _ => ty,
            })
        }
        Success::ByStatus(_) => {
            let name = &names.operation(operation.id).response;
            Some(quote!(#name))
        }
    }
}

/// The function that decodes a response that is known to be a success.
pub(crate) fn success(success: &Success) -> TokenStream {
    match success {
        Success::Nothing => quote!(ResponseValue::empty),
        Success::ByStatus(_) => quote!(ResponseValue::from_response),
        Success::Maybe(Content::Json(Type::Nullable(_))) => {
            quote!(ResponseValue::nullable_or_nothing)
        }
        Success::Maybe(Content::Json(_)) => quote!(ResponseValue::json_or_nothing),
        Success::Body(content) | Success::Maybe(content) => match content {
            Content::Json(_) => quote!(ResponseValue::json),
            Content::Text => quote!(ResponseValue::text),
            _ => quote!(ResponseValue::bytes),
        },
    }
}

/// The method that makes a stream of an open response; none if the body is read as a whole.
pub(crate) fn stream(success: &Success) -> Option<TokenStream> {
    let (Success::Body(content) | Success::Maybe(content)) = success else { return None };
    Some(match content {
        Content::Events(EventContent::Text) => quote!(text_events()),
        Content::Events(EventContent::Json(_)) => quote!(events()),
        Content::Events(EventContent::Object(_)) => quote!(object_events()),
        Content::Events(EventContent::JsonObject(_)) => quote!(json_object_events()),
        Content::JsonLines(media_type, _) => quote!(json_lines(#media_type)),
        _ => return None,
    })
}

/// The expression that decodes the variable `response`, as a `Result`; none if decoding cannot fail.
pub(crate) fn decoded(content: &Content) -> Option<TokenStream> {
    match content {
        Content::Json(_) => Some(quote!(decode(response))),
        Content::Text => Some(quote!(text(response))),
        _ => None,
    }
}

/// The expression that takes the content out of the variable `response`, if decoding cannot fail.
pub(crate) fn taken(content: &Content) -> TokenStream {
    match content {
        Content::Redirect => quote!(guestlist_runtime::Redirect::of(response)),
        _ => quote!(response.body().clone()),
    }
}

/// The variant of a response, with its content.
pub(crate) fn variant(
    names: &RustNames,
    response: &ResponseVariant,
    name: &Identifier,
) -> TokenStream {
    match &response.content {
        Some(content) => {
            let ty = response_type(names, content);
            quote!(#name(#ty))
        }
        None => quote!(#name),
    }
}
