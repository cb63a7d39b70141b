//! Where the API can be: the values of a server variable, and the servers, as enums.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ir::api::Api;
use crate::ir::server::{Server, ServerVariable};
use crate::rust::docs::inlines::code;
use crate::rust::docs::markdown::inline;
use crate::rust::docs::{Docs, codes, doc};
use crate::rust::names::usable_pascal;
use crate::rust::scope::{Names, Scope, free};

/// The enums of the places that the API can be at.
pub(crate) fn emit(api: &Api) -> TokenStream {
    let site = api.servers.first().and_then(|server| Some(site(&server.url, server.site()?)));
    let servers = choice(api).map(|all| servers(&all));
    quote!(#site #servers)
}

/// The names of these enums.
pub(crate) fn names(api: &Api) -> Vec<Ident> {
    let site = api.servers.first().and_then(|server| server.site()).map(type_name);
    let servers = choice(api).map(|_| format_ident!("Server"));
    site.into_iter().chain(servers).collect()
}

/// The servers to choose from: those that can be called as they are.
fn choice(api: &Api) -> Option<Vec<&Server>> {
    let all: Vec<&Server> = api.servers.iter().filter(|server| server.is_whole()).collect();
    (all.len() > 1).then_some(all)
}

/// The name of the enum of a variable.
pub(crate) fn type_name(variable: &ServerVariable) -> Ident {
    let mut taken = Names::of(Scope::ServerTypes);
    format_ident!("{}", free(&usable_pascal(&variable.name, "Site"), &mut taken))
}

/// The setters of a client's builder that choose one.
pub(crate) fn setters(api: &Api) -> TokenStream {
    let first = api.servers.first();
    let site = first.and_then(|server| server.site());
    let variables = first.into_iter().flat_map(|server| &server.variables).map(|one| {
        let (method, name) = (format_ident!("{}", one.rust), &one.name);
        if site.is_some() {
            let ty = type_name(one);
            let docs =
                doc(&format!("Calls the API at another {} than the default one.", inline(name)));
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
        let default = format!("It is {} unless set.{known}", code(&one.default));
        let docs = Docs::default().text_or(&one.description, &what).say(&default);
        quote! {
            #docs
            pub fn #method(mut self, value: impl Into<String>) -> Self {
                self.0.set_variable(#name, value);
                self
            }
        }
    });
    let server = choice(api).map(|_| {
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
fn servers(all: &[&Server]) -> TokenStream {
    let names: Vec<Ident> = all.iter().map(|server| format_ident!("{}", server.rust)).collect();
    let urls: Vec<String> = all.iter().map(|server| server.default_url()).collect();
    let docs = doc("The servers that the description lists; the first is the default.");
    let variant_docs = all
        .iter()
        .zip(&urls)
        .map(|(server, url)| Docs::default().text(&server.description).say(&code(url)));
    let url_docs = doc("Where it is.");
    let all_docs = doc("All of them, in the description's order.");
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
fn site(url: &str, variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, default, values, description, .. } = variable;
    let ty = type_name(variable);
    let mut taken = Names::of(Scope::Variants);
    let variants: Vec<_> = values
        .iter()
        .map(|value| format_ident!("{}", free(&usable_pascal(value, "Value"), &mut taken)))
        .collect();
    let docs = Docs::default().text(description).say(&format!(
        "One of the values that the description lists for {} in {}.",
        code(&format!("{{{name}}}")),
        code(url)
    ));
    let variant_docs = values.iter().map(|value| doc(&code(value)));
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
