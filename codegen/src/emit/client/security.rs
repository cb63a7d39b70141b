//! The credentials that the builder of a client takes, one or more setters for each security scheme.

use heck::ToShoutySnakeCase;
use indexmap::IndexSet;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::api::Api;
use crate::ir::security::SecurityScheme;
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, codes, doc};

/// The setters of a scheme.
pub(super) fn setters(scheme: &SecurityScheme) -> TokenStream {
    let (name, constant) = (format_ident!("{}", scheme.rust), constant_name(scheme));
    let scheme_type = scheme.scheme_type;
    let docs = Docs::default().text(&scheme.description).say(&scheme_type.sentence(&scheme.text));
    let secret = format_ident!("{}", scheme_type.secret);
    let own = match scheme_type.id {
        Some(id) => {
            let id = format_ident!("{id}");
            quote! {
                #docs
                pub fn #name(mut self, #id: impl Into<String>, #secret: impl Into<Secret>) -> Self {
                    self.0.set_pair(#constant, #id.into(), #secret.into());
                    self
                }
            }
        }
        None => quote! {
            #docs
            pub fn #name(mut self, #secret: impl Into<Secret>) -> Self {
                self.0.set_credential(#constant, #secret.into());
                self
            }
        },
    };
    let (token, provider, refresh) = (token(scheme), provider(scheme), refresh(scheme));
    quote!(#own #token #provider #refresh)
}

/// The setter of a token in place of an id and a secret.
fn token(scheme: &SecurityScheme) -> Option<TokenStream> {
    let token = &scheme.exchange.as_ref()?.token;
    let docs = doc(&format!(
        "A token in place of the id and the secret of [`{}`](ClientBuilder::{0}): it is sent in the header `authorization`, after `Bearer`, and not renewed.",
        scheme.rust
    ));
    let (token, constant) = (format_ident!("{token}"), constant_name(scheme));
    Some(quote! {
        #docs
        pub fn #token(mut self, token: impl Into<Secret>) -> Self {
            self.0.set_credential(#constant, token.into());
            self
        }
    })
}

/// The setter of what gives the credential whenever one is needed.
fn provider(scheme: &SecurityScheme) -> Option<TokenStream> {
    let (name, provided) = (scheme.provider.as_ref()?, scheme.scheme_type.provided?);
    let name = format_ident!("{name}");
    let docs = doc(&format!(
        "Asks for {provided} of [`{}`](ClientBuilder::{0}) before each attempt of a call: see [`TokenProvider`].",
        scheme.rust
    ));
    let constant = constant_name(scheme);
    Some(quote! {
        #docs
        pub fn #name(mut self, provider: impl TokenProvider) -> Self {
            self.0.set_provider(#constant, provider);
            self
        }
    })
}

/// The setter of a refresh token.
fn refresh(scheme: &SecurityScheme) -> Option<TokenStream> {
    let refresh = scheme.refresh.as_ref()?;
    let docs = doc(&format!(
        "A refresh token for [`{}`](ClientBuilder::{0}), exchanged for a token at {}, which is kept and renewed.",
        scheme.rust,
        code(&refresh.url)
    ));
    let (name, constant, url) =
        (format_ident!("{}", refresh.method), constant_name(scheme), &refresh.url);
    Some(quote! {
        #docs
        pub fn #name(mut self, token: RefreshToken) -> Self {
            self.0.set_refresh(#constant, #url, token);
            self
        }
    })
}

/// The setters of how tokens are asked for, in an API that gives them for an id and a secret, or a refresh token.
pub(super) fn token_endpoint(api: &Api) -> Option<TokenStream> {
    let mut endpoints: IndexSet<&str> = IndexSet::new();
    let mut asked: Option<&Vec<String>> = None;
    for scheme in &api.schemes {
        if let Some(exchange) = &scheme.exchange {
            endpoints.insert(&scheme.text);
            asked = asked.or(Some(&exchange.scopes));
        }
        endpoints.extend(scheme.refresh.iter().map(|refresh| refresh.url.as_str()));
    }
    let endpoint = endpoints.first()?;
    let own = if endpoint.contains("://") {
        " With a `base_url` at another origin it has to be given, so that no secret goes to the described endpoint by mistake."
    } else {
        ""
    };
    let what = if asked.is_some() { "the id and the secret" } else { "the refresh token" };
    let docs = doc(&format!(
        "Exchanges {what} for a token at this URL, in place of {}.{own}",
        codes(endpoints.iter().copied())
    ));
    let usual = match asked.map(Vec::as_slice) {
        None => "those that were consented to".to_owned(),
        Some([]) => "none".to_owned(),
        Some(all) => {
            format!("those that operations ask for, {}", codes(all.iter().map(String::as_str)))
        }
    };
    let scopes = doc(&format!("Asks for tokens with these scopes, in place of {usual}."));
    let basic = doc(
        "Sends the id and the secret to the token endpoint in the header `authorization`, as HTTP Basic has them (RFC 6749, section 2.3.1), and not in the form.",
    );
    Some(quote! {
        #scopes
        pub fn token_scopes(mut self, scopes: impl IntoIterator<Item: Into<String>>) -> Self {
            self.0.set_token_scopes(scopes);
            self
        }

        #basic
        pub fn token_basic(mut self) -> Self {
            self.0.set_token_basic();
            self
        }

        #docs
        pub fn token_url(mut self, url: impl Into<String>) -> Self {
            self.0.set_token_url(url);
            self
        }
    })
}

/// What a scheme is called in the code.
pub(super) fn constant_name(scheme: &SecurityScheme) -> proc_macro2::Ident {
    match scheme.rust.to_shouty_snake_case().as_str() {
        // The name of what says everything about the API.
        "API" => format_ident!("API_SCHEME"),
        name => format_ident!("{name}"),
    }
}

/// A scheme, as the runtime has it.
pub(super) fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let (name, variables) = (&scheme.rust, &scheme.env);
    let scopes = scheme.exchange.as_ref().map(|exchange| &exchange.scopes[..]).unwrap_or_default();
    let scheme_type = scheme.scheme_type.expression(&scheme.text, scopes);
    quote!(SecurityScheme { name: #name, scheme_type: #scheme_type, variables: &[#(#variables),*] })
}
