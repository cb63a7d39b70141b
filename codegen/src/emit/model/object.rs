//! An object: a struct with public fields, `new`, and a setter for each optional property.

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::emit::model::head::head;
use crate::emit::model::types::{Imports, argument, optional, rust};
use crate::ir::model::{Model, Presence, Property};
use crate::ir::types::Type;
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, doc};

/// The struct and its methods.
pub(crate) fn emit(
    names: &RustNames,
    model: &Model,
    properties: &[Property],
    additional: Option<&Type>,
) -> TokenStream {
    let name = names.model(model.id);
    let mut imports = Imports::default();
    imports.runtime("JsonObject");
    for property in properties.iter().filter(|property| has_field(property)) {
        mention(property, &mut imports);
        if property.presence == Presence::OptionalNullable {
            imports.runtime("Field");
        }
    }
    if let Some(ty) = additional {
        imports.runtime("Map");
        imports.mention(ty);
    }
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_other_models(names, model.id);
    let is_empty = properties.iter().filter(|property| has_field(property)).all(|property| {
        matches!(property.presence, Presence::Optional | Presence::OptionalNullable)
    });
    let derives: &[&str] = if is_empty {
        &["Clone", "Debug", "Default", "PartialEq"]
    } else {
        &["Clone", "Debug", "PartialEq"]
    };
    let note = tag_note(properties);
    let head = head(model, "An object without a description.", &note, derives);
    let fields =
        properties.iter().filter(|property| has_field(property)).map(|one| field(names, one));
    let (extra, more) = extra(names, additional);
    let new = new(names, properties, additional, is_empty);
    let default = (!is_empty && arguments(properties).next().is_none()).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let from = from(names, model, properties);
    let setters = properties
        .iter()
        .filter(|property| has_field(property))
        .filter_map(|one| setter(names, one));
    quote! {
        #of_runtime
        #of_models

        #head
        pub struct #name {
            #(#fields,)*
            #more
            #extra
            pub extra: JsonObject,
        }

        impl #name {
            #new
            #(#setters)*
        }

        #default
        #from
    }
}

/// A conversion from the only required property, if it is a model, so that requests need no nested `new`.
fn from(names: &RustNames, model: &Model, properties: &[Property]) -> Option<TokenStream> {
    let required: Vec<&Property> = arguments(properties).collect();
    let [Property { ty: Type::Model(inner), presence: Presence::Required, .. }] = required[..]
    else {
        return None;
    };
    let (name, inner) = (names.model(model.id), names.model(*inner));
    Some(quote! {
        impl From<#inner> for #name {
            fn from(value: #inner) -> Self {
                Self::new(value)
            }
        }
    })
}

/// The docs of `extra`, and the field of the unlisted properties if they have a type.
fn extra(names: &RustNames, additional: Option<&Type>) -> (Docs, Option<TokenStream>) {
    let Some(ty) = additional else {
        return (
            doc(
                "Properties that the description does not list, in the order in which they arrived.",
            ),
            None,
        );
    };
    let ty = rust(names, ty);
    let docs =
        doc("Properties that the description does not list, in the order in which they arrived.");
    (
        doc("Properties that arrived as `null` although their type does not allow it."),
        Some(quote!(#docs pub additional: Map<#ty>,)),
    )
}

/// Whether a property has a field: the tag of a union is constant, and has none.
pub(crate) fn has_field(property: &Property) -> bool {
    !matches!(property.presence, Presence::Tag(_))
}

fn tag_note(properties: &[Property]) -> String {
    let tags = properties.iter().filter_map(|property| match &property.presence {
        Presence::Tag(value) => {
            Some(format!("Its {} is always {}.", code(&property.wire), code(value)))
        }
        _ => None,
    });
    tags.collect::<Vec<_>>().join("\n\n")
}

/// Notes the names in the type of a property.
pub(crate) fn mention(property: &Property, imports: &mut Imports) {
    match property.presence {
        Presence::Required | Presence::Tag(_) => imports.mention(&property.ty),
        _ => imports.mention_optional(&property.ty),
    }
}

/// The type of a property that is present.
pub(crate) fn present(names: &RustNames, property: &Property) -> TokenStream {
    match property.presence {
        Presence::Required | Presence::Tag(_) => rust(names, &property.ty),
        _ => optional(names, &property.ty),
    }
}

fn field(names: &RustNames, property: &Property) -> TokenStream {
    let name = names.field(property.id);
    let ty = present(names, property);
    let ty = match property.presence {
        Presence::Required | Presence::Tag(_) => ty,
        Presence::RequiredNullable | Presence::Optional => quote!(Option<#ty>),
        Presence::OptionalNullable => quote!(Field<#ty>),
    };
    let docs = property_docs(property);
    let deprecated = property.deprecated.then(|| quote!(#[deprecated]));
    quote!(#docs #deprecated pub #name: #ty)
}

fn property_docs(property: &Property) -> Docs {
    let name = format!("The property {}.", code(&property.wire));
    let docs = Docs::default().text_or(&property.description, &name).say(&property.notes.join(" "));
    if property.read_only { docs.say("Only the server sets it.") } else { docs }
}

/// The arguments of `new`.
fn arguments(properties: &[Property]) -> impl Iterator<Item = &Property> {
    properties.iter().filter(|property| {
        matches!(property.presence, Presence::Required | Presence::RequiredNullable)
            && property.only.is_none()
    })
}

fn new(
    names: &RustNames,
    properties: &[Property],
    additional: Option<&Type>,
    is_empty: bool,
) -> TokenStream {
    if is_empty {
        let docs = doc("A value with no properties set.");
        // If a property is called `default`, so is its setter.
        let is_taken = properties.iter().any(|one| names.field(one.id).as_str() == "default");
        let of = if is_taken { quote!(Default) } else { quote!(Self) };
        return quote! {
            #docs
            #[must_use]
            pub fn new() -> Self {
                #of::default()
            }
        };
    }
    let parameters = arguments(properties).map(|property| {
        let name = names.field(property.id);
        let ty = present(names, property);
        let (argument, _) = argument(&property.ty, ty.clone());
        match property.presence {
            Presence::RequiredNullable => quote!(#name: impl Into<Option<#ty>>),
            _ => quote!(#name: #argument),
        }
    });
    let fields = properties.iter().filter(|property| has_field(property)).map(|property| {
        let name = names.field(property.id);
        let value = argument(&property.ty, present(names, property)).1.to_string();
        let (converts, is_collected) = (value != "value", value.contains("collect"));
        match (&property.presence, &property.only) {
            (Presence::Optional, _) => quote!(#name: None),
            (Presence::OptionalNullable, _) => quote!(#name: Field::Absent),
            (Presence::Required, Some(only)) => {
                let (ty, only) = (rust(names, &property.ty), names.variant(*only));
                quote!(#name: #ty::#only)
            }
            (Presence::Required, None) if !converts => quote!(#name),
            (Presence::Required, None) if is_collected => {
                quote!(#name: #name.into_iter().map(Into::into).collect())
            }
            _ => quote!(#name: #name.into()),
        }
    });
    let docs = doc("A value with only its required properties.");
    let additional = additional.map(|_| quote!(additional: Map::new(),));
    quote! {
        #docs
        #[must_use]
        pub fn new(#(#parameters),*) -> Self {
            Self {
                #(#fields,)*
                #additional
                extra: JsonObject::new(),
            }
        }
    }
}

fn setter(names: &RustNames, property: &Property) -> Option<TokenStream> {
    let name = names.field(property.id);
    let ty = present(names, property);
    let (argument, value) = argument(&property.ty, ty.clone());
    let docs = doc(&format!("Sets [`{name}`](field@Self::{name})."));
    let (argument, value) = match property.presence {
        Presence::Optional => (argument, quote!(Some(#value))),
        Presence::OptionalNullable => (quote!(impl Into<Field<#ty>>), quote!(value.into())),
        // `new` fills in the only value; the setter still accepts another one.
        Presence::Required if property.only.is_some() => (argument, value),
        _ => return None,
    };
    let deprecated = property.deprecated.then(|| quote!(#[deprecated]));
    Some(quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #name(mut self, value: #argument) -> Self {
            self.#name = #value;
            self
        }
    })
}
