//! The encoding and decoding of unions.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::assign::RustNames;
use crate::emit::model::types::{Imports, rust};
use crate::ir::model::{Arm, Model, Tag, UnionVariant};
use crate::ir::shape::{Shape, StringRule};
use crate::ir::types::Type;

/// The encoding and decoding of a union of tagged objects.
pub(crate) fn tagged(
    names: &RustNames,
    model: &Model,
    tag: &Tag,
    variants: &[UnionVariant],
    arms: &[Arm],
) -> TokenStream {
    let name = names.model(model.id);
    let rust: Vec<_> = variants.iter().map(|variant| names.variant(variant.id)).collect();
    let property = tag.property.as_str();
    let arms = arms.iter().filter(|arm| !arm.texts.is_empty()).map(|arm| {
        let texts = &arm.texts;
        let chosen: Vec<&UnionVariant> = arm.variants.iter().map(|at| &variants[*at]).collect();
        let read = match chosen[..] {
            [only] => one(names, only),
            _ => several(names, property, &chosen),
        };
        quote!(#(#texts)|* => #read)
    });
    let default = tag.default.and_then(|index| variants.get(index));
    let (unlisted, untagged) = match default {
        Some(variant) => {
            let read = one(names, variant);
            let untagged = without_tag(&read);
            (read, Some(untagged))
        }
        None => {
            let untagged = tag.is_optional.then(|| untagged(names, property, variants));
            (quote!(wire::unlisted(reader).map(Self::Unknown)), untagged)
        }
    };
    let unknown = default.is_none().then(|| quote!(Unknown));
    let by_value = tag.is_json.then(|| {
        quote!(
            const BY_VALUE: bool = true;
        )
    });
    quote! {
        use guestlist_runtime::wire;

        use super::super::models::#name;

        wire::impl_union!(#name by tagged { #(#rust,)* #unknown });

        impl wire::Tagged for #name {
            const TAG: &'static str = #property;
            #by_value

            #[inline]
            fn decode(tag: &str, reader: &mut wire::Reader<'_>) -> Result<Self, wire::DecodeError> {
                match tag {
                    #(#arms,)*
                    _ => #unlisted,
                }
            }

            #untagged
        }
    }
}

/// The decoding of objects without the tag, if they belong to one variant.
fn without_tag(read: &TokenStream) -> TokenStream {
    quote! {
        #[inline]
        fn untagged(reader: &mut wire::Reader<'_>) -> Result<Self, wire::DecodeError> {
            #read
        }
    }
}

/// The decoding of objects without the tag, if it is optional.
fn untagged(names: &RustNames, tag: &str, variants: &[UnionVariant]) -> TokenStream {
    let variants: Vec<&UnionVariant> = variants.iter().collect();
    let (shapes, reads) = (shapes_without(tag, &variants), reads(names, &variants));
    let variant = if variants.len() == 1 { format_ident!("_") } else { format_ident!("variant") };
    let read = match variants[..] {
        [only] => {
            let rust = names.variant(only.id);
            quote!(wire::Decode::decode(reader).map(Self::#rust))
        }
        _ => quote!(match variant { #reads }),
    };
    quote! {
        #[inline]
        fn untagged(reader: &mut wire::Reader<'_>) -> Result<Self, wire::DecodeError> {
            wire::without_tag(reader, &[#(#shapes),*], |#variant, reader| #read, Self::Unknown)
        }
    }
}

/// The shapes of variants without their tag.
fn shapes_without(tag: &str, variants: &[&UnionVariant]) -> Vec<TokenStream> {
    let shapes = variants.iter().map(|variant| match &variant.shape {
        Shape::Object { required, properties } => shape(&Shape::Object {
            required: required.iter().filter(|name| *name != tag).cloned().collect(),
            properties: properties.iter().filter(|(name, _)| name != tag).cloned().collect(),
        }),
        other => shape(other),
    });
    shapes.collect()
}

/// The variant of a tag value that only one variant has.
fn one(names: &RustNames, variant: &UnionVariant) -> TokenStream {
    let rust = names.variant(variant.id);
    quote!(wire::Decode::decode(reader).map(Self::#rust))
}

/// The variants that share a tag value, which does not distinguish them.
fn several(names: &RustNames, tag: &str, variants: &[&UnionVariant]) -> TokenStream {
    let shapes = shapes_without(tag, variants);
    let reads = reads(names, variants);
    quote! {
        wire::one_of(
            reader,
            &[#(#shapes),*],
            |variant, reader| match variant { #reads },
            Self::Unknown,
        )
    }
}

fn reads(names: &RustNames, variants: &[&UnionVariant]) -> TokenStream {
    let last = variants.len() - 1;
    let arms = variants.iter().enumerate().map(|(index, variant)| {
        let rust = names.variant(variant.id);
        let number = Literal::usize_unsuffixed(index);
        let pattern = if index == last { quote!(_) } else { quote!(#number) };
        quote!(#pattern => wire::Decode::decode(reader).map(Self::#rust))
    });
    quote!(#(#arms,)*)
}

/// The encoding and decoding of a union whose variant is selected by the shape of the value.
pub(crate) fn choice(names: &RustNames, model: &Model, variants: &[UnionVariant]) -> TokenStream {
    let name = names.model(model.id);
    let rust = variants.iter().map(|variant| names.variant(variant.id));
    let shapes = variants.iter().map(|variant| shape(&variant.shape));
    let reads = reads(names, &variants.iter().collect::<Vec<_>>());
    let variant = if variants.len() == 1 { format_ident!("_") } else { format_ident!("variant") };
    let read = match variants {
        [only] => {
            let rust = names.variant(only.id);
            quote!(wire::Decode::decode(reader).map(Self::#rust))
        }
        _ => quote!(match variant { #reads }),
    };
    quote! {
        use guestlist_runtime::{Json, wire};

        use super::super::models::#name;

        wire::impl_union!(#name by choice { #(#rust,)* Unknown });

        impl wire::Choice for #name {
            const SHAPES: &'static [wire::Shape] = &[#(#shapes),*];

            #[inline]
            fn decode(#variant: usize, reader: &mut wire::Reader<'_>) -> Result<Self, wire::DecodeError> {
                #read
            }

            fn unknown(value: Json) -> Self {
                Self::Unknown(value)
            }
        }
    }
}

pub(crate) fn shape(shape: &Shape) -> TokenStream {
    match shape {
        Shape::Object { required, properties } => {
            let properties = properties.iter().map(|(name, one)| {
                let one = self::shape(one);
                quote!((#name, #one))
            });
            quote!(wire::Shape::Object { required: &[#(#required),*], properties: &[#(#properties),*] })
        }
        Shape::Map(listed) => quote!(wire::Shape::Map(&[#(#listed),*])),
        Shape::Values(values) => quote!(wire::Shape::Values(&[#(#values),*])),
        Shape::Null => quote!(wire::Shape::Null),
        Shape::Array(item) => {
            let item = item.iter().map(|item| self::shape(item));
            quote!(wire::Shape::Array(&[#(#item),*]))
        }
        Shape::String(rules) => {
            let rules = rules.iter().map(string_rule);
            quote!(wire::Shape::String(&[#(#rules),*]))
        }
        Shape::Integer => quote!(wire::Shape::Integer),
        Shape::Number => quote!(wire::Shape::Number),
        Shape::Boolean => quote!(wire::Shape::Boolean),
        Shape::Any => quote!(wire::Shape::Any),
        Shape::Union(shapes) => {
            let shapes = shapes.iter().map(self::shape);
            quote!(wire::Shape::Union(&[#(#shapes),*]))
        }
    }
}

fn string_rule(rule: &StringRule) -> TokenStream {
    match rule {
        StringRule::Format(name) => {
            let name = format_ident!("{name}");
            quote!(wire::StringRule::#name)
        }
        StringRule::OneOf(texts) => quote!(wire::StringRule::OneOf(&[#(#texts),*])),
        StringRule::Pattern(pattern) => quote!(wire::StringRule::Pattern(#pattern)),
        StringRule::Length(least, most) => {
            let least = Literal::u64_unsuffixed(*least);
            let most = match most {
                &u64::MAX => quote!(usize::MAX),
                most => Literal::u64_unsuffixed(*most).into_token_stream(),
            };
            quote!(wire::StringRule::Length(#least, #most))
        }
    }
}

/// The encoding and decoding of a union of an object and an array.
pub(crate) fn either(
    names: &RustNames,
    model: &Model,
    object: &UnionVariant,
    list: &UnionVariant,
) -> TokenStream {
    let name = names.model(model.id);
    let mut imports = Imports::default();
    imports.model(model.id);
    [object, list].iter().for_each(|variant| imports.mention(&variant.ty));
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_models(names, &quote!(super::super::models));
    let (object_name, list_name) = (names.variant(object.id), names.variant(list.id));
    let item = rust(names, &list.ty);
    let (object_type, value) = match &object.ty {
        Type::Boxed(inner) => (rust(names, inner), quote!(Box::new(object))),
        other => (rust(names, other), quote!(object)),
    };
    quote! {
        #of_runtime
        use guestlist_runtime::wire;

        #of_models

        wire::impl_union!(#name by object_or_list { #object_name, #list_name });

        impl wire::ObjectOrList for #name {
            type Object = #object_type;
            type Item = #item;

            fn object(object: #object_type) -> Self {
                Self::#object_name(#value)
            }

            fn list(items: Vec<#item>) -> Self {
                Self::#list_name(items)
            }
        }
    }
}
