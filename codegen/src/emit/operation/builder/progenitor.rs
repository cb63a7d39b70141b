//! The request builders as progenitor generates them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use openapiv3::OpenAPI;
use proc_macro2::TokenStream;
use progenitor_impl::{
    GenerationSettings, Generator, HooksMode, InterfaceStyle, TagStyle, TypeImpl,
};
use quote::quote;

use crate::assign::RustNames;
use crate::emit::operation::builder::{rewrite, stub};
use crate::ir::api::Api;
use crate::ir::operation::Operation;
use crate::report::Report;

/// The items that progenitor generated for each operation, by the name of its builder.
pub(crate) struct Builders(BTreeMap<String, Vec<syn::Item>>);

impl Builders {
    pub(crate) fn of(
        api: &Api,
        names: &RustNames,
        operations: &[Operation],
    ) -> Result<Self, Report> {
        let replacements = stub::replacements(names, operations);
        let document = stub::document(api, names, operations, &replacements);
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

    pub(crate) fn take(
        &mut self,
        names: &RustNames,
        operation: &Operation,
    ) -> Result<Vec<syn::Item>, Report> {
        let found = self.0.remove(names.operation(operation.id).call.as_str());
        found.ok_or_else(|| {
            Report::of_fault(&format!("progenitor made no builder for {}", operation.name))
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
