//! The operations: what progenitor makes of them, in our words.
//!
//! In goes the lowered document, out come a builder and a `send` for each operation. progenitor
//! writes them; schemas it never sees, only their names, which are replaced by our models. Nothing
//! here knows what a model holds.

mod answers;
mod bodies;
mod client;
mod content;
mod forms;
mod mentions;
mod mock;
mod paging;
mod replies;
mod rewrite;
mod send;
mod site;
mod stub;
mod transport;

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};

use openapiv3::OpenAPI;
use proc_macro2::TokenStream;
use progenitor_impl::{
    GenerationSettings, Generator, HooksMode, InterfaceStyle, TagStyle, TypeImpl,
};
use quote::{format_ident, quote};
use rayon::prelude::*;

use crate::docs::{Docs, code, codes, inline};
use crate::lower::{Api, Content, Lowered, MediaType, Operation, Success};
use crate::names::{file, pascal};
use crate::render::layout;
use crate::report::Report;

pub(crate) use site::names as places;

/// The code of the client and its operations, laid out.
pub(crate) struct Client {
    pub(crate) client: String,
    /// The mocks of the operations.
    pub(crate) mock: String,
    /// One for each tag: the methods of the client.
    pub(crate) tags: Vec<TagCode>,
}

/// The code of a tag.
pub(crate) struct TagCode {
    pub(crate) module: String,
    pub(crate) about: Docs,
    pub(crate) methods: String,
    /// One for each operation: the name of its module, and its code.
    pub(crate) operations: Vec<(String, String)>,
}

/// How many operations progenitor gets at a time: enough that beginning costs little, few enough
/// that all processors have some.
const SHARE: usize = 4;

/// Generates the client.
pub(crate) fn generate(lowered: &Lowered) -> Result<Client, Report> {
    let api = &lowered.api;
    let (code, (client, mock)) = rayon::join(
        || api.operations.par_chunks(SHARE).map(|share| files(api, share)).collect::<Vec<_>>(),
        || rayon::join(|| layout(client::emit(api)), || layout(mock::emit(api))),
    );
    let code: Vec<Vec<String>> = code.into_iter().collect::<Result<_, _>>()?;
    let mut by_tag: HashMap<&str, Vec<(&Operation, String)>> = HashMap::new();
    for (operation, code) in api.operations.iter().zip(code.into_iter().flatten()) {
        by_tag.entry(&operation.tag).or_default().push((operation, code));
    }
    let tags =
        api.tags.iter().map(|tag| (tag, by_tag.remove(tag.name.as_str()).unwrap_or_default()));
    let tags = tags.collect::<Vec<_>>().into_par_iter().map(|(tag, found)| {
        let operations: Vec<&Operation> = found.iter().map(|(operation, _)| *operation).collect();
        let about = Docs::default().text_or(&tag.description, &inline(&tag.name));
        let about = match &tag.url {
            Some(url) => about.say(&format!("See {}.", inline(url))),
            None => about,
        };
        TagCode {
            module: tag.module.clone(),
            about,
            methods: layout(methods(&operations)),
            operations: found
                .into_iter()
                .map(|(operation, code)| (file(&operation.method_name), code))
                .collect(),
        }
    });
    Ok(Client { client, mock, tags: tags.collect() })
}

/// The files of some operations, in their order.
fn files(api: &Api, operations: &[Operation]) -> Result<Vec<String>, Report> {
    let mut builders = Builders::of(api, operations)?;
    let file = |operation| {
        let builder = builders.take(operation)?;
        let paging = paging::emit(api, operation);
        Ok(rewrite::file(operation, builder, paging))
    };
    operations.iter().map(file).collect()
}

/// What progenitor made for each operation, by the name of its builder.
struct Builders(BTreeMap<String, Vec<syn::Item>>);

impl Builders {
    fn of(api: &Api, operations: &[Operation]) -> Result<Self, Report> {
        let replacements = stub::replacements(operations);
        let document = stub::document(api, operations, &replacements);
        let document = document.map_err(|error| Report::of_fault(&error))?;
        let tokens = run(&replacements, &document).map_err(|error| Report::of_fault(&error))?;
        let items = rewrite::builder_items(tokens);
        let mut builders: BTreeMap<String, Vec<syn::Item>> = BTreeMap::new();
        for item in items.map_err(|error| Report::of_fault(&error.to_string()))? {
            let name = match &item {
                syn::Item::Struct(item) => item.ident.to_string(),
                syn::Item::Impl(item) => rewrite::name_of_type(&item.self_ty),
                _ => continue,
            };
            builders.entry(name).or_default().push(item);
        }
        Ok(Self(builders))
    }

    fn take(&mut self, operation: &Operation) -> Result<Vec<syn::Item>, Report> {
        let name = pascal(&operation.method_name);
        let found = self.0.remove(&name);
        found.ok_or_else(|| {
            Report::of_fault(&format!("progenitor made no builder for {}", operation.id))
        })
    }
}

fn run(replacements: &[(String, String)], document: &OpenAPI) -> Result<TokenStream, String> {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged)
        .with_hooks(HooksMode::Expected)
        .with_inner_type(quote!(Session));
    for (name, path) in replacements {
        settings.with_replacement(name, path, [TypeImpl::Display, TypeImpl::FromStr].into_iter());
    }
    let mut generator = Generator::new(&settings);
    let tokens = catch_unwind(AssertUnwindSafe(|| generator.generate_tokens(document)))
        .map_err(|_| "progenitor panicked on the lowered document".to_owned())?
        .map_err(|error| format!("progenitor refused the lowered document: {error}"))?;
    let normal = |text: &str| text.replace(' ', "");
    for made in generator.get_type_space().iter_types() {
        let name = normal(&made.name());
        let is_ours = replacements.iter().any(|(_, path)| normal(path) == name);
        if !is_ours {
            return Err(format!("progenitor made a type of its own, {name}"));
        }
    }
    Ok(tokens)
}

/// The methods of the client that begin the operations of a tag.
fn methods(operations: &[&Operation]) -> TokenStream {
    let modules =
        operations.iter().map(|operation| format_ident!("{}", file(&operation.method_name)));
    let exports = operations.iter().map(|operation| {
        let module = format_ident!("{}", file(&operation.method_name));
        let names = types(operation);
        let names = names.iter().map(|name| format_ident!("{name}"));
        quote!(pub use #module::{#(#names),*};)
    });
    let methods = operations.iter().map(|operation| {
        let method = format_ident!("{}", operation.method_name);
        let ty = format_ident!("{}", operation.type_name);
        let docs = about(operation);
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        quote! {
            #docs
            #deprecated
            pub fn #method(&self) -> #ty<'_> {
                #ty::new(self)
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

/// The types that the file of an operation has.
fn types(operation: &Operation) -> Vec<String> {
    let mut names = vec![operation.type_name.clone(), operation.error_type.clone()];
    if let Some(body) = &operation.body {
        let has_files = |one: &MediaType| matches!(one.content, Content::Files(_));
        let enum_type = (body.media_types.len() > 1).then(|| operation.body_type());
        let form = body.media_types.iter().any(has_files).then(|| operation.form_type());
        names.extend(enum_type.into_iter().chain(form));
    }
    if matches!(operation.success(), Success::ByStatus(_)) {
        names.push(operation.response_type());
    }
    names
}

/// What an operation does, for its docs.
fn about(operation: &Operation) -> Docs {
    let mut summary = inline(&operation.summary);
    if !summary.is_empty() && !summary.ends_with('.') {
        summary.push('.');
    }
    let mut docs = Docs::default().say(&summary).text(&operation.description);
    docs = docs.say(&route(operation));
    docs = match &operation.permissions[..] {
        [] => docs,
        [one] => docs.say(&format!("Needs the permission {}.", code(one))),
        all => {
            let all = codes(all.iter().map(String::as_str));
            docs.say(&format!("Needs one of the permissions {all}."))
        }
    };
    for (status, meaning) in &operation.successes {
        docs = docs.labelled(&format!("Answers {}: ", inline(status)), meaning);
    }
    if matches!(operation.success(), Success::Maybe(_)) {
        docs = docs.say("The value is `None` when the answer has no body.");
    }
    docs
}

/// The method and the path, as code.
fn route(operation: &Operation) -> String {
    code(&format!("{} {}", operation.method.to_uppercase(), operation.path))
}
