//! Enums: of strings, and of values that are not all strings.

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::emit::model::head::head;
use crate::ir::model::{Model, Variant};
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, doc};
use crate::rust::formats::spellings;

/// An enum of strings, with room for unlisted ones.
pub(crate) fn texts(names: &RustNames, model: &Model, variants: &[Variant]) -> TokenStream {
    let name = names.model(model.id);
    let head = head(
        model,
        "A string without a description.",
        "",
        &["Clone", "Debug", "PartialEq", "Eq", "Hash"],
    );
    let listed = variants.iter().map(|variant| {
        let name = names.variant(variant.id);
        let docs = value_docs(variant);
        quote!(#docs #name)
    });
    let unknown = doc("A string that the description does not list, unchanged.");
    let as_str = doc("The string on the wire.");
    quote! {
        use guestlist_runtime::wire::OpenEnum as _;

        #head
        pub enum #name {
            #(#listed,)*
            #unknown
            Unknown(String),
        }

        impl #name {
            #as_str
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.as_text()
            }
        }
    }
}

/// The encoding and decoding of an enum of strings.
pub(crate) fn texts_wire(names: &RustNames, model: &Model, variants: &[Variant]) -> TokenStream {
    let name = names.model(model.id);
    let (rust, wire): (Vec<_>, Vec<_>) =
        variants.iter().map(|variant| (names.variant(variant.id), &variant.wire)).unzip();
    quote! {
        use guestlist_runtime::wire;

        use super::super::models::#name;

        wire::impl_open_enum!(#name);

        impl wire::OpenEnum for #name {
            #[inline]
            fn listed(text: &str) -> Option<Self> {
                match text {
                    #(#wire => Some(Self::#rust),)*
                    _ => None,
                }
            }

            fn unknown(text: String) -> Self {
                Self::Unknown(text)
            }

            #[inline]
            fn as_text(&self) -> &str {
                match self {
                    #(Self::#rust => #wire,)*
                    Self::Unknown(other) => other,
                }
            }
        }
    }
}

/// An enum of values that are not all strings, with room for unlisted ones.
pub(crate) fn values(names: &RustNames, model: &Model, variants: &[Variant]) -> TokenStream {
    let name = names.model(model.id);
    let head = head(model, "A value without a description.", "", &["Clone", "Debug", "PartialEq"]);
    let listed = variants.iter().map(|variant| {
        let name = names.variant(variant.id);
        let docs = value_docs(variant);
        quote!(#docs #name)
    });
    let unknown = doc("A value that the description does not list, unchanged.");
    let as_json = doc("The value on the wire, as JSON.");
    quote! {
        use guestlist_runtime::Json;
        use guestlist_runtime::wire::ValueEnum as _;

        #head
        pub enum #name {
            #(#listed,)*
            #unknown
            Unknown(Json),
        }

        impl #name {
            #as_json
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.as_json()
            }
        }
    }
}

/// The encoding and decoding of an enum of values.
pub(crate) fn values_wire(names: &RustNames, model: &Model, variants: &[Variant]) -> TokenStream {
    let name = names.model(model.id);
    let (rust, wire): (Vec<_>, Vec<_>) =
        variants.iter().map(|variant| (names.variant(variant.id), &variant.wire)).unzip();
    let spelled = wire.iter().map(|wire| {
        let spellings = spellings(wire);
        quote!(#(#spellings)|*)
    });
    quote! {
        use guestlist_runtime::{Json, wire};

        use super::super::models::#name;

        wire::impl_value_enum!(#name);

        impl wire::ValueEnum for #name {
            #[inline]
            fn listed(json: &str) -> Option<Self> {
                match json {
                    #(#spelled => Some(Self::#rust),)*
                    _ => None,
                }
            }

            fn unknown(value: Json) -> Self {
                Self::Unknown(value)
            }

            #[inline]
            fn as_json(&self) -> &str {
                match self {
                    #(Self::#rust => #wire,)*
                    Self::Unknown(other) => other.as_str(),
                }
            }
        }
    }
}

fn value_docs(variant: &Variant) -> Docs {
    let wire = code(&variant.wire);
    let wire = match variant.wire.trim().is_empty() {
        true => format!("The string {wire}, on the wire."),
        false => format!("{wire} on the wire."),
    };
    Docs::default().text(&variant.description).say(&wire)
}
