//! Typed mocks of the operations, for the tests of whoever uses the client.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::route;
use crate::lower::{Api, Operation, Success};
use crate::model::doc;

/// The module `mock`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let functions = api.operations.iter().map(function);
    let has_models = api
        .operations
        .iter()
        .any(|one| one.body.is_some() || !matches!(one.success, Success::Nothing));
    let models = has_models.then(|| {
        quote!(
            use super::models;
        )
    });
    quote! {
        use guestlist_runtime::mock::{MockCall, MockServer};

        #models

        #(#functions)*
    }
}

fn function(operation: &Operation) -> TokenStream {
    let name = format_ident!("{}", operation.method_name);
    let docs = doc(&format!("A call of {}.", route(operation)));
    let in_path: Vec<_> =
        operation.parameters.iter().filter(|one| one.location == "path").collect();
    let template = in_path
        .iter()
        .fold(operation.path.clone(), |path, one| path.replace(&format!("{{{}}}", one.wire), "{}"));
    // In the order of the path, in which the braces are filled.
    let mut ordered = in_path.clone();
    ordered.sort_by_key(|one| operation.path.find(&format!("{{{}}}", one.wire)));
    let arguments: Vec<_> = ordered.iter().map(|one| format_ident!("{}", one.rust)).collect();
    let method = operation.method.to_uppercase();
    let model = |name: &String| {
        let name = format_ident!("{name}");
        quote!(models::#name)
    };
    let success = match &operation.success {
        Success::Nothing => quote!(()),
        Success::Model(name) => model(name),
        Success::Maybe(name) => {
            let model = model(name);
            quote!(Option<#model>)
        }
    };
    let body = operation.body.as_ref().map_or(quote!(()), model);
    quote! {
        #docs
        pub fn #name<'s>(server: &'s MockServer, #(#arguments: &str),*) -> MockCall<'s, #success, #body> {
            MockCall::new(server, #method, #template, &[#(#arguments),*])
        }
    }
}
