//! Unions: of tagged objects, of an object and an array, and of values distinguished by shape.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::emit::model::head::head;
use crate::emit::model::types::{Imports, optional, rust};
use crate::ir::model::{Arm, Model, Tag, UnionVariant};
use crate::ir::shape::Shape;
use crate::ir::types::Type;
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, codes, doc};

/// A union of objects that are distinguished by a property.
pub(crate) fn tagged(
    names: &RustNames,
    model: &Model,
    tag: &Tag,
    variants: &[UnionVariant],
    arms: &[Arm],
) -> TokenStream {
    let name = names.model(model.id);
    let mut imports = Imports::default();
    if tag.default.is_none() {
        imports.runtime("JsonObject");
    }
    variants.iter().for_each(|variant| imports.mention_optional(&variant.ty));
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_other_models(names, model.id);
    let head = head(model, "One of several objects.", "", &["Clone", "Debug", "PartialEq"]);
    let mut texts_of: Vec<Vec<&str>> = vec![Vec::new(); variants.len()];
    for arm in arms {
        for index in arm.variants.iter().collect::<BTreeSet<_>>() {
            texts_of[*index].extend(arm.texts.iter().map(String::as_str));
        }
    }
    let property = code(&tag.property);
    let listed = variants.iter().zip(texts_of).enumerate().map(|(index, (variant, texts))| {
        let (rust, ty) = (names.variant(variant.id), optional(names, &variant.ty));
        let about = match (tag.default == Some(index), texts.is_empty()) {
            (false, _) => format!("Its {property} is {}.", codes(texts)),
            (true, true) => format!("Its {property} is another value, or absent."),
            (true, false) => {
                format!("Its {property} is {}, another value, or absent.", codes(texts))
            }
        };
        let docs = Docs::default().text(&variant.description).say(&about);
        quote!(#docs #rust(#ty))
    });
    let unknown = tag.default.is_none().then(|| {
        let docs = doc(&format!(
            "An object whose {property} the description does not list, with all its properties."
        ));
        quote!(#docs Unknown(JsonObject),)
    });
    let from = conversions(names, model, variants);
    quote! {
        #of_runtime
        #of_models

        #head
        pub enum #name {
            #(#listed,)*
            #unknown
        }

        #from
    }
}

/// A union whose variant is selected by the shape of the value.
pub(crate) fn choice(names: &RustNames, model: &Model, variants: &[UnionVariant]) -> TokenStream {
    let name = names.model(model.id);
    let mut imports = Imports::default();
    imports.runtime("Json");
    variants.iter().for_each(|variant| imports.mention_optional(&variant.ty));
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_other_models(names, model.id);
    let head = head(model, "One of several values.", "", &["Clone", "Debug", "PartialEq"]);
    let listed = variants.iter().map(|variant| {
        let (rust, ty) = (names.variant(variant.id), optional(names, &variant.ty));
        let docs = about(names, variant);
        quote!(#docs #rust(#ty))
    });
    let unknown = doc("A value that matches none of these, unchanged.");
    let from = conversions(names, model, variants);
    quote! {
        #of_runtime
        #of_models

        #head
        pub enum #name {
            #(#listed,)*
            #unknown
            Unknown(Json),
        }

        #from
    }
}

/// A union of an object and an array.
pub(crate) fn either(
    names: &RustNames,
    model: &Model,
    object: &UnionVariant,
    list: &UnionVariant,
) -> TokenStream {
    let name = names.model(model.id);
    let mut imports = Imports::default();
    [object, list].iter().for_each(|variant| imports.mention(&variant.ty));
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_other_models(names, model.id);
    let head = head(model, "An object, or a list.", "", &["Clone", "Debug", "PartialEq"]);
    let (object_docs, list_docs) = (about(names, object), about(names, list));
    let (object_name, list_name) = (names.variant(object.id), names.variant(list.id));
    let (object_type, item) = (rust(names, &object.ty), rust(names, &list.ty));
    let from = [from(names, model, object, false), from(names, model, list, true)];
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

/// The docs of a variant: the document's description, or else one of its type.
fn about(names: &RustNames, variant: &UnionVariant) -> Docs {
    let see;
    let otherwise = match &variant.shape {
        Shape::Object { .. } | Shape::Map(_) | Shape::Union(_) => match plain_type(&variant.ty) {
            Type::Model(id) => {
                see = format!("See [`{}`].", names.model(*id));
                &see
            }
            _ => "An object.",
        },
        Shape::Array(_) => "An array.",
        Shape::String(_) => "A string.",
        Shape::Integer => "A whole number.",
        Shape::Number => "A number.",
        Shape::Boolean => "`true` or `false`.",
        Shape::Any | Shape::Values(_) => "Any value.",
        Shape::Null => "Only `null`.",
    };
    Docs::default().text_or(&variant.description, otherwise)
}

/// `From` for each type that only one variant holds.
fn conversions(names: &RustNames, model: &Model, variants: &[UnionVariant]) -> TokenStream {
    let name = |one: &UnionVariant| format!("{:?}", plain_type(&one.ty));
    let mut counts: HashMap<String, usize> = HashMap::new();
    variants.iter().for_each(|one| *counts.entry(name(one)).or_default() += 1);
    let is_alone = |one: &&UnionVariant| counts.get(&name(one)) == Some(&1);
    let from = variants.iter().filter(is_alone).map(|variant| from(names, model, variant, false));
    quote!(#(#from)*)
}

/// A type without its box: the conversion boxes the value.
fn plain_type(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

fn from(names: &RustNames, model: &Model, variant: &UnionVariant, is_list: bool) -> TokenStream {
    let (name, rust_name) = (names.model(model.id), names.variant(variant.id));
    let inner = plain_type(&variant.ty);
    let ty = if is_list {
        optional(names, &Type::Array(Box::new(inner.clone())))
    } else {
        optional(names, inner)
    };
    let is_boxed = matches!(variant.ty, Type::Boxed(_)) && !is_list;
    let value = if is_boxed { quote!(Box::new(value)) } else { quote!(value) };
    quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#rust_name(#value)
            }
        }
    }
}
