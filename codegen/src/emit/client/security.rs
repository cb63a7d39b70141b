//! The credentials that the builder of a client accepts, with one or more setters for each security scheme.

use indexmap::IndexSet;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::assign::client::SchemeNames;
use crate::ir::api::Api;
use crate::ir::security::SecurityScheme;
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, codes, doc};

/// The setters of a scheme.
pub(super) fn setters(names: &SchemeNames, scheme: &SecurityScheme) -> TokenStream {
    let SchemeNames { credential: name, constant, .. } = names;
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
    let (token, provider, refresh) =
        (token(names), provider(names, scheme), refresh(names, scheme));
    quote!(#own #token #provider #refresh)
}

/// The setter of a token instead of an id and a secret.
fn token(names: &SchemeNames) -> Option<TokenStream> {
    let SchemeNames { credential, constant, token, .. } = names;
    let token = token.as_ref()?;
    let docs = doc(&format!(
        "A token instead of the id and the secret of [`{credential}`](ClientBuilder::{credential}). It is sent in the header `authorization`, after `Bearer`, and is not renewed.",
    ));
    Some(quote! {
        #docs
        pub fn #token(mut self, token: impl Into<Secret>) -> Self {
            self.0.set_credential(#constant, token.into());
            self
        }
    })
}

/// The setter of a provider, which returns the credential whenever one is needed.
fn provider(names: &SchemeNames, scheme: &SecurityScheme) -> Option<TokenStream> {
    let SchemeNames { credential, constant, provider, .. } = names;
    let (name, provided) = (provider.as_ref()?, scheme.scheme_type.provided?);
    let docs = doc(&format!(
        "Asks a [`TokenProvider`] for {provided} of [`{credential}`](ClientBuilder::{credential}) before each attempt of a call.",
    ));
    Some(quote! {
        #docs
        pub fn #name(mut self, provider: impl TokenProvider) -> Self {
            self.0.set_provider(#constant, provider);
            self
        }
    })
}

/// The setter of a refresh token.
fn refresh(names: &SchemeNames, scheme: &SecurityScheme) -> Option<TokenStream> {
    let SchemeNames { credential, constant, refresh, .. } = names;
    let (name, url) = (refresh.as_ref()?, scheme.refresh.as_ref()?);
    let docs = doc(&format!(
        "A refresh token for [`{credential}`](ClientBuilder::{credential}). It is exchanged at {} for a token, which is cached and renewed.",
        code(url)
    ));
    Some(quote! {
        #docs
        pub fn #name(mut self, token: RefreshToken) -> Self {
            self.0.set_refresh(#constant, #url, token);
            self
        }
    })
}

/// The setters of token requests, if the API exchanges an id and a secret, or a refresh token, for tokens.
pub(super) fn token_endpoint(api: &Api) -> Option<TokenStream> {
    let mut endpoints: IndexSet<&str> = IndexSet::new();
    let mut asked: Option<&Vec<String>> = None;
    for scheme in &api.schemes {
        if scheme.scheme_type.is_exchanged() {
            endpoints.insert(&scheme.text);
            asked = asked.or(Some(&scheme.scopes));
        }
        endpoints.extend(scheme.refresh.as_deref());
    }
    let endpoint = endpoints.first()?;
    let own = if endpoint.contains("://") {
        " With a `base_url` at another origin it is required, so that no secret goes to the described endpoint by mistake."
    } else {
        ""
    };
    let what = if asked.is_some() { "the id and the secret" } else { "the refresh token" };
    let docs = doc(&format!(
        "Exchanges {what} for a token at this URL instead of {}.{own}",
        codes(endpoints.iter().copied())
    ));
    let usual = match asked.map(Vec::as_slice) {
        None => "those that were granted".to_owned(),
        Some([]) => "none".to_owned(),
        Some(all) => {
            format!("those that operations require, {}", codes(all.iter().map(String::as_str)))
        }
    };
    let scopes = doc(&format!("Requests tokens with these scopes instead of {usual}."));
    let basic = doc(
        "Sends the id and the secret to the token endpoint with HTTP Basic, in the header `authorization` (RFC 6749, section 2.3.1), instead of in the form.",
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

/// A scheme as a value of the runtime.
pub(super) fn scheme(names: &SchemeNames, scheme: &SecurityScheme) -> TokenStream {
    let (name, variables) = (names.credential.as_str(), &scheme.env);
    let scheme_type = scheme.scheme_type.expression(&scheme.text, &scheme.scopes);
    quote!(SecurityScheme { name: #name, scheme_type: #scheme_type, variables: &[#(#variables),*] })
}
