//! The client and its builder, from the servers and the security schemes of the document.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::assign::RustNames;
use crate::assign::client::{ClientNames, SiteNames};
use crate::emit::client::security::{scheme, setters, token_endpoint};
use crate::ir::api::Api;
use crate::ir::id::SchemeId;
use crate::ir::security::SecurityScheme;
use crate::rust::docs::doc;
use crate::rust::docs::inlines::code;
use crate::rust::docs::markdown::inline;

/// The client, its builder, and the servers that it can call.
pub(crate) fn emit(api: &Api, names: &RustNames) -> TokenStream {
    let client = client(api);
    let builder = builder(api, names);
    let sites = crate::emit::client::server::emit(api, names.client());
    let has_schemes = !api.schemes.is_empty();
    let uses_secret = has_schemes.then(|| quote!(Secret,));
    let uses_scheme_type = has_schemes.then(|| quote!(SchemeType,));
    let uses_scheme = has_schemes.then(|| quote!(SecurityScheme,));
    let has = |is_there: fn(&SecurityScheme) -> bool| api.schemes.iter().any(is_there);
    let uses_refresh = has(|one| one.refresh.is_some()).then(|| quote!(RefreshToken,));
    let uses_provider =
        has(|one| one.scheme_type.provided.is_some()).then(|| quote!(TokenProvider,));
    let has_variables = reads_places(api);
    let uses_variable = has_variables.then(|| quote!(variable));
    let uses_server_variable = (!default_url(api).1.is_empty()).then(|| quote!(ServerVariable,));
    quote! {
        use std::time::Duration;

        use guestlist_runtime::operation::{
            ApiInfo, #uses_scheme_type #uses_scheme #uses_server_variable #uses_variable
        };
        use guestlist_runtime::{
            HttpService, RateLimitHeaders, #uses_refresh Retry, #uses_secret Session, SetupError,
            #uses_provider Transport,
        };

        #client
        #builder
        #sites
    }
}

fn client(api: &Api) -> TokenStream {
    let docs = doc(&format!("A client of {}.", inline(&api.title)))
        .text(&api.description)
        .say("It is cheap to clone; clones share their connections.");
    let builder_docs =
        doc("Starts to build a client: set its credentials, then call [`ClientBuilder::build`].");
    let env_docs =
        doc(&format!("A client configured by environment variables.\n\n{}", environment(api)));
    let with_session = doc("A client that shares a session with another client.");
    let session = doc("The session that the calls of this client share.");
    let debug = doc("Shows the base URL, and no credentials.");
    let from_env = reads_environment(api).then(|| {
        quote! {
            #env_docs
            pub fn from_env() -> Result<Self, SetupError> {
                ClientBuilder::default().read_env()?.build()
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone)]
        pub struct Client {
            session: Session,
        }

        impl Client {
            #from_env

            #builder_docs
            pub fn builder() -> ClientBuilder {
                ClientBuilder::default()
            }

            #with_session
            pub fn with_session(session: Session) -> Self {
                Self { session }
            }

            #session
            pub fn session(&self) -> &Session {
                &self.session
            }
        }

        #debug
        impl std::fmt::Debug for Client {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple("Client").field(&self.session).finish()
            }
        }
    }
}

/// Whether the description names environment variables for the server.
fn reads_places(api: &Api) -> bool {
    api.servers.first().is_some_and(|server| {
        server.env.is_some() || server.variables.iter().any(|one| one.env.is_some())
    })
}

/// Whether the description names any environment variables.
fn reads_environment(api: &Api) -> bool {
    reads_places(api) || api.schemes.iter().any(|scheme| !scheme.env.is_empty())
}

/// The environment variables that are read, for docs.
fn environment(api: &Api) -> String {
    let sets = api.security.all.iter().map(|set| {
        let names = set.iter().flat_map(|id| &api.schemes[id.0].env);
        names.map(|name| code(name)).collect::<Vec<_>>().join(" and ")
    });
    let sets: Vec<String> = sets.filter(|set| !set.is_empty()).collect();
    let mut text = match &sets[..] {
        [] => "It reads no credentials.".to_owned(),
        sets => format!("It reads the credentials from {}.", sets.join(", or else from ")),
    };
    let server = api.servers.first();
    let variables = server.into_iter().flat_map(|server| &server.variables);
    let places = variables.filter_map(|one| Some((one.name.as_str(), one.env.as_ref()?)));
    let base = server.and_then(|server| server.env.as_ref());
    let places = places.chain(base.map(|name| ("base URL", name)));
    for (what, name) in places {
        text.push_str(&format!(" The {} is read from {}, if it is set.", inline(what), code(name)));
    }
    text.push_str(
        "\n\n# Errors\n\nIf a variable is missing, empty or invalid; the error names it.",
    );
    text
}

fn builder(api: &Api, names: &RustNames) -> TokenStream {
    let (url, variables) = default_url(api);
    let docs = doc("Builds a [`Client`].");
    let constants = api.schemes.iter().map(|one| {
        let names = names.scheme(one.id);
        let (name, value) = (&names.constant, scheme(names, one));
        quote!(const #name: SecurityScheme = #value;)
    });
    let sets = |sets: &[Vec<SchemeId>]| {
        let sets = sets.iter().map(|set| {
            let set = set.iter().map(|id| &names.scheme(*id).constant);
            quote!(&[#(#set),*])
        });
        quote!(&[#(#sets),*])
    };
    let (alternatives, usual) = (sets(&api.security.all), sets(&api.security.usual));
    let own = api.security.own.iter().map(|(operation, own)| {
        let (method, own) = (names.operation(*operation).method.as_str(), sets(own));
        quote!((#method, #own))
    });
    let rate_limit = rate_limit(api);
    let info = doc("The parts of the description that are about the API as a whole.");
    let setters = api.schemes.iter().map(|one| setters(names.scheme(one.id), one));
    let sites = crate::emit::client::server::setters(api, names.client());
    let read_env = reads_environment(api).then(|| read_env(api, names.client()));
    let token_endpoint = token_endpoint(api);
    let transport = crate::emit::client::transport::setters(api);
    let build = doc(
        "Builds the client.\n\n# Errors\n\nIf credentials are missing or cannot be sent, or the base URL cannot be called.",
    );
    quote! {
        #(#constants)*

        #info
        const API: ApiInfo = ApiInfo {
            base_url: #url,
            variables: &[#(#variables),*],
            alternatives: #alternatives,
            usual_alternatives: #usual,
            own_alternatives: &[#(#own),*],
            rate_limit: #rate_limit,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        };

        #docs
        #[derive(Clone, Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder(guestlist_runtime::ClientBuilder);

        impl Default for ClientBuilder {
            fn default() -> Self {
                Self(guestlist_runtime::ClientBuilder::new(API))
            }
        }

        impl ClientBuilder {
            #read_env
            #(#setters)*
            #sites
            #token_endpoint
            #transport

            #build
            pub fn build(self) -> Result<Client, SetupError> {
                self.0.session().map(Client::with_session)
            }
        }
    }
}

fn read_env(api: &Api, names: &ClientNames) -> TokenStream {
    let docs = doc(&format!(
        "Reads the configuration from environment variables.\n\n{}",
        environment(api)
    ));
    let server = api.servers.first();
    let variables = server.into_iter().flat_map(|server| &server.variables).filter_map(|one| {
        let (env, name) = (one.env.as_ref()?, &one.name);
        let set = match &names.site {
            Some(SiteNames { ty, .. }) => {
                quote!(self.0.set_described_url(text.parse::<#ty>()?.base_url()))
            }
            None => quote!(self.0.set_variable(#name, text)),
        };
        Some(quote! {
            if let Some(text) = variable(#env)? {
                #set;
            }
        })
    });
    let server = server.and_then(|server| server.env.as_ref()).map(|name| {
        quote! {
            if let Some(url) = variable(#name)? {
                self.0.set_base_url(url);
            }
        }
    });
    quote! {
        #docs
        pub fn read_env(mut self) -> Result<Self, SetupError> {
            self.0.read_env()?;
            #(#variables)*
            #server
            Ok(self)
        }
    }
}

fn rate_limit(api: &Api) -> TokenStream {
    let fields = ["limit", "remaining", "period", "reset", "name"].map(|part| {
        let field = format_ident!("{part}");
        match api.rate_limit.iter().find(|(known, _)| known == part) {
            Some((_, header)) => {
                let header = header.to_ascii_lowercase();
                quote!(#field: Some(#header))
            }
            None => quote!(#field: None),
        }
    });
    quote!(RateLimitHeaders { #(#fields),* })
}

/// The URL of the first server, and its variables that have defaults. If its only variable is an enum, the
/// URL already contains the default. If it is not a whole URL, the caller has to pass one.
fn default_url(api: &Api) -> (String, Vec<TokenStream>) {
    let Some(server) = api.servers.first().filter(|server| server.is_whole()) else {
        return (String::new(), Vec::new());
    };
    if server.site().is_some() {
        return (server.default_url(), Vec::new());
    }
    let variables = server.variables.iter().map(|one| {
        let (name, default, values) = (&one.name, &one.default, &one.values);
        quote!(ServerVariable { name: #name, default: #default, values: &[#(#values),*] })
    });
    (server.url.clone(), variables.collect())
}
