//! The struct of a form with files.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::model::types::given_type;
use crate::ir::body::{Content, FormPart, PartKind};
use crate::ir::operation::Operation;
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, doc};

/// The struct, and how it becomes parts; none where no file is sent.
pub(crate) fn emit(operation: &Operation) -> Option<TokenStream> {
    let mut media_types = operation.body.as_ref()?.media_types.iter();
    let parts = media_types.find_map(|one| match &one.content {
        Content::Files(parts) => Some(parts),
        _ => None,
    })?;
    let name = format_ident!("{}", operation.form_type());
    let docs = doc(&format!("The form that [`{}`] sends.", operation.type_name));
    let fields = parts.iter().map(|part| {
        let (ident, ty, docs) = (format_ident!("{}", part.rust), field(part), describe(part));
        quote!(#docs pub #ident: #ty)
    });
    let required: Vec<&FormPart> = parts.iter().filter(|part| part.required).collect();
    let arguments = required.iter().map(|part| {
        let (ident, ty) = (format_ident!("{}", part.rust), value(part));
        quote!(#ident: impl Into<#ty>)
    });
    let values = parts.iter().map(|part| {
        let ident = format_ident!("{}", part.rust);
        match (part.required, &part.kind) {
            (true, _) => quote!(#ident: #ident.into()),
            (false, PartKind::Files) => quote!(#ident: Vec::new()),
            (false, _) => quote!(#ident: None),
        }
    });
    let setters = parts.iter().filter(|part| !part.required).map(|part| {
        let (ident, ty, docs) = (format_ident!("{}", part.rust), value(part), describe(part));
        let value = match part.kind {
            PartKind::Files => quote!(value.into()),
            _ => quote!(Some(value.into())),
        };
        quote! {
            #docs
            #[must_use]
            pub fn #ident(mut self, value: impl Into<#ty>) -> Self {
                self.#ident = #value;
                self
            }
        }
    });
    let added = parts.iter().map(add);
    let new = doc("A form with the parts that it must have.");
    let many = (required.len() > 7).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "the form must have them all")]),
    );
    let default = required.is_empty().then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }

        impl #name {
            #new
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*

            fn into_parts(self) -> Result<Multipart, InvalidRequest> {
                let mut parts = Multipart::new();
                #(#added)*
                Ok(parts)
            }
        }

        #default
    })
}

fn describe(part: &FormPart) -> Docs {
    let what = match part.kind {
        PartKind::File => "a file",
        PartKind::Files => "files",
        PartKind::Value(_) => "a value",
        PartKind::Json(_) => "JSON",
    };
    Docs::default().text(&part.description).say(&format!("{}, {what}.", code(&part.wire)))
}

/// The type of what is given for a part.
fn value(part: &FormPart) -> TokenStream {
    match &part.kind {
        PartKind::File => quote!(File),
        PartKind::Files => quote!(Vec<File>),
        PartKind::Value(ty) | PartKind::Json(ty) => given_type(ty),
    }
}

fn field(part: &FormPart) -> TokenStream {
    let value = value(part);
    match part.kind {
        PartKind::Files => value,
        _ if part.required => value,
        _ => quote!(Option<#value>),
    }
}

fn add(part: &FormPart) -> TokenStream {
    let (wire, ident) = (&part.wire, format_ident!("{}", part.rust));
    match (&part.kind, part.required) {
        (PartKind::File, true) => quote!(parts = parts.file(#wire, self.#ident);),
        (PartKind::File, false) => quote! {
            if let Some(file) = self.#ident {
                parts = parts.file(#wire, file);
            }
        },
        (PartKind::Files, _) => quote! {
            for file in self.#ident {
                parts = parts.file(#wire, file);
            }
        },
        (PartKind::Value(_), _) => quote!(parts = parts.value(#wire, &self.#ident)?;),
        (PartKind::Json(_), true) => quote!(parts = parts.json(#wire, &self.#ident)?;),
        (PartKind::Json(_), false) => quote! {
            if let Some(value) = &self.#ident {
                parts = parts.json(#wire, value)?;
            }
        },
    }
}
