//! The values of a server variable, as an enum.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::lower::ServerVariable;
use crate::model::{doc, plain};
use crate::names::pascal;

/// The enum of a server variable.
pub(super) fn emit(url: &str, variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, default, values, description, .. } = variable;
    let ty = format_ident!("{}", pascal(name));
    let values = if values.is_empty() { std::slice::from_ref(default) } else { values };
    let variants: Vec<_> = values.iter().map(|value| format_ident!("{}", pascal(value))).collect();
    let docs = doc(&format!(
        "{}\n\nOne of the values that the description lists for `{{{name}}}` in `{url}`.",
        plain(description)
    ));
    let variant_docs = values.iter().map(|value| doc(&format!("`{value}`")));
    let urls = values.iter().map(|value| url.replace(&format!("{{{name}}}"), value));
    let as_str = doc("The value, as it stands in the URL.");
    let base_url = doc("Where the API is.");
    let all = doc("All of them, in the description's order.");
    let default = values.iter().map(|value| (value == default).then(|| quote!(#[default])));
    let known = values.join(", ");
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ty {
            #(#variant_docs #default #variants,)*
        }

        impl #ty {
            #all
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #as_str
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(Self::#variants => #values,)*
                }
            }

            #base_url
            #[must_use]
            pub fn base_url(self) -> &'static str {
                match self {
                    #(Self::#variants => #urls,)*
                }
            }
        }

        impl std::str::FromStr for #ty {
            type Err = SetupError;

            fn from_str(text: &str) -> Result<Self, SetupError> {
                let found = Self::ALL.iter().find(|one| one.as_str() == text);
                found.copied().ok_or_else(|| SetupError::UnknownValue {
                    what: #name,
                    text: text.to_owned(),
                    known: #known,
                })
            }
        }
    }
}
