//! The client and its builder, from the servers and the security schemes of the document.

use heck::ToShoutySnakeCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::lower::{Api, Carrier, Scheme};
use crate::model::{doc, plain};
use crate::names::pascal;

/// The client, its builder, and the sites that it can call.
pub(super) fn emit(api: &Api) -> TokenStream {
    let client = client(api);
    let builder = builder(api);
    let sites = api.server.variables.iter().map(|variable| site(&api.server.url, variable));
    let uses_secret = (!api.schemes.is_empty()).then(|| quote!(Secret,));
    let uses_carrier = (!api.schemes.is_empty()).then(|| quote!(Carrier,));
    let uses_scheme = (!api.schemes.is_empty()).then(|| quote!(Scheme));
    quote! {
        use std::time::Duration;

        use guestlist_runtime::operation::{#uses_carrier ClientHooks, ClientInfo, #uses_scheme};
        use guestlist_runtime::{#uses_secret Session, SetupError};

        #client
        #builder
        #(#sites)*
    }
}

fn client(api: &Api) -> TokenStream {
    let version = &api.version;
    let docs = doc(&format!(
        "A client of {}.\n\n{}\n\nIt is cheap to clone; clones share their connections.",
        plain(&api.title),
        plain(&api.description)
    ));
    let builder_docs = doc("Begins a client: give it credentials, then [`ClientBuilder::build`].");
    let with_session = doc("A client that calls through a session that another client has too.");
    let session = doc("What the calls of this client share.");
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(super) baseurl: String,
            pub(super) client: reqwest::Client,
            session: Session,
        }

        impl Client {
            #builder_docs
            pub fn builder() -> ClientBuilder {
                ClientBuilder::default()
            }

            #with_session
            pub fn with_session(session: Session) -> Self {
                Self {
                    baseurl: session.base_url().to_owned(),
                    client: session.http().clone(),
                    session,
                }
            }

            #session
            pub fn session(&self) -> &Session {
                &self.session
            }
        }

        impl ClientInfo<Session> for Client {
            fn api_version() -> &'static str {
                #version
            }

            fn baseurl(&self) -> &str {
                &self.baseurl
            }

            fn client(&self) -> &reqwest::Client {
                &self.client
            }

            fn inner(&self) -> &Session {
                &self.session
            }
        }

        impl ClientHooks<Session> for Client {}
    }
}

fn builder(api: &Api) -> TokenStream {
    let url = default_url(api);
    let docs = doc("Makes a [`Client`].");
    let schemes: Vec<_> = api
        .schemes
        .iter()
        .map(|scheme| format_ident!("{}", scheme.rust.to_shouty_snake_case()))
        .collect();
    let constants = api.schemes.iter().zip(&schemes).map(|(one, name)| {
        let value = scheme(one);
        quote!(const #name: Scheme = #value;)
    });
    let alternatives = api.alternatives.iter().map(|set| {
        let set = set.iter().map(|index| &schemes[*index]);
        quote!(&[#(#set),*])
    });
    let setters = api.schemes.iter().zip(&schemes).map(|(scheme, value)| {
        let name = format_ident!("{}", scheme.rust);
        let carrier = match &scheme.carrier {
            Carrier::Header(name) => format!("It travels in the header `{name}`."),
            Carrier::Bearer => {
                "It travels in the header `authorization`, after `Bearer`.".to_owned()
            }
        };
        let docs = doc(&format!("{}\n\n{carrier}", plain(&scheme.description)));
        quote! {
            #docs
            pub fn #name(mut self, secret: impl Into<Secret>) -> Self {
                self.0.set_credential(#value, secret.into());
                self
            }
        }
    });
    let sites = api.server.variables.iter().map(|(name, ..)| {
        let (method, ty) =
            (format_ident!("{}", crate::names::snake(name)), format_ident!("{}", pascal(name)));
        let docs = doc(&format!("Calls the API at another {name} than the default one."));
        quote! {
            #docs
            pub fn #method(mut self, value: #ty) -> Self {
                self.0.set_base_url(value.base_url());
                self
            }
        }
    });
    let base_url = doc(&format!(
        "Calls another server, such as a proxy or a test, in place of `{url}`. A path in the URL is kept as a prefix."
    ));
    let timeout = doc("The time that a whole call may take: 60 seconds unless set.");
    let http =
        doc("Sends with the caller's own HTTP client, whose timeouts and redirects then count.");
    let build = doc(
        "Makes the client.\n\n# Errors\n\nWhen credentials are missing or cannot be sent, or the base URL cannot be called.",
    );
    quote! {
        #(#constants)*

        #docs
        #[derive(Clone, Debug)]
        #[must_use = "a builder makes a client with `build`"]
        pub struct ClientBuilder(guestlist_runtime::ClientBuilder);

        impl Default for ClientBuilder {
            fn default() -> Self {
                let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                Self(guestlist_runtime::ClientBuilder::new(#url, &[#(#alternatives),*], agent))
            }
        }

        impl ClientBuilder {
            #(#setters)*
            #(#sites)*

            #base_url
            pub fn base_url(mut self, url: impl Into<String>) -> Self {
                self.0.set_base_url(url);
                self
            }

            #timeout
            pub fn timeout(mut self, timeout: Duration) -> Self {
                self.0.set_timeout(timeout);
                self
            }

            #http
            pub fn http(mut self, http: reqwest::Client) -> Self {
                self.0.set_http(http);
                self
            }

            #build
            pub fn build(self) -> Result<Client, SetupError> {
                self.0.session().map(Client::with_session)
            }
        }
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let name = &scheme.rust;
    let carrier = match &scheme.carrier {
        Carrier::Header(header) => quote!(Carrier::Header(#header)),
        Carrier::Bearer => quote!(Carrier::Bearer),
    };
    quote!(Scheme { name: #name, carrier: #carrier })
}

/// The URL of the first server, with the defaults of its variables.
fn default_url(api: &Api) -> String {
    let variables = api.server.variables.iter();
    variables.fold(api.server.url.clone(), |url, (name, default, ..)| {
        url.replace(&format!("{{{name}}}"), default)
    })
}

/// The enum of a server variable.
fn site(
    url: &str,
    (name, default, values, description): &(String, String, Vec<String>, String),
) -> TokenStream {
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
    let unknown = format!("there is no {name} {{text:?}}; there are {}", values.join(", "));
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
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let found = Self::ALL.iter().find(|one| one.as_str() == text);
                found.copied().ok_or_else(|| format!(#unknown))
            }
        }
    }
}
