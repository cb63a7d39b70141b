//! An object: a struct with public fields, `new`, and a setter for each optional member.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::model::head::head;
use crate::emit::model::types::{Imports, argument, optional, rust};
use crate::ir::model::{Member, Model, Presence};
use crate::ir::types::Type;
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, doc};

/// The struct and its methods.
pub(crate) fn emit(model: &Model, members: &[Member], additional: Option<&Type>) -> TokenStream {
    let name = format_ident!("{}", model.name);
    let mut imports = Imports::default();
    imports.runtime("JsonObject");
    for member in members.iter().filter(|member| has_field(member)) {
        mention(member, &mut imports);
        if member.presence == Presence::OptionalNullable {
            imports.runtime("Field");
        }
    }
    if let Some(ty) = additional {
        imports.runtime("Map");
        imports.mention(ty);
    }
    let of_runtime = imports.of_runtime();
    let of_models = imports.of_models(quote!(super), &model.name);
    let is_empty = members
        .iter()
        .filter(|member| has_field(member))
        .all(|member| matches!(member.presence, Presence::Optional | Presence::OptionalNullable));
    let derives: &[&str] = if is_empty {
        &["Clone", "Debug", "Default", "PartialEq"]
    } else {
        &["Clone", "Debug", "PartialEq"]
    };
    let note = tag_note(members);
    let head = head(model, "An object that the description does not explain.", &note, derives);
    let fields = members.iter().filter(|member| has_field(member)).map(field);
    let (extra, more) = extra(additional);
    let new = new(members, additional, is_empty);
    let default = (!is_empty && arguments(members).next().is_none()).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let from = from(model, members);
    let setters = members.iter().filter(|member| has_field(member)).filter_map(setter);
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

/// An object that needs one other model is made of it, so that requests are not towers of `new`.
fn from(model: &Model, members: &[Member]) -> Option<TokenStream> {
    let required: Vec<&Member> = arguments(members).collect();
    let [Member { ty: Type::Model(inner), presence: Presence::Required, .. }] = required[..] else {
        return None;
    };
    let (name, inner) = (format_ident!("{}", model.name), format_ident!("{inner}"));
    Some(quote! {
        impl From<#inner> for #name {
            fn from(value: #inner) -> Self {
                Self::new(value)
            }
        }
    })
}

/// The docs of `extra`, and the field of the members that are not listed and have a type.
fn extra(additional: Option<&Type>) -> (Docs, Option<TokenStream>) {
    let Some(ty) = additional else {
        return (
            doc("The members that the description does not name, in the order they came."),
            None,
        );
    };
    let ty = rust(ty);
    let docs = doc("The members that the description does not name, in the order they came.");
    (
        doc("The members that came as `null` and have no place for it."),
        Some(quote!(#docs pub additional: Map<#ty>,)),
    )
}

/// Whether a member has a field: the tag of a union's member is always the same.
pub(crate) fn has_field(member: &Member) -> bool {
    !matches!(member.presence, Presence::Tag(_))
}

fn tag_note(members: &[Member]) -> String {
    let tags = members.iter().filter_map(|member| match &member.presence {
        Presence::Tag(value) => {
            Some(format!("Its {} is always {}.", code(&member.wire), code(value)))
        }
        _ => None,
    });
    tags.collect::<Vec<_>>().join("\n\n")
}

/// Notes what the type of a member mentions.
pub(crate) fn mention(member: &Member, imports: &mut Imports) {
    match member.presence {
        Presence::Required | Presence::Tag(_) => imports.mention(&member.ty),
        _ => imports.mention_optional(&member.ty),
    }
}

/// The type of a member that is there.
pub(crate) fn present(member: &Member) -> TokenStream {
    match member.presence {
        Presence::Required | Presence::Tag(_) => rust(&member.ty),
        _ => optional(&member.ty),
    }
}

fn field(member: &Member) -> TokenStream {
    let name = format_ident!("{}", member.rust);
    let ty = present(member);
    let ty = match member.presence {
        Presence::Required | Presence::Tag(_) => ty,
        Presence::RequiredNullable | Presence::Optional => quote!(Option<#ty>),
        Presence::OptionalNullable => quote!(Field<#ty>),
    };
    let docs = member_docs(member);
    let deprecated = member.deprecated.then(|| quote!(#[deprecated]));
    quote!(#docs #deprecated pub #name: #ty)
}

fn member_docs(member: &Member) -> Docs {
    let name = format!("The member {}.", code(&member.wire));
    let docs = Docs::default().text_or(&member.description, &name).say(&member.notes.join(" "));
    if member.read_only { docs.say("Only the server sets it.") } else { docs }
}

/// The members that `new` asks for.
fn arguments(members: &[Member]) -> impl Iterator<Item = &Member> {
    members.iter().filter(|member| {
        matches!(member.presence, Presence::Required | Presence::RequiredNullable)
            && member.only.is_none()
    })
}

fn new(members: &[Member], additional: Option<&Type>, is_empty: bool) -> TokenStream {
    if is_empty {
        let docs = doc("A value with no member set.");
        // A member may be called `default`, and so is its setter then.
        let is_taken = members.iter().any(|member| member.rust == "default");
        let of = if is_taken { quote!(Default) } else { quote!(Self) };
        return quote! {
            #docs
            #[must_use]
            pub fn new() -> Self {
                #of::default()
            }
        };
    }
    let parameters = arguments(members).map(|member| {
        let name = format_ident!("{}", member.rust);
        let ty = present(member);
        let (argument, _) = argument(&member.ty, ty.clone());
        match member.presence {
            Presence::RequiredNullable => quote!(#name: impl Into<Option<#ty>>),
            _ => quote!(#name: #argument),
        }
    });
    let fields = members.iter().filter(|member| has_field(member)).map(|member| {
        let name = format_ident!("{}", member.rust);
        let value = argument(&member.ty, present(member)).1.to_string();
        let (converts, is_collected) = (value != "value", value.contains("collect"));
        match (&member.presence, &member.only) {
            (Presence::Optional, _) => quote!(#name: None),
            (Presence::OptionalNullable, _) => quote!(#name: Field::Absent),
            (Presence::Required, Some(only)) => {
                let (ty, only) = (rust(&member.ty), format_ident!("{only}"));
                quote!(#name: #ty::#only)
            }
            (Presence::Required, None) if !converts => quote!(#name),
            (Presence::Required, None) if is_collected => {
                quote!(#name: #name.into_iter().map(Into::into).collect())
            }
            _ => quote!(#name: #name.into()),
        }
    });
    let docs = doc("A value with its required members, and no other.");
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

fn setter(member: &Member) -> Option<TokenStream> {
    let name = format_ident!("{}", member.rust);
    let ty = present(member);
    let (argument, value) = argument(&member.ty, ty.clone());
    let docs = doc(&format!("Sets [`{0}`](field@Self::{0}).", member.rust));
    let (argument, value) = match member.presence {
        Presence::Optional => (argument, quote!(Some(#value))),
        Presence::OptionalNullable => (quote!(impl Into<Field<#ty>>), quote!(value.into())),
        // `new` fills in the only value there is; another one still has a way in.
        Presence::Required if member.only.is_some() => (argument, value),
        _ => return None,
    };
    let deprecated = member.deprecated.then(|| quote!(#[deprecated]));
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
