//! Enums: of texts, of tagged objects, of an object and a list.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::types::{Imports, rust};
use super::{doc, head, plain};
use crate::lower::{Model, Type, UnionVariant, Variant};

/// An enum of texts, open for more.
pub(super) fn open_enum(model: &Model, variants: &[Variant]) -> TokenStream {
    let name = format_ident!("{}", model.name);
    let head = head(
        model,
        "A text that the description does not explain.",
        "",
        &["Clone", "Debug", "PartialEq", "Eq", "Hash"],
    );
    let listed = variants.iter().map(|variant| {
        let name = format_ident!("{}", variant.rust);
        let docs = doc(&format!("`{}` on the wire.", variant.wire));
        quote!(#docs #name)
    });
    let unknown = doc("A text that the description does not list, as it came.");
    let as_str = doc("The text on the wire.");
    quote! {
        use guestlist_runtime::wire::OpenEnum;

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

/// How an enum of texts is read and written.
pub(super) fn open_enum_wire(model: &Model, variants: &[Variant]) -> TokenStream {
    let name = format_ident!("{}", model.name);
    let (rust, wire): (Vec<_>, Vec<_>) =
        variants.iter().map(|variant| (format_ident!("{}", variant.rust), &variant.wire)).unzip();
    quote! {
        use guestlist_runtime::wire::{self, OpenEnum};

        use super::super::models::#name;

        wire::impl_open_enum!(#name);

        impl OpenEnum for #name {
            fn from_text(text: &str) -> Self {
                match text {
                    #(#wire => Self::#rust,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }

            fn as_text(&self) -> &str {
                match self {
                    #(Self::#rust => #wire,)*
                    Self::Unknown(other) => other,
                }
            }
        }
    }
}

/// A union of objects that a member tells apart.
pub(super) fn tagged(model: &Model, tag: &str, variants: &[UnionVariant]) -> TokenStream {
    let name = format_ident!("{}", model.name);
    let mut imports = Imports::default();
    imports.runtime("JsonObject");
    variants.iter().for_each(|variant| imports.mention(&variant.ty));
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_models(quote!(super), &model.name);
    let head = head(model, "One of several objects.", "", &["Clone", "Debug", "PartialEq"]);
    let listed = variants.iter().map(|variant| {
        let (rust, ty) = (format_ident!("{}", variant.rust), rust(&variant.ty));
        let docs =
            doc(&format!("{}\n\nIts `{tag}` is `{}`.", plain(&variant.description), variant.tag));
        quote!(#docs #rust(#ty))
    });
    let unknown = doc(&format!(
        "An object whose `{tag}` the description does not list, with all its members."
    ));
    let from = variants.iter().map(|variant| from(model, variant, false));
    quote! {
        #of_runtime
        #of_models

        #head
        pub enum #name {
            #(#listed,)*
            #unknown
            Unknown(JsonObject),
        }

        #(#from)*
    }
}

/// How a union of tagged objects is read and written.
pub(super) fn tagged_wire(model: &Model, tag: &str, variants: &[UnionVariant]) -> TokenStream {
    let name = format_ident!("{}", model.name);
    let rust: Vec<_> = variants.iter().map(|variant| format_ident!("{}", variant.rust)).collect();
    let tags = variants.iter().map(|variant| &variant.tag);
    quote! {
        use guestlist_runtime::wire::{self, Tagged, Untold};
        use serde::de::MapAccess;

        use super::super::models::#name;

        wire::impl_union!(#name by tagged { #(#rust,)* Unknown });

        impl Tagged for #name {
            const TAG: &'static str = #tag;

            fn read<'de, A: MapAccess<'de>>(tag: &str, members: Untold<A>) -> Result<Self, A::Error> {
                match tag {
                    #(#tags => members.object().map(Self::#rust),)*
                    _ => members.unknown().map(Self::Unknown),
                }
            }
        }
    }
}

/// A union of an object and a list.
pub(super) fn either(model: &Model, object: &UnionVariant, list: &UnionVariant) -> TokenStream {
    let name = format_ident!("{}", model.name);
    let mut imports = Imports::default();
    [object, list].iter().for_each(|variant| imports.mention(&variant.ty));
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_models(quote!(super), &model.name);
    let head = head(model, "An object, or a list.", "", &["Clone", "Debug", "PartialEq"]);
    let (object_docs, list_docs) =
        (doc(&plain(&object.description)), doc(&plain(&list.description)));
    let (object_name, list_name) =
        (format_ident!("{}", object.rust), format_ident!("{}", list.rust));
    let (object_type, item) = (rust(&object.ty), rust(&list.ty));
    let from = [from(model, object, false), from(model, list, true)];
    quote! {
        #of_runtime
        #of_models

        #head
        pub enum #name {
            #object_docs
            #object_name(#object_type),
            #list_docs
            #list_name(Vec<#item>),
        }

        #(#from)*
    }
}

/// How a union of an object and a list is read and written.
pub(super) fn either_wire(
    model: &Model,
    object: &UnionVariant,
    list: &UnionVariant,
) -> TokenStream {
    let name = format_ident!("{}", model.name);
    let mut imports = Imports::default();
    imports.model(&model.name);
    [object, list].iter().for_each(|variant| imports.mention(&variant.ty));
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_models(quote!(super::super::models), "");
    let (object_name, list_name) =
        (format_ident!("{}", object.rust), format_ident!("{}", list.rust));
    let (object_type, item) = (rust(&object.ty), rust(&list.ty));
    quote! {
        #of_runtime
        use guestlist_runtime::wire::{self, ObjectOrList};

        #of_models

        wire::impl_union!(#name by object_or_list { #object_name, #list_name });

        impl ObjectOrList for #name {
            type Object = #object_type;
            type Item = #item;

            fn object(object: #object_type) -> Self {
                Self::#object_name(object)
            }

            fn list(items: Vec<#item>) -> Self {
                Self::#list_name(items)
            }
        }
    }
}

fn from(model: &Model, variant: &UnionVariant, is_list: bool) -> TokenStream {
    let (name, rust_name) = (format_ident!("{}", model.name), format_ident!("{}", variant.rust));
    let ty =
        if is_list { rust(&Type::List(Box::new(variant.ty.clone()))) } else { rust(&variant.ty) };
    quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#rust_name(value)
            }
        }
    }
}
