//! How an object is read member by member, and written.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::model::object::{has_field, mention, present};
use crate::emit::model::types::{Imports, rust};
use crate::ir::model::{Model, Presence, Property};
use crate::ir::types::Type;
use crate::rust::docs::doc;

/// The implementation of the runtime's `Object`.
pub(crate) fn emit(model: &Model, members: &[Property], additional: Option<&Type>) -> TokenStream {
    let name = format_ident!("{}", model.name);
    let mut imports = Imports::default();
    imports.runtime("JsonObject");
    imports.model(&model.name);
    for member in members.iter().filter(|member| has_field(member)) {
        mention(member, &mut imports);
        if member.presence == Presence::OptionalNullable {
            imports.runtime("Field");
        }
    }
    if let Some(ty) = additional {
        imports.runtime("Json");
        imports.mention(ty);
    }
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_models(quote!(super::super::models), "");
    let wire_names = members.iter().map(|member| &member.wire);
    let partial_docs = doc(&format!("A [`{}`] while its members arrive.", model.name));
    let slots = members.iter().map(slot);
    let more = additional.map(|ty| {
        let ty = rust(ty);
        quote!(additional: wire::Additional<#ty>,)
    });
    let is_empty = members.is_empty() && additional.is_none();
    let partial = if is_empty { quote!(;) } else { quote!({ #(#slots,)* #more }) };
    let read = read(members);
    let finish = finish(members, additional);
    let add = additional.map(|_| add());
    let write = write(members, additional);
    quote! {
        #of_runtime
        use guestlist_runtime::wire;
        use serde::{de, ser};

        #of_models

        wire::impl_object!(#name);

        #partial_docs
        #[derive(Default)]
        pub struct Partial #partial

        impl wire::Object for #name {
            const MEMBERS: &'static [&'static str] = &[#(#wire_names),*];

            type Partial = Partial;

            #read
            #finish
            #add
            #write

            fn extra(&self) -> &JsonObject {
                &self.extra
            }
        }
    }
}

fn slot(member: &Property) -> TokenStream {
    let name = format_ident!("{}", member.rust);
    let ty = present(member);
    match member.presence {
        Presence::Required | Presence::Optional => quote!(#name: Option<#ty>),
        Presence::RequiredNullable => quote!(#name: Option<Option<#ty>>),
        Presence::OptionalNullable => quote!(#name: Field<#ty>),
        Presence::Tag(_) => quote!(#name: Option<()>),
    }
}

fn read(members: &[Property]) -> TokenStream {
    let arms = members.iter().enumerate().map(|(index, member)| {
        let index = Literal::usize_unsuffixed(index);
        let name = format_ident!("{}", member.rust);
        let read = match &member.presence {
            Presence::Required => quote!(wire::required(&mut partial.#name, value)),
            Presence::RequiredNullable => quote!(wire::nullable(&mut partial.#name, value)),
            Presence::Optional => quote!(wire::optional(&mut partial.#name, value)),
            Presence::OptionalNullable => quote!(wire::field(&mut partial.#name, value)),
            Presence::Tag(tag) => quote!(wire::tag(&mut partial.#name, #tag, value)),
        };
        quote!(#index => #read)
    });
    let (partial, value) = match members.is_empty() {
        true => (format_ident!("_"), format_ident!("_")),
        false => (format_ident!("partial"), format_ident!("value")),
    };
    let body = match members.is_empty() {
        true => quote!(Err(wire::missing_index(member))),
        false => quote! {
            match member {
                #(#arms,)*
                _ => Err(wire::missing_index(member)),
            }
        },
    };
    quote! {
        fn read<'de, D: de::Deserializer<'de>>(
            #partial: &mut Partial,
            member: usize,
            #value: D,
        ) -> Result<wire::Found, D::Error> {
            #body
        }
    }
}

/// How a member is taken that is not listed.
fn add() -> TokenStream {
    quote! {
        fn additional<E: de::Error>(
            partial: &mut Partial,
            name: Box<str>,
            value: Json,
        ) -> Result<Option<(Box<str>, Json)>, E> {
            wire::additional(&mut partial.additional, name, value)
        }
    }
}

fn finish(members: &[Property], additional: Option<&Type>) -> TokenStream {
    let tags = members.iter().filter(|member| !has_field(member)).map(|member| {
        let (name, wire) = (format_ident!("{}", member.rust), &member.wire);
        quote!(wire::present::<(), E>(partial.#name, #wire)?;)
    });
    let fields = members.iter().filter(|member| has_field(member)).map(|member| {
        let (name, wire) = (format_ident!("{}", member.rust), &member.wire);
        match member.presence {
            Presence::Required | Presence::RequiredNullable => {
                quote!(#name: wire::present(partial.#name, #wire)?)
            }
            _ => quote!(#name: partial.#name),
        }
    });
    let is_empty = members.is_empty() && additional.is_none();
    let partial = if is_empty { format_ident!("_") } else { format_ident!("partial") };
    let more = additional.map(|_| quote!(additional: partial.additional.finish(),));
    quote! {
        fn finish<E: de::Error>(#partial: Partial, extra: JsonObject) -> Result<Self, E> {
            #(#tags)*
            Ok(Self { #(#fields,)* #more extra })
        }
    }
}

fn write(members: &[Property], additional: Option<&Type>) -> TokenStream {
    let lines = members.iter().map(|member| {
        let (name, wire) = (format_ident!("{}", member.rust), &member.wire);
        match &member.presence {
            Presence::Required | Presence::RequiredNullable => {
                quote!(members.required(#wire, &self.#name)?;)
            }
            Presence::Optional => quote!(members.optional(#wire, &self.#name)?;),
            Presence::OptionalNullable => quote!(members.field(#wire, &self.#name)?;),
            Presence::Tag(tag) => quote!(members.required(#wire, #tag)?;),
        }
    });
    let is_empty = members.is_empty() && additional.is_none();
    let target = if is_empty { format_ident!("_") } else { format_ident!("members") };
    let more = additional.map(|_| quote!(members.additional(Self::MEMBERS, &self.additional)?;));
    quote! {
        fn write<M: ser::SerializeMap>(&self, #target: &mut wire::Members<M>) -> Result<(), M::Error> {
            #(#lines)*
            #more
            Ok(())
        }
    }
}
