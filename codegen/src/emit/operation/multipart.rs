//! The struct of a form with files.

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::assign::operations::OperationNames;
use crate::emit::model::types::given_type;
use crate::emit::operation::send::encoding;
use crate::ir::body::{Content, Part, PartContent};
use crate::ir::operation::Operation;
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, doc};

/// The struct, and its conversion to parts; none if no file is sent.
pub(crate) fn emit(names: &RustNames, operation: &Operation) -> Option<TokenStream> {
    let mut media_types = operation.body.as_ref()?.media_types.iter();
    let parts = media_types.find_map(|one| match &one.content {
        Content::Files(parts) => Some(parts),
        _ => None,
    })?;
    let OperationNames { form: name, call, parts: fields, .. } = names.operation(operation.id);
    let parts: Vec<(&Part, &Identifier)> = parts.iter().zip(fields).collect();
    let docs = doc(&format!("The form that [`{call}`] sends."));
    let fields = parts.iter().map(|(part, field)| {
        let (ty, docs) = (field_type(names, part), describe(part));
        quote!(#docs pub #field: #ty)
    });
    let required: Vec<_> = parts.iter().filter(|(part, _)| part.required).collect();
    let arguments = required.iter().map(|(part, field)| {
        let ty = value(names, part);
        quote!(#field: impl Into<#ty>)
    });
    let values = parts.iter().map(|(part, field)| match (part.required, &part.kind) {
        (true, _) => quote!(#field: #field.into()),
        (false, PartContent::Files) => quote!(#field: Vec::new()),
        (false, _) => quote!(#field: None),
    });
    let setters = parts.iter().filter(|(part, _)| !part.required).map(|(part, field)| {
        let (ty, docs) = (value(names, part), describe(part));
        let value = match part.kind {
            PartContent::Files => quote!(value.into()),
            _ => quote!(Some(value.into())),
        };
        quote! {
            #docs
            #[must_use]
            pub fn #field(mut self, value: impl Into<#ty>) -> Self {
                self.#field = #value;
                self
            }
        }
    });
    let added = parts.iter().map(|(part, field)| add(part, field));
    let new = doc("A form with only its required parts.");
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

fn describe(part: &Part) -> Docs {
    let what = match part.kind {
        PartContent::File => "a file",
        PartContent::Files => "files",
        PartContent::Value(_) => "a value",
    };
    let of_type = match part.media_types.as_str() {
        "" => String::new(),
        listed => format!(" of the media type {}", code(listed)),
    };
    let base64 = if part.encoding.is_base64 { ", sent in base64" } else { "" };
    let text = format!("{}, {what}{of_type}{base64}.", code(&part.encoding.wire));
    Docs::default().text(&part.description).say(&text)
}

/// The type of the value of a part.
fn value(names: &RustNames, part: &Part) -> TokenStream {
    match &part.kind {
        PartContent::File => quote!(File),
        PartContent::Files => quote!(Vec<File>),
        PartContent::Value(ty) => given_type(names, ty),
    }
}

fn field_type(names: &RustNames, part: &Part) -> TokenStream {
    let value = value(names, part);
    match part.kind {
        PartContent::Files => value,
        _ if part.required => value,
        _ => quote!(Option<#value>),
    }
}

fn add(part: &Part, field: &Identifier) -> TokenStream {
    let wire = &part.encoding.wire;
    let encoding = (!part.encoding.is_plain()).then(|| encoding(&part.encoding));
    let file = match &encoding {
        Some(encoding) => quote!(parts = parts.encoded_file(&#encoding, file);),
        None => quote!(parts = parts.file(#wire, file);),
    };
    match (&part.kind, part.required) {
        (PartContent::File, true) => quote! {
            let file = self.#field;
            #file
        },
        (PartContent::File, false) => quote! {
            if let Some(file) = self.#field {
                #file
            }
        },
        (PartContent::Files, _) => quote! {
            for file in self.#field {
                #file
            }
        },
        (PartContent::Value(_), _) => match encoding {
            Some(encoding) => quote!(parts = parts.encoded_value(&#encoding, &self.#field)?;),
            None => quote!(parts = parts.value(#wire, &self.#field)?;),
        },
    }
}
