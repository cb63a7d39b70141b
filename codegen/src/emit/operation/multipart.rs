//! The struct of a form with files.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::assign::RustNames;
use crate::emit::model::types::given_type;
use crate::emit::operation::send::encoding;
use crate::ir::body::{Content, Part, PartContent};
use crate::ir::operation::Operation;
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, doc};

/// The struct, and how it becomes parts; none where no file is sent.
pub(crate) fn emit(names: &RustNames, operation: &Operation) -> Option<TokenStream> {
    let mut media_types = operation.body.as_ref()?.media_types.iter();
    let parts = media_types.find_map(|one| match &one.content {
        Content::Files(parts) => Some(parts),
        _ => None,
    })?;
    let name = format_ident!("{}", operation.form_type());
    let docs = doc(&format!("The form that [`{}`] sends.", operation.type_name));
    let fields = parts.iter().map(|part| {
        let (ident, ty, docs) =
            (format_ident!("{}", part.rust), field(names, part), describe(part));
        quote!(#docs pub #ident: #ty)
    });
    let required: Vec<&Part> = parts.iter().filter(|part| part.required).collect();
    let arguments = required.iter().map(|part| {
        let (ident, ty) = (format_ident!("{}", part.rust), value(names, part));
        quote!(#ident: impl Into<#ty>)
    });
    let values = parts.iter().map(|part| {
        let ident = format_ident!("{}", part.rust);
        match (part.required, &part.kind) {
            (true, _) => quote!(#ident: #ident.into()),
            (false, PartContent::Files) => quote!(#ident: Vec::new()),
            (false, _) => quote!(#ident: None),
        }
    });
    let setters = parts.iter().filter(|part| !part.required).map(|part| {
        let (ident, ty, docs) =
            (format_ident!("{}", part.rust), value(names, part), describe(part));
        let value = match part.kind {
            PartContent::Files => quote!(value.into()),
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

/// The type of what is given for a part.
fn value(names: &RustNames, part: &Part) -> TokenStream {
    match &part.kind {
        PartContent::File => quote!(File),
        PartContent::Files => quote!(Vec<File>),
        PartContent::Value(ty) => given_type(names, ty),
    }
}

fn field(names: &RustNames, part: &Part) -> TokenStream {
    let value = value(names, part);
    match part.kind {
        PartContent::Files => value,
        _ if part.required => value,
        _ => quote!(Option<#value>),
    }
}

fn add(part: &Part) -> TokenStream {
    let (wire, ident) = (&part.encoding.wire, format_ident!("{}", part.rust));
    let encoding = (!part.encoding.is_plain()).then(|| encoding(&part.encoding));
    let file = match &encoding {
        Some(encoding) => quote!(parts = parts.encoded_file(&#encoding, file);),
        None => quote!(parts = parts.file(#wire, file);),
    };
    match (&part.kind, part.required) {
        (PartContent::File, true) => quote! {
            let file = self.#ident;
            #file
        },
        (PartContent::File, false) => quote! {
            if let Some(file) = self.#ident {
                #file
            }
        },
        (PartContent::Files, _) => quote! {
            for file in self.#ident {
                #file
            }
        },
        (PartContent::Value(_), _) => match encoding {
            Some(encoding) => quote!(parts = parts.encoded_value(&#encoding, &self.#ident)?;),
            None => quote!(parts = parts.value(#wire, &self.#ident)?;),
        },
    }
}
