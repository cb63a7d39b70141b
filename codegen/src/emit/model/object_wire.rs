//! The encoding of an object, and its decoding property by property.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::assign::RustNames;
use crate::emit::model::object::{has_field, mention, present};
use crate::emit::model::types::{Imports, rust};
use crate::ir::model::{Model, Presence, Property};
use crate::ir::types::Type;
use crate::rust::docs::doc;

/// The implementations of the runtime's `Object` and `Partial`.
pub(crate) fn emit(
    names: &RustNames,
    model: &Model,
    properties: &[Property],
    additional: Option<&Type>,
) -> TokenStream {
    let name = names.model(model.id);
    let is_itself = is_itself(properties, additional);
    let mut imports = Imports::default();
    imports.runtime("JsonObject");
    imports.model(model.id);
    if !is_itself {
        for property in properties.iter().filter(|property| has_field(property)) {
            mention(property, &mut imports);
            if property.presence == Presence::OptionalNullable {
                imports.runtime("Field");
            }
        }
        if let Some(ty) = additional {
            imports.mention(ty);
        }
    }
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_models(names, &quote!(super::super::models));
    let wire_names = properties.iter().map(|property| &property.wire);
    let partial = (!is_itself).then(|| partial(names, model, properties, additional));
    let of_partial = if is_itself { quote!(#name) } else { quote!(Partial) };
    let in_place = is_itself.then(|| quote!(in place));
    let decode = decode(names, properties);
    let add = additional.map(|_| add());
    let assembled = (!is_itself).then(|| assembled(names, model, properties, additional));
    let write = write(names, properties, additional);
    quote! {
        #of_runtime
        use guestlist_runtime::wire;

        #of_models

        wire::impl_object!(#name #in_place);

        #partial

        impl wire::Partial for #of_partial {
            #decode
            #add
        }

        #assembled

        impl wire::Object for #name {
            const MEMBERS: &'static [wire::Member] = &wire::members([#(#wire_names),*]);

            #write

            fn extra(&self) -> &JsonObject {
                &self.extra
            }
        }
    }
}

/// Whether all properties of a model may be missing, so that they can be decoded into the model itself.
fn is_itself(properties: &[Property], additional: Option<&Type>) -> bool {
    let is_optional = |property: &Property| {
        matches!(property.presence, Presence::Optional | Presence::OptionalNullable)
    };
    additional.is_none() && properties.iter().all(is_optional)
}

/// The struct into which the properties of a model are decoded.
fn partial(
    names: &RustNames,
    model: &Model,
    properties: &[Property],
    additional: Option<&Type>,
) -> TokenStream {
    let docs = doc(&format!("A [`{}`] while its properties arrive.", names.model(model.id)));
    let slots = properties.iter().map(|one| slot(names, one));
    let more = additional.map(|ty| {
        let ty = rust(names, ty);
        quote!(additional: wire::Additional<#ty>,)
    });
    quote! {
        #docs
        #[derive(Default)]
        pub struct Partial {
            #(#slots,)*
            #more
        }
    }
}

fn slot(names: &RustNames, property: &Property) -> TokenStream {
    let name = names.field(property.id);
    let ty = present(names, property);
    match property.presence {
        Presence::Required | Presence::Optional => quote!(#name: Option<#ty>),
        Presence::RequiredNullable => quote!(#name: Option<Option<#ty>>),
        Presence::OptionalNullable => quote!(#name: Field<#ty>),
        Presence::Tag(_) => quote!(#name: Option<()>),
    }
}

fn decode(names: &RustNames, properties: &[Property]) -> TokenStream {
    let arms = properties.iter().enumerate().map(|(index, property)| {
        let index = Literal::usize_unsuffixed(index);
        let name = names.field(property.id);
        let read = match &property.presence {
            Presence::Required => quote!(wire::required(&mut self.#name, reader)),
            Presence::RequiredNullable => quote!(wire::nullable(&mut self.#name, reader)),
            Presence::Optional => quote!(wire::optional(&mut self.#name, reader)),
            Presence::OptionalNullable => quote!(wire::field(&mut self.#name, reader)),
            Presence::Tag(tag) => quote!(wire::tag(&mut self.#name, #tag, reader)),
        };
        quote!(#index => #read)
    });
    let (index, body) = match properties.is_empty() {
        true => (format_ident!("_"), quote!(wire::unreachable(reader))),
        false => {
            let body = quote! {
                match property {
                    #(#arms,)*
                    _ => wire::unreachable(reader),
                }
            };
            (format_ident!("property"), body)
        }
    };
    quote! {
        #[inline]
        fn decode(
            &mut self,
            #index: usize,
            reader: &mut wire::Reader<'_>,
        ) -> Result<wire::Found, wire::DecodeError> {
            #body
        }
    }
}

/// The method that decodes an unlisted property.
fn add() -> TokenStream {
    quote! {
        #[inline]
        fn additional(
            &mut self,
            name: &str,
            reader: &mut wire::Reader<'_>,
        ) -> Result<wire::Found, wire::DecodeError> {
            self.additional.decode(name, reader)
        }
    }
}

/// The conversion from the struct of decoded properties to the model. All required properties are taken out
/// in one step: an early return for each would drop the others, and the code would grow with their number.
fn assembled(
    names: &RustNames,
    model: &Model,
    properties: &[Property],
    additional: Option<&Type>,
) -> TokenStream {
    let model = names.model(model.id);
    let (tags, fields): (Vec<&Property>, Vec<&Property>) =
        properties.iter().partition(|property| !has_field(property));
    let is_asked = |property: &&&Property| {
        matches!(property.presence, Presence::Required | Presence::RequiredNullable)
    };
    let asked: Vec<_> = tags.iter().chain(fields.iter().filter(is_asked)).collect();
    let name = |property: &Property| names.field(property.id);
    let (own, more) = match additional {
        Some(_) => (Some(quote!(additional,)), Some(quote!(additional: additional.finish(),))),
        None => (None, None),
    };
    let taken = properties.iter().map(|property| {
        let name = name(property);
        match property.presence {
            Presence::Tag(_) => quote!(#name: Some(())),
            _ if is_asked(&&property) => quote!(#name: Some(#name)),
            _ => quote!(#name),
        }
    });
    let taken = quote!(Partial { #(#taken,)* #own });
    let taking = if asked.is_empty() {
        quote!(let #taken = partial;)
    } else {
        let missing = asked.iter().map(|property| {
            let (name, wire) = (name(property), &property.wire);
            quote!((#wire, partial.#name.is_some()))
        });
        quote! {
            let #taken = partial else {
                let asked = [#(#missing),*];
                return Err(wire::missing(&asked));
            };
        }
    };
    let names = fields.iter().map(|property| name(property));
    quote! {
        impl wire::Assembled for #model {
            type Partial = Partial;

            #[inline]
            fn finish(partial: Partial, extra: JsonObject) -> Result<Self, wire::DecodeError> {
                #taking
                Ok(Self { #(#names,)* #more extra })
            }
        }
    }
}

fn write(names: &RustNames, properties: &[Property], additional: Option<&Type>) -> TokenStream {
    let lines = properties.iter().map(|property| {
        let name = names.field(property.id);
        match &property.presence {
            Presence::Required | Presence::RequiredNullable => {
                quote!(properties.required(&self.#name);)
            }
            Presence::Optional => quote!(properties.optional(&self.#name);),
            Presence::OptionalNullable => quote!(properties.field(&self.#name);),
            Presence::Tag(tag) => quote!(properties.required(#tag);),
        }
    });
    let is_empty = properties.is_empty() && additional.is_none();
    let target = if is_empty { format_ident!("_") } else { format_ident!("properties") };
    let more = additional.map(|_| quote!(properties.additional(&self.additional);));
    quote! {
        #[inline]
        fn write(&self, #target: &mut wire::Properties<'_>) {
            #(#lines)*
            #more
        }
    }
}
