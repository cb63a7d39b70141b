//! The servers of the API, and the values of a server variable, as enums.

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::client::{ClientNames, SiteNames};
use crate::assign::identifier::Identifier;
use crate::ir::api::Api;
use crate::ir::server::{Server, ServerVariable};
use crate::rust::docs::inlines::code;
use crate::rust::docs::markdown::inline;
use crate::rust::docs::{Docs, codes, doc};

/// The enums of the servers.
pub(crate) fn emit(api: &Api, names: &ClientNames) -> TokenStream {
    let variable = api.servers.first().and_then(|server| Some((&server.url, server.site()?)));
    let site = variable.zip(names.site.as_ref());
    let site = site.map(|((url, variable), names)| self::site(url, variable, names));
    let servers = choice(api, names).map(|all| servers(&all));
    quote!(#site #servers)
}

/// The `use` of these enums, for the root of the generated code.
pub(crate) fn exports(api: &Api, names: &ClientNames) -> TokenStream {
    let site = names.site.iter().map(|site| &site.ty);
    let servers = choice(api, names).map(|_| {
        quote!(
            pub use client::Server;
        )
    });
    quote!(#(pub use client::#site;)* #servers)
}

/// The servers to choose from: those with a whole URL, each with its variant.
fn choice<'a>(api: &'a Api, names: &'a ClientNames) -> Option<Vec<(&'a Server, &'a Identifier)>> {
    let all = api.servers.iter().zip(&names.servers);
    let all: Vec<_> = all.filter(|(server, _)| server.is_whole()).collect();
    (all.len() > 1).then_some(all)
}

/// The setters of a client's builder that choose a server.
pub(crate) fn setters(api: &Api, names: &ClientNames) -> TokenStream {
    let first = api.servers.first();
    let variables = first.into_iter().flat_map(|server| &server.variables);
    let variables = variables.zip(&names.variables).map(|(one, method)| {
        let name = &one.name;
        if let Some(SiteNames { ty, .. }) = &names.site {
            let docs =
                doc(&format!("Calls the API at this {} instead of the default.", inline(name)));
            return quote! {
                #docs
                pub fn #method(mut self, value: #ty) -> Self {
                    self.0.set_described_url(value.base_url());
                    self
                }
            };
        }
        let what = format!("The {} in the URL of the API.", code(name));
        let known = match &one.values[..] {
            [] => String::new(),
            values => {
                format!(" The description lists {}.", codes(values.iter().map(String::as_str)))
            }
        };
        let default = format!("The default is {}.{known}", code(&one.default));
        let docs = Docs::default().text_or(&one.description, &what).say(&default);
        quote! {
            #docs
            pub fn #method(mut self, value: impl Into<String>) -> Self {
                self.0.set_variable(#name, value);
                self
            }
        }
    });
    let server = choice(api, names).map(|_| {
        let docs = doc("Calls one of the servers that the description lists.");
        quote! {
            #docs
            pub fn server(mut self, server: Server) -> Self {
                self.0.set_described_url(server.url());
                self
            }
        }
    });
    quote!(#(#variables)* #server)
}

/// The enum of the servers.
fn servers(all: &[(&Server, &Identifier)]) -> TokenStream {
    let (all, names): (Vec<&Server>, Vec<&Identifier>) = all.iter().copied().unzip();
    let urls: Vec<String> = all.iter().map(|server| server.default_url()).collect();
    let docs = doc("The servers that the description lists; the first is the default.");
    let variant_docs = all
        .iter()
        .zip(&urls)
        .map(|(server, url)| Docs::default().text(&server.description).say(&code(url)));
    let url_docs = doc("Its URL.");
    let all_docs = doc("All of them, in the order of the description.");
    let default = (0..all.len()).map(|index| (index == 0).then(|| quote!(#[default])));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Server {
            #(#variant_docs #default #names,)*
        }

        impl Server {
            #all_docs
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            #url_docs
            #[must_use]
            pub fn url(self) -> &'static str {
                match self {
                    #(Self::#names => #urls,)*
                }
            }
        }
    }
}

/// The enum of a server variable.
fn site(url: &str, variable: &ServerVariable, names: &SiteNames) -> TokenStream {
    let ServerVariable { name, default, values, description, .. } = variable;
    let SiteNames { ty, variants } = names;
    let docs = Docs::default().text(description).say(&format!(
        "One of the values that the description lists for {} in {}.",
        code(&format!("{{{name}}}")),
        code(url)
    ));
    let variant_docs = values.iter().map(|value| doc(&code(value)));
    let urls = values.iter().map(|value| url.replace(&format!("{{{name}}}"), value));
    let as_str = doc("The value as it is in the URL.");
    let base_url = doc("The URL of the API.");
    let all = doc("All of them, in the order of the description.");
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
