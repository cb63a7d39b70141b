//! Rust types for the types of a document, and the names that a file imports for them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use crate::assign::RustNames;
use crate::ir::id::ModelId;
use crate::ir::types::{Type, Width};
use crate::rust::formats::StringFormat;

/// The type of a value that only callers send, as it is named outside of the models.
pub(crate) fn given_type(names: &RustNames, ty: &Type) -> TokenStream {
    match ty {
        Type::Integer(Width(width)) if *width != "Integer" => rust_name(width),
        Type::Array(inner) => {
            let inner = given_item(names, inner);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let inner = given_item(names, inner);
            quote!(guestlist_runtime::Map<#inner>)
        }
        Type::Nullable(inner) => {
            let inner = given_type(names, inner);
            quote!(Option<#inner>)
        }
        other => plain_type(names, other),
    }
}

/// The type of an item of such a value: a lone integer converts from any Rust integer, but items do not.
fn given_item(names: &RustNames, ty: &Type) -> TokenStream {
    match ty {
        Type::Integer(Width("Integer")) => quote!(i64),
        other => given_type(names, other),
    }
}

/// A type as it is named outside of the models.
pub(crate) fn plain_type(names: &RustNames, ty: &Type) -> TokenStream {
    match ty {
        Type::Model(id) => {
            let name = names.model(*id);
            quote!(models::#name)
        }
        Type::Format(StringFormat { ty: Some(ty), .. }) => {
            let ty = format_ident!("{ty}");
            quote!(guestlist_runtime::#ty)
        }
        Type::Integer(_) => quote!(guestlist_runtime::Integer),
        Type::Number => quote!(guestlist_runtime::Number),
        Type::Any => quote!(guestlist_runtime::Json),
        Type::Object => quote!(guestlist_runtime::JsonObject),
        Type::Array(inner) => {
            let inner = plain_type(names, inner);
            quote!(guestlist_runtime::Array<#inner>)
        }
        Type::Map(inner) => {
            let inner = plain_type(names, inner);
            quote!(guestlist_runtime::Map<#inner>)
        }
        Type::Nullable(inner) => {
            let inner = match &**inner {
                Type::Array(item) => {
                    let item = plain_type(names, item);
                    quote!(Vec<#item>)
                }
                other => plain_type(names, other),
            };
            quote!(Option<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = plain_type(names, inner);
            quote!(Box<#inner>)
        }
        Type::Linked(inner) => {
            let inner = plain_type(names, inner);
            quote!(guestlist_runtime::Linked<#inner>)
        }
        other => rust(names, other),
    }
}

/// The imports of a model's file.
#[derive(Default)]
pub(crate) struct Imports {
    runtime: BTreeSet<&'static str>,
    models: BTreeSet<ModelId>,
}

impl Imports {
    pub(crate) fn runtime(&mut self, name: &'static str) {
        self.runtime.insert(name);
    }

    pub(crate) fn model(&mut self, id: ModelId) {
        self.models.insert(id);
    }

    /// Notes the names in a type.
    pub(crate) fn mention(&mut self, ty: &Type) {
        match ty {
            Type::Format(format) => format.ty.into_iter().for_each(|ty| self.runtime(ty)),
            Type::Any => self.runtime("Json"),
            Type::Object => self.runtime("JsonObject"),
            Type::Integer(_) => self.runtime("Integer"),
            Type::Number => self.runtime("Number"),
            Type::Map(inner) => {
                self.runtime("Map");
                self.mention(inner);
            }
            Type::Array(inner) => {
                self.runtime("Array");
                self.mention(inner);
            }
            Type::Nullable(inner) => self.mention_optional(inner),
            Type::Boxed(inner) => self.mention(inner),
            Type::Linked(inner) => {
                self.runtime("Linked");
                self.mention(inner);
            }
            Type::Model(id) => self.model(*id),
            Type::Boolean | Type::String => {}
        }
    }

    /// Notes the names in a type as [`optional`] writes it.
    pub(crate) fn mention_optional(&mut self, ty: &Type) {
        match ty {
            Type::Array(inner) => self.mention(inner),
            other => self.mention(other),
        }
    }

    /// The `use` of the runtime's types.
    pub(crate) fn of_runtime(&self) -> Option<TokenStream> {
        let names: Vec<_> = self.runtime.iter().map(|name| format_ident!("{name}")).collect();
        use_of(&quote!(guestlist_runtime), &names)
    }

    /// The `use` of models, from a module.
    pub(crate) fn of_models(&self, names: &RustNames, module: &TokenStream) -> Option<TokenStream> {
        let mut names: Vec<_> = self.models.iter().map(|id| names.model(*id)).collect();
        names.sort();
        use_of(module, &names)
    }

    /// The `use` of other models in the file of a model.
    pub(crate) fn of_other_models(
        &mut self,
        names: &RustNames,
        own: ModelId,
    ) -> Option<TokenStream> {
        self.models.remove(&own);
        self.of_models(names, &quote!(super))
    }
}

fn use_of(module: &TokenStream, names: &[impl ToTokens]) -> Option<TokenStream> {
    match names {
        [] => None,
        [one] => Some(quote!(use #module::#one;)),
        all => Some(quote!(use #module::{#(#all),*};)),
    }
}

fn rust_name(name: &str) -> TokenStream {
    let name = format_ident!("{name}");
    quote!(#name)
}

/// The Rust type of a value that may be missing or `null`: an array is a `Vec`, which has no `null` of its
/// own.
pub(crate) fn optional(names: &RustNames, ty: &Type) -> TokenStream {
    match ty {
        Type::Array(inner) => {
            let inner = rust(names, inner);
            quote!(Vec<#inner>)
        }
        other => rust(names, other),
    }
}

/// The Rust type of a required value.
pub(crate) fn rust(names: &RustNames, ty: &Type) -> TokenStream {
    match ty {
        Type::Boolean => quote!(bool),
        Type::Integer(_) => quote!(Integer),
        Type::Number => quote!(Number),
        Type::Map(inner) => {
            let inner = rust(names, inner);
            quote!(Map<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = rust(names, inner);
            quote!(Box<#inner>)
        }
        Type::Linked(inner) => {
            let inner = rust(names, inner);
            quote!(Linked<#inner>)
        }
        Type::String => quote!(String),
        Type::Format(format) => {
            let ty = format_ident!("{}", format.ty.unwrap_or("String"));
            quote!(#ty)
        }
        Type::Any => quote!(Json),
        Type::Object => quote!(JsonObject),
        Type::Array(inner) => {
            let inner = rust(names, inner);
            quote!(Array<#inner>)
        }
        Type::Nullable(inner) => {
            let inner = optional(names, inner);
            quote!(Option<#inner>)
        }
        Type::Model(id) => names.model(*id).to_token_stream(),
    }
}

/// The type of an argument for a Rust type, and the expression that converts it.
pub(crate) fn argument(ty: &Type, rust: TokenStream) -> (TokenStream, TokenStream) {
    match ty {
        Type::Boolean | Type::Any | Type::Object => (rust, quote!(value)),
        Type::Array(item) if matches!(**item, Type::Integer(_)) => {
            let items = quote!(impl IntoIterator<Item: Into<Integer>>);
            (items, quote!(value.into_iter().map(Into::into).collect()))
        }
        _ => (quote!(impl Into<#rust>), quote!(value.into())),
    }
}
