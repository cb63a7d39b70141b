//! Bodies, as types and as what reads and writes them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::model::types::{given_type, plain_type};
use crate::ir::body::{Body, Content, EventContent};
use crate::ir::operation::Operation;
use crate::ir::response::{ResponseVariant, Success};
use crate::ir::types::Type;

/// The type of the content of a response.
pub(crate) fn response_type(content: &Content) -> TokenStream {
    match content {
        Content::Json(ty) | Content::Form(ty, _) | Content::Multipart(ty, _) => plain_type(ty),
        Content::Text => quote!(String),
        Content::Redirect => quote!(guestlist_runtime::Redirect),
        Content::Bytes | Content::Files(_) | Content::Parts => quote!(bytes::Bytes),
        Content::Events(EventContent::Text) => quote!(Events<String>),
        Content::Events(
            EventContent::Json(ty) | EventContent::Object(ty) | EventContent::JsonObject(ty),
        ) => {
            let ty = plain_type(ty);
            quote!(Events<#ty>)
        }
        Content::JsonLines(_, ty) => {
            let ty = plain_type(ty);
            quote!(JsonLines<#ty>)
        }
    }
}

/// The type of what a request holds.
pub(crate) fn body_type(operation: &Operation, body: &Body) -> TokenStream {
    match &body.media_types[..] {
        [only] => sent_type(operation, &only.content),
        _ => {
            let name = format_ident!("{}", operation.body_type());
            quote!(#name)
        }
    }
}

/// The type of what a request holds for a media type.
pub(crate) fn sent_type(operation: &Operation, content: &Content) -> TokenStream {
    match content {
        Content::Files(_) => {
            let name = format_ident!("{}", operation.form_type());
            quote!(#name)
        }
        Content::Parts => quote!(Multipart),
        Content::Bytes => quote!(guestlist_runtime::Upload),
        Content::Json(ty) | Content::Form(ty, _) | Content::Multipart(ty, _) => given_type(ty),
        content => response_type(content),
    }
}

/// The type of a success; none where there is nothing to hold.
pub(crate) fn success_type(operation: &Operation, success: &Success) -> Option<TokenStream> {
    match success {
        Success::Nothing => None,
        Success::Body(content) => Some(response_type(content)),
        Success::Maybe(content) => {
            let ty = response_type(content);
            Some(match content {
                Content::Json(Type::Nullable(_)) => ty,
                Content::Json(_) => quote!(Option<#ty>),
                _ => ty,
            })
        }
        Success::ByStatus(_) => {
            let name = format_ident!("{}", operation.response_type());
            Some(quote!(#name))
        }
    }
}

/// The expression that makes a success of `response`, which is known to be one.
pub(crate) fn success(success: &Success, response: &TokenStream) -> TokenStream {
    match success {
        Success::Nothing => quote!(Ok(ResponseValue::empty(#response))),
        Success::ByStatus(_) => quote!(ResponseValue::from_response(#response)),
        Success::Maybe(Content::Json(Type::Nullable(_))) => {
            quote!(ResponseValue::nullable_or_nothing(#response))
        }
        Success::Maybe(Content::Json(_)) => quote!(ResponseValue::json_or_nothing(#response)),
        Success::Body(content) | Success::Maybe(content) => match content {
            Content::Json(_) => quote!(ResponseValue::json(#response)),
            Content::Text => quote!(ResponseValue::text(#response)),
            _ => quote!(Ok(ResponseValue::bytes(#response))),
        },
    }
}

/// The expression that makes a stream of the opened `response`; none where the body is read as a whole.
pub(crate) fn stream(success: &Success) -> Option<TokenStream> {
    let (Success::Body(content) | Success::Maybe(content)) = success else { return None };
    Some(match content {
        Content::Events(EventContent::Text) => quote!(response.text_events().await),
        Content::Events(EventContent::Json(_)) => quote!(response.events().await),
        Content::Events(EventContent::Object(_)) => quote!(response.object_events().await),
        Content::Events(EventContent::JsonObject(_)) => {
            quote!(response.json_object_events().await)
        }
        Content::JsonLines(media_type, _) => quote!(response.json_lines(#media_type).await),
        _ => return None,
    })
}

/// The expression that decodes the variable `response`, as a `Result`; none for what always decodes.
pub(crate) fn decoded(content: &Content) -> Option<TokenStream> {
    match content {
        Content::Json(_) => Some(quote!(decode(response))),
        Content::Text => Some(quote!(text(response))),
        _ => None,
    }
}

/// The expression that takes what always decodes out of the variable `response`.
pub(crate) fn taken(content: &Content) -> TokenStream {
    match content {
        Content::Redirect => quote!(guestlist_runtime::Redirect::of(response)),
        _ => quote!(response.body().clone()),
    }
}

/// The variant of a response, with its content.
pub(crate) fn variant(response: &ResponseVariant, name: &proc_macro2::Ident) -> TokenStream {
    match &response.content {
        Some(content) => {
            let ty = response_type(content);
            quote!(#name(#ty))
        }
        None => quote!(#name),
    }
}
