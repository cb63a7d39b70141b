//! The methods that send a call: one, or several if the response has several media types or can be read while
//! it arrives.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ImplItem, parse_quote};

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::assign::operations::{OperationNames, SendNames};
use crate::emit::operation::about::route;
use crate::emit::operation::content::{stream, success, success_type};
use crate::emit::operation::send;
use crate::ir::body::Content;
use crate::ir::operation::Operation;
use crate::ir::response::{SendMethod, Success};
use crate::ir::types::Type;
use crate::rust::docs::doc;
use crate::rust::docs::inlines::code;

/// The body of `send`.
pub(crate) fn send(names: &RustNames, operation: &Operation, is_paged: bool) -> Option<syn::Block> {
    let first = operation.send_methods.first()?;
    let page = is_paged.then(|| page(&first.success)).flatten();
    if has_several(operation) {
        return Some(ask(first, &finish(first, page)));
    }
    let statements = send::statements(names, operation, asked(first));
    let finish = finish(first, page);
    Some(parse_quote!({ #statements self.#finish }))
}

/// The return type of `send` and similar methods.
pub(crate) fn returned(names: &RustNames, operation: &Operation, success: &Success) -> syn::Type {
    let ty = success_type(names, operation, success).unwrap_or_else(|| quote!(()));
    let error = &names.operation(operation.id).error;
    parse_quote!(ResponseFuture<'a, #ty, #error>)
}

/// Whether several methods send the call, so that they share a helper method.
fn has_several(operation: &Operation) -> bool {
    let streams = operation.send_methods.iter().filter(|one| one.is_streamed);
    operation.send_methods.len() + streams.count() > 1
}

/// The media types that a method requests.
fn asked(send_method: &SendMethod) -> Option<TokenStream> {
    let accept = send_method.accept.join(", ");
    (!accept.is_empty()).then(|| quote!(#accept))
}

/// The function that decodes a response as a page of a list.
fn page(success: &Success) -> Option<TokenStream> {
    match success {
        Success::Body(Content::Json(_)) => Some(quote!(paging::page::<Self>)),
        Success::Maybe(Content::Json(ty)) if !matches!(ty, Type::Nullable(_)) => {
            Some(quote!(paging::page_or_nothing::<Self>))
        }
        _ => None,
    }
}

/// The expression that sends the variable `request` and decodes the response as a success, or as a page of a
/// list. It starts with the client.
fn finish(send_method: &SendMethod, page: Option<TokenStream>) -> TokenStream {
    if let Some(stream) = stream(&send_method.success) {
        return quote!(client.session().open(request).#stream);
    }
    let success = page.unwrap_or_else(|| success(&send_method.success));
    quote!(client.session().send(request, #success))
}

/// The methods besides `send`: for other media types, and for reading the response while it arrives.
pub(crate) fn others(names: &RustNames, operation: &Operation) -> Vec<ImplItem> {
    let OperationNames { error, send_methods, .. } = names.operation(operation.id);
    let mut others = Vec::new();
    for (send_method, SendNames { method, stream }) in
        operation.send_methods.iter().zip(send_methods)
    {
        if send_method.asked.is_some() {
            let docs = doc(&describe(operation, Some(send_method)));
            let returned = returned(names, operation, &send_method.success);
            let block = ask(send_method, &finish(send_method, None));
            others.push(parse_quote!(#docs #[inline] pub fn #method(self) -> #returned #block));
        }
        if let Some(stream) = stream {
            let docs = doc(&describe_stream(method));
            let block = ask(send_method, &quote!(client.session().open(request).bytes()));
            others.push(parse_quote! {
                #docs
                #[inline]
                pub fn #stream(self) -> ResponseFuture<'a, ByteStream, #error> #block
            });
        }
    }
    others
}

/// The helper method that the others share; none if there is only one.
pub(crate) fn prepare(names: &RustNames, operation: &Operation) -> Option<ImplItem> {
    if !has_several(operation) {
        return None;
    }
    let is_asked = operation.send_methods.iter().any(|one| !one.accept.is_empty());
    let statements = send::statements(names, operation, is_asked.then(|| quote!(accept)));
    let argument = is_asked.then(|| quote!(, accept: &'static str));
    Some(parse_quote! {
        #[inline]
        fn prepare(self #argument) -> (&'a Client, Request) {
            #statements
            (self.client, request)
        }
    })
}

fn ask(send_method: &SendMethod, rest: &TokenStream) -> syn::Block {
    let accept = asked(send_method);
    parse_quote! {{
        let (client, request) = self.prepare(#accept);
        #rest
    }}
}

/// The docs of a method that sends the call, with the requested media type if there is a choice.
pub(crate) fn describe(operation: &Operation, send_method: Option<&SendMethod>) -> String {
    let fails =
        "If a required argument is missing, the request fails, or the response is not a success.";
    let asked = send_method.and_then(|send_method| send_method.accept.first());
    let asks = asked.map(|asked| format!(", and requests {}", code(asked))).unwrap_or_default();
    let sent = send_method.or_else(|| operation.send_methods.first());
    let streams = sent.is_some_and(|sent| stream(&sent.success).is_some());
    let how = if streams { " The items are decoded as they arrive." } else { "" };
    format!("Sends {}{asks}.{how}\n\n# Errors\n\n{fails}", route(operation))
}

fn describe_stream(method: &Identifier) -> String {
    let whole = code(method.as_str());
    format!(
        "The same as {whole}, but the body is read as it arrives, so it may have any length.\n\n\
         # Errors\n\n\
         If a required argument is missing, the request fails, or the response is not a success."
    )
}
