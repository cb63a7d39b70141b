//! The types of security schemes, as `type` describes them with `in`, `scheme` or `flows`.
//!
//! It finds the type of a scheme that a document describes, or the reason why it has none. A row is a
//! feature: the variant of the runtime's `SchemeType`, the arguments of its setter, and the sentence of its
//! documentation. A row never says how a request is changed: the variant has a row in the runtime for that
//! (`crates/runtime/src/http/security.rs`).

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::docs::inlines::code;
use crate::rust::header::is_header_name;

/// A type of security schemes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SchemeType {
    /// The value of `type`.
    ty: &'static str,

    /// The value of `in`, the value of `scheme` in lower case, or the name of a flow; empty if none of them
    /// matters.
    way: &'static str,

    /// The variant of the runtime's `SchemeType`.
    variant: &'static str,

    holds: Holds,

    /// The argument before the secret, if the credential is a pair.
    pub(crate) id: Option<&'static str>,

    /// The argument that is the secret.
    pub(crate) secret: &'static str,

    /// The credential that a provider returns; none if there is no provider.
    pub(crate) provided: Option<&'static str>,

    /// The sentence of the setter's documentation; `{}` is the text that the variant holds.
    says: &'static str,
}

/// The text that a variant of the runtime's `SchemeType` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Nothing,
    /// The name of a header, in lower case.
    Header,
    /// The name of a parameter in the query, which can be any text.
    Query,
    /// The name of a cookie.
    Cookie,
    /// The scheme of HTTP authentication, as the document spells it.
    Scheme,
    /// The endpoint that issues tokens, with the scopes that operations request.
    Endpoint,
}

/// A token in the header `authorization`.
const BEARER: SchemeType = SchemeType {
    ty: "http",
    way: "bearer",
    variant: "Bearer",
    holds: Holds::Nothing,
    id: None,
    secret: "secret",
    provided: Some("the credential"),
    says: "It is sent in the header `authorization`, after `Bearer`.",
};

const fn key(
    way: &'static str,
    variant: &'static str,
    holds: Holds,
    says: &'static str,
) -> SchemeType {
    SchemeType { ty: "apiKey", way, variant, holds, says, ..BEARER }
}

/// The supported types of security schemes. The first one that matches a scheme is its type.
pub(crate) const SCHEME_TYPES: &[SchemeType] = &[
    key("header", "Header", Holds::Header, "It is sent in the header {}."),
    key("query", "Query", Holds::Query, "It is sent in the query, as {}."),
    key("cookie", "Cookie", Holds::Cookie, "It is sent in the cookie {}."),
    SchemeType {
        way: "basic",
        variant: "Basic",
        id: Some("user"),
        secret: "password",
        provided: None,
        says: "Name and password are sent in the header `authorization`, after `Basic`.",
        ..BEARER
    },
    BEARER,
    // This scheme is not registered, but many APIs use it.
    SchemeType {
        way: "token",
        variant: "Token",
        holds: Holds::Scheme,
        says: "It is sent in the header `authorization`, after {}.",
        ..BEARER
    },
    SchemeType {
        ty: "oauth2",
        way: "clientCredentials",
        variant: "ClientCredentials",
        holds: Holds::Endpoint,
        id: Some("id"),
        provided: Some("a token, instead of the id and the secret"),
        says: "The id and the secret are exchanged at {} for a token, which is cached and renewed.",
        ..BEARER
    },
    SchemeType { ty: "oauth2", way: "", ..BEARER },
    SchemeType { ty: "openIdConnect", way: "", ..BEARER },
];

/// The type whose credentials are not sent in a request: the caller's HTTP client presents a certificate.
const UNSENT: &str = "mutualTLS";

/// The types of security schemes, in the sentence of the check.
pub(crate) const RULE: &str = "A security scheme is an API key, HTTP Basic, Bearer or Token, OAuth 2, OpenID Connect or mutual TLS.";

/// A security scheme, as the document describes it. An absent property is empty.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Described<'a> {
    pub(crate) ty: &'a str,

    /// The location of an API key.
    pub(crate) location: &'a str,

    /// The name of the header, the query parameter or the cookie of an API key.
    pub(crate) name: &'a str,

    /// The scheme of HTTP authentication.
    pub(crate) scheme: &'a str,

    /// The token endpoint of the client credentials flow, if there is such a flow.
    pub(crate) token_url: Option<&'a str>,
}

/// The reason why a scheme has no type.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unsupported {
    /// The unsupported property; none for the scheme as a whole.
    pub(crate) property: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Described<'_> {
    /// The type of the scheme; none if no request contains its credentials.
    pub(crate) fn scheme_type(&self) -> Result<Option<&'static SchemeType>, Unsupported> {
        let &Described { ty, location, name, scheme, .. } = self;
        let refuse = |property, message: String, help: &str| {
            Err(Unsupported { property, message, help: help.to_owned() })
        };
        match self.row() {
            Some(row)
                if matches!(row.holds, Holds::Header | Holds::Cookie) && !is_header_name(name) =>
            {
                let message = format!("`{name}` is not a name that a {location} can have");
                refuse(None, message, "write a name such as `X-Api-Key`")
            }
            Some(row) => Ok(Some(row)),
            None if ty == UNSENT => Ok(None),
            None if ty == "apiKey" => {
                let message = format!("a key in `{location}` is not supported");
                refuse(None, message, &format!("write {}", ways(ty)))
            }
            None if ty == "http" && !is_header_name(scheme) => {
                let message = format!("`{scheme}` is not an HTTP authentication scheme");
                refuse(None, message, "write one such as `bearer` or `basic`")
            }
            // Digest and similar schemes respond to a challenge: the secret itself is never sent.
            None if ty == "http" => {
                let message = format!("the HTTP authentication scheme `{scheme}` is not supported");
                let help = format!(
                    "write {}; where callers give the whole value of the header, write `type: apiKey, \
                     in: header, name: Authorization`",
                    ways(ty)
                );
                refuse(Some("scheme"), message, &help)
            }
            None => {
                let message = format!("a security scheme of type `{ty}` is not supported");
                let help = "describe what a request sends, such as `type: apiKey, in: header`";
                refuse(Some("type"), message, help)
            }
        }
    }

    fn row(&self) -> Option<&'static SchemeType> {
        let is_described = |row: &&SchemeType| match self.ty {
            "apiKey" => row.way == self.location,
            "http" => row.way.eq_ignore_ascii_case(self.scheme),
            _ => row.way.is_empty() || self.token_url.is_some(),
        };
        SCHEME_TYPES.iter().filter(|row| row.ty == self.ty).find(is_described)
    }
}

/// The supported values for a type: `header, query or cookie`.
fn ways(ty: &str) -> String {
    let ways: Vec<&str> =
        SCHEME_TYPES.iter().filter(|row| row.ty == ty).map(|row| row.way).collect();
    match &ways[..] {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        all => all.concat(),
    }
}

impl SchemeType {
    /// The text that the variant holds for a scheme; empty if it holds none.
    pub(crate) fn text(&self, described: &Described<'_>) -> String {
        match self.holds {
            Holds::Nothing => String::new(),
            Holds::Header => described.name.to_ascii_lowercase(),
            Holds::Query | Holds::Cookie => described.name.to_owned(),
            Holds::Scheme => described.scheme.to_owned(),
            Holds::Endpoint => described.token_url.unwrap_or_default().to_owned(),
        }
    }

    /// Whether an endpoint exchanges the credential for tokens.
    pub(crate) fn is_exchanged(&self) -> bool {
        self.holds == Holds::Endpoint
    }

    /// The arguments of the setter.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &'static str> {
        self.id.into_iter().chain([self.secret])
    }

    /// The sentence of the setter's documentation.
    pub(crate) fn sentence(&self, text: &str) -> String {
        self.says.replace("{}", &code(text))
    }

    /// The expression of the runtime's `SchemeType`.
    pub(crate) fn expression(&self, text: &str, scopes: &[String]) -> TokenStream {
        let variant = format_ident!("{}", self.variant);
        match self.holds {
            Holds::Nothing => quote!(SchemeType::#variant),
            Holds::Endpoint => {
                quote!(SchemeType::#variant { url: #text, scopes: &[#(#scopes),*] })
            }
            Holds::Header | Holds::Query | Holds::Cookie | Holds::Scheme => {
                quote!(SchemeType::#variant(#text))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A scheme that matches a row, in capitals where HTTP ignores case.
    fn described(row: &SchemeType) -> Described<'_> {
        let described = Described { ty: row.ty, name: "X-Key", ..Described::default() };
        match row.ty {
            "apiKey" => Described { location: row.way, ..described },
            "oauth2" if row.is_exchanged() => Described { token_url: Some("/token"), ..described },
            _ => described,
        }
    }

    #[test]
    fn each_row_is_the_type_of_what_it_describes() {
        for row in SCHEME_TYPES {
            let word = row.way.to_uppercase();
            let described = Described { scheme: &word, ..described(row) };
            assert_eq!(described.scheme_type(), Ok(Some(row)));
            let text = row.text(&described);
            assert_eq!(text.is_empty(), row.holds == Holds::Nothing, "{row:?}");
            assert_eq!(row.says.contains("{}"), row.holds != Holds::Nothing, "{row:?}");
            assert!(row.sentence(&text).ends_with('.') && !row.sentence(&text).contains("{}"));
            let expression = row.expression(&text, &[]).to_string();
            assert!(expression.starts_with(&format!("SchemeType :: {}", row.variant)), "{row:?}");
        }
    }

    #[test]
    fn the_rule_names_each_scheme_of_http() {
        let rule = RULE.to_lowercase();
        for row in SCHEME_TYPES.iter().filter(|row| row.ty == "http") {
            assert!(rule.contains(row.way), "{row:?}");
        }
    }

    #[test]
    fn no_request_carries_a_certificate() {
        let described = Described { ty: UNSENT, ..Described::default() };
        assert_eq!(described.scheme_type(), Ok(None));
    }
}
