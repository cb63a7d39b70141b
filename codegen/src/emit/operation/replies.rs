//! How a call is sent and answered: with one method, or, where its answer has several media types,
//! with one for each.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{ImplItem, parse_quote};

use crate::emit::operation::about::route;
use crate::emit::operation::content::{success, success_type};
use crate::emit::operation::send;
use crate::ir::operation::Operation;
use crate::ir::response::Reply;
use crate::rust::docs::doc;
use crate::rust::docs::inlines::code;

/// Completes the body of `send`, which begins with what takes the builder apart.
pub(crate) fn send(operation: &Operation, block: &mut syn::Block) {
    let [only] = &operation.replies[..] else {
        *block = operation.replies.first().map_or_else(|| parse_quote!({}), ask);
        return;
    };
    let accept = (!only.accept.is_empty()).then(|| {
        let accept = only.accept.join(", ");
        quote!(#accept)
    });
    let rest = send::statements(
        operation,
        accept,
        &success(&only.success, &quote!(successful(response)?)),
    );
    let rest: syn::Block = parse_quote!({ #rest });
    block.stmts.extend(rest.stmts);
}

/// The methods that ask for other media types than `send`.
pub(crate) fn others(operation: &Operation) -> Vec<ImplItem> {
    let others = operation.replies.iter().skip(1).map(|reply| {
        let docs = doc(&describe(operation, Some(reply)));
        let (method, error) =
            (format_ident!("{}", reply.method), format_ident!("{}", operation.error_type));
        let ty = success_type(operation, &reply.success).unwrap_or_else(|| quote!(()));
        let block = ask(reply);
        parse_quote! {
            #docs
            pub async fn #method(self) -> Result<ResponseValue<#ty>, Error<#error>> #block
        }
    });
    others.collect()
}

/// The method that the others have in common; none where there is but one.
pub(crate) fn exchange(operation: &Operation, taken_apart: &[syn::Stmt]) -> Option<ImplItem> {
    if operation.replies.len() < 2 {
        return None;
    }
    let (accept, error) =
        (send::local(operation, "accept"), format_ident!("{}", operation.error_type));
    let rest = send::statements(operation, Some(quote!(#accept)), &quote!(successful(response)));
    Some(parse_quote! {
        async fn exchange(self, #accept: &'static str) -> Result<Response, Error<#error>> {
            #(#taken_apart)*
            #rest
        }
    })
}

fn ask(reply: &Reply) -> syn::Block {
    let accept = reply.accept.join(", ");
    let success: TokenStream = success(&reply.success, &quote!(response));
    parse_quote! {{
        let response = self.exchange(#accept).await?;
        #success
    }}
}

/// What a method does that sends the call; what it asks for, where there is a choice.
pub(crate) fn describe(operation: &Operation, reply: Option<&Reply>) -> String {
    let fails = "When the call is not complete, does not get through, or is answered with anything but success.";
    let asked = reply.and_then(|reply| reply.accept.first());
    let asks = asked.map(|asked| format!(", and asks for {}", code(asked))).unwrap_or_default();
    format!("Sends {}{asks}.\n\n# Errors\n\n{fails}", route(operation))
}
