//! Typed mocks of the operations, for the tests of the client's users.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::assign::RustNames;
use crate::assign::operations::OperationNames;
use crate::emit::model::types::plain_type;
use crate::emit::operation::about::route;
use crate::emit::operation::content::success_type;
use crate::ir::api::Api;
use crate::ir::body::Content;
use crate::ir::example::ShownResponse;
use crate::ir::operation::Operation;
use crate::ir::response::Success;
use crate::rust::docs::doc;
use crate::rust::docs::visible::visible_json;

/// The module `mock`.
pub(crate) fn emit(api: &Api, names: &RustNames) -> TokenStream {
    let functions: Vec<TokenStream> =
        api.operations.iter().map(|one| function(names, one)).collect();
    let has_models = quote!(#(#functions)*).to_string().contains("models ::");
    let models = has_models.then(|| {
        quote!(
            use super::models;
        )
    });
    let shown = api.shown.iter().map(|one| shown(names, one));
    let docs = doc("The example responses of the description, for the transport `Examples`.");
    let mocked = (!functions.is_empty()).then(|| quote!(, MockCall, Mocks));
    quote! {
        use guestlist_runtime::mock::{Example #mocked};

        #models

        #(#functions)*

        #docs
        pub const EXAMPLES: &[Example] = &[#(#shown),*];
    }
}

fn shown(names: &RustNames, response: &ShownResponse) -> TokenStream {
    let ShownResponse { operation, status, media_type, body } = response;
    let operation = names.operation(*operation).method.as_str();
    let (status, body) = (Literal::u16_unsuffixed(*status), raw(&visible_json(body)));
    quote! {
        Example::new(#operation, #status, #media_type, #body)
    }
}

/// A string literal, raw if it contains quotes.
fn raw(text: &str) -> Literal {
    let most = text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let fence = "#".repeat(most.max().map_or(0, |most| most + 1));
    let raw = format!("r{fence}\"{text}\"{fence}").parse();
    raw.ok().filter(|_| !fence.is_empty()).unwrap_or_else(|| Literal::string(text))
}

fn function(names: &RustNames, operation: &Operation) -> TokenStream {
    let OperationNames { method: name, mock_arguments, .. } = names.operation(operation.id);
    let docs = doc(&format!("A call of {}.", route(operation)));
    let in_path: Vec<_> =
        operation.parameters.iter().filter(|one| one.location == "path").collect();
    let template = in_path
        .iter()
        .fold(operation.path.clone(), |path, one| path.replace(&format!("{{{}}}", one.wire), "{}"));
    // The braces are filled in the order of the path: a name is repeated for each of its occurrences.
    let mut places: Vec<_> = in_path
        .iter()
        .flat_map(|one| {
            let brace = format!("{{{}}}", one.wire);
            let places = operation.path.match_indices(&brace);
            places.map(|(at, _)| (at, &mock_arguments[one.id.at])).collect::<Vec<_>>()
        })
        .collect();
    places.sort_by_key(|(at, _)| *at);
    let values: Vec<_> = places.into_iter().map(|(_, name)| name).collect();
    let mut arguments: Vec<_> = Vec::new();
    for name in &values {
        if !arguments.contains(name) {
            arguments.push(*name);
        }
    }
    let (id, method) = (name.as_str(), operation.method.to_uppercase());
    // A body that is not JSON is mocked without a type.
    let success = match operation.success() {
        Success::Body(Content::Json(_)) | Success::Maybe(Content::Json(_)) => {
            success_type(names, operation, operation.success())
        }
        _ => None,
    };
    let success = success.unwrap_or_else(|| quote!(()));
    let media_type = operation.body.as_ref().and_then(|body| body.media_types.first());
    let body = match media_type.map(|one| &one.content) {
        Some(Content::Json(ty)) => plain_type(names, ty),
        _ => quote!(()),
    };
    quote! {
        #docs
        pub fn #name(mocks: &Mocks, #(#arguments: &str),*) -> MockCall<#success, #body> {
            MockCall::new(mocks, (#id, #method), #template, &[#(#values),*])
        }
    }
}
