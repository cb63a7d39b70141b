//! How a call is sent: with one method, or, where its response has several media types,
//! with one for each.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{ImplItem, parse_quote};

use crate::emit::operation::about::route;
use crate::emit::operation::content::{success, success_type};
use crate::emit::operation::send;
use crate::ir::operation::Operation;
use crate::ir::response::SendMethod;
use crate::rust::docs::doc;
use crate::rust::docs::inlines::code;

/// Completes the body of `send`, which begins with what takes the builder apart.
pub(crate) fn send(operation: &Operation, block: &mut syn::Block) {
    let [only] = &operation.send_methods[..] else {
        *block = operation.send_methods.first().map_or_else(|| parse_quote!({}), ask);
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
    let others = operation.send_methods.iter().skip(1).map(|send_method| {
        let docs = doc(&describe(operation, Some(send_method)));
        let (method, error) =
            (format_ident!("{}", send_method.method), format_ident!("{}", operation.error_type));
        let ty = success_type(operation, &send_method.success).unwrap_or_else(|| quote!(()));
        let block = ask(send_method);
        parse_quote! {
            #docs
            pub async fn #method(self) -> Result<ResponseValue<#ty>, Error<#error>> #block
        }
    });
    others.collect()
}

/// The method that the others have in common; none where there is but one.
pub(crate) fn exchange(operation: &Operation, taken_apart: &[syn::Stmt]) -> Option<ImplItem> {
    if operation.send_methods.len() < 2 {
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

fn ask(send_method: &SendMethod) -> syn::Block {
    let accept = send_method.accept.join(", ");
    let success: TokenStream = success(&send_method.success, &quote!(response));
    parse_quote! {{
        let response = self.exchange(#accept).await?;
        #success
    }}
}

/// What a method does that sends the call; what it asks for, where there is a choice.
pub(crate) fn describe(operation: &Operation, send_method: Option<&SendMethod>) -> String {
    let fails =
        "When the call is not complete, does not get through, or the response is not a success.";
    let asked = send_method.and_then(|send_method| send_method.accept.first());
    let asks = asked.map(|asked| format!(", and asks for {}", code(asked))).unwrap_or_default();
    format!("Sends {}{asks}.\n\n# Errors\n\n{fails}", route(operation))
}
