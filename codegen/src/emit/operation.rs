//! The operations: a request builder, its `send`, and the types of its responses.
//!
//! It takes an [`Api`] and its names, and returns the files of the client and its operations. The builders
//! are progenitor's, which only [`builder`] knows. It never reads the contents of models.

pub(crate) mod about;
pub(crate) mod bodies;
pub(crate) mod builder;
pub(crate) mod content;
pub(crate) mod mock;
pub(crate) mod multipart;
pub(crate) mod paging;
pub(crate) mod responses;
pub(crate) mod send;
pub(crate) mod send_methods;

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::assign::operations::OperationNames;
use crate::emit::operation::about::about;
use crate::emit::operation::builder::progenitor::Builders;
use crate::emit::operation::builder::rewrite;
use crate::ir::api::Api;
use crate::ir::body::{Content, MediaType};
use crate::ir::id::TagId;
use crate::ir::operation::Operation;
use crate::ir::response::Success;
use crate::progress::Progress;
use crate::report::Report;
use crate::rust::docs::Docs;
use crate::rust::docs::markdown::inline;
use crate::rust::layout::layout;

/// The code of the client and its operations, laid out.
pub(crate) struct Client {
    pub(crate) client: String,
    /// The mocks of the operations.
    pub(crate) mock: String,
    /// The methods of the client, for each tag.
    pub(crate) tags: Vec<TagCode>,
}

/// The code of a tag.
pub(crate) struct TagCode {
    pub(crate) module: Identifier,
    pub(crate) about: Docs,
    pub(crate) methods: String,
    /// The name of the module and the code of each operation.
    pub(crate) operations: Vec<(Identifier, String)>,
}

/// The number of operations that progenitor gets at a time: large enough to keep the overhead low, and small
/// enough to use all processors.
const SHARE: usize = 4;

/// Generates the client.
pub(crate) fn generate(
    api: &Api,
    names: &RustNames,
    progress: &Progress,
) -> Result<Client, Report> {
    let (code, (client, mock)) = rayon::join(
        || {
            let shares = api.operations.par_chunks(SHARE);
            let made = shares.map(|share| (share.len(), files(api, names, share)));
            made.inspect(|(count, _)| progress.add(*count))
                .map(|(_, made)| made)
                .collect::<Vec<_>>()
        },
        || {
            rayon::join(
                || layout(crate::emit::client::builder::emit(api, names)),
                || layout(mock::emit(api, names)),
            )
        },
    );
    let code: Vec<Vec<String>> = code.into_iter().collect::<Result<_, _>>()?;
    let mut by_tag: HashMap<TagId, Vec<(&Operation, String)>> = HashMap::new();
    for (operation, code) in api.operations.iter().zip(code.into_iter().flatten()) {
        by_tag.entry(operation.tag).or_default().push((operation, code));
    }
    let tags = api.tags.iter().map(|tag| (tag, by_tag.remove(&tag.id).unwrap_or_default()));
    let tags = tags.collect::<Vec<_>>().into_par_iter().map(|(tag, found)| {
        let operations: Vec<&Operation> = found.iter().map(|(operation, _)| *operation).collect();
        let about = Docs::default().text_or(&tag.description, &inline(&tag.name));
        let about = match &tag.url {
            Some(url) => about.say(&format!("See {}.", inline(url))),
            None => about,
        };
        TagCode {
            module: names.module(tag.id).clone(),
            about,
            methods: layout(methods(names, &operations)),
            operations: found
                .into_iter()
                .map(|(operation, code)| (names.operation(operation.id).module.clone(), code))
                .collect(),
        }
    });
    Ok(Client { client, mock, tags: tags.collect() })
}

/// The files of some operations, in the same order.
fn files(api: &Api, names: &RustNames, operations: &[Operation]) -> Result<Vec<String>, Report> {
    let mut builders = Builders::of(api, names, operations)?;
    let file = |operation| {
        let builder = builders.take(names, operation)?;
        let paging = paging::emit(api, names, operation);
        Ok(rewrite::file(names, operation, builder, paging))
    };
    operations.iter().map(file).collect()
}

/// The methods of the client that create the calls of a tag.
fn methods(names: &RustNames, operations: &[&Operation]) -> TokenStream {
    let modules = operations.iter().map(|operation| &names.operation(operation.id).module);
    let exports = operations.iter().map(|operation| {
        let (module, types) = (&names.operation(operation.id).module, types(names, operation));
        quote!(pub use #module::{#(#types),*};)
    });
    let methods = operations.iter().map(|operation| {
        let OperationNames { method, call, .. } = names.operation(operation.id);
        let docs = about(operation);
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        quote! {
            #docs
            #deprecated
            #[inline]
            pub fn #method(&self) -> #call<'_> {
                #call::new(self)
            }
        }
    });
    quote! {
        #(mod #modules;)*

        #(#exports)*

        use super::client::Client;

        impl Client {
            #(#methods)*
        }
    }
}

/// The types in the file of an operation.
fn types<'a>(names: &'a RustNames, operation: &Operation) -> Vec<&'a Identifier> {
    let OperationNames { call, error, body, form, response, .. } = names.operation(operation.id);
    let mut types = vec![call, error];
    if let Some(described) = &operation.body {
        let has_files = |one: &MediaType| matches!(one.content, Content::Files(_));
        types.extend((described.media_types.len() > 1).then_some(body));
        types.extend(described.media_types.iter().any(has_files).then_some(form));
    }
    if matches!(operation.success(), Success::ByStatus(_)) {
        types.push(response);
    }
    types
}
