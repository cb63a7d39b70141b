//! The security schemes of a description, and the rules of each type.
//!
//! It takes a credential from the caller, and returns it as requests send it, or the reason why it cannot be
//! sent. Each type is a variant and a row of the table: the location of its credential, and its components.
//! All rules follow from the two. It never fetches a token.

use std::borrow::Cow;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::http::applied_credential::{AppliedCredential, has_parameter};
use crate::http::base64;
use crate::http::parameter::escape::escaped;
use crate::http::platform::Request;
use crate::http::secret::Secret;

/// An OpenAPI security scheme: the name and the location of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The name of the builder's method.
    pub name: &'static str,

    /// The location of the credential.
    pub scheme_type: SchemeType,

    /// The environment variables from which the vendor's tools read it: one, or two for a pair, such as the
    /// id and the secret of client credentials.
    pub variables: &'static [&'static str],
}

/// The location of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeType {
    /// In a header of this name, in lower case.
    Header(&'static str),

    /// In the query, under this name.
    Query(&'static str),

    /// In a cookie of this name.
    Cookie(&'static str),

    /// In `Authorization`, after `Bearer`.
    Bearer,

    /// In `Authorization`, after this word: `Token`, in the spelling of the description.
    Token(&'static str),

    /// In `Authorization`, after `Basic`: a name and a password (RFC 7617).
    Basic,

    /// At a token endpoint, which returns bearer tokens for it (RFC 6749, section 4.4).
    ClientCredentials {
        /// The path or URL of the endpoint.
        url: &'static str,

        /// The scopes that operations require.
        scopes: &'static [&'static str],
    },
}

/// The location of a credential in a request.
enum Place {
    /// In the header of this name.
    Header(&'static str),

    /// In the header `authorization`, after this word.
    Authorization(&'static str),

    /// In the query, under this name.
    Query(&'static str),

    /// In the cookie of this name.
    Cookie(&'static str),
}

/// The components of a credential.
#[derive(PartialEq, Eq)]
enum Parts {
    Secret,

    /// A user name and a password, sent as a pair.
    UserAndPassword,

    /// An id and a secret, which are exchanged for a token; or an existing token.
    IdAndSecret,
}

impl SchemeType {
    /// The table: the location of a credential of each type, and its components.
    const fn row(self) -> (Place, Parts) {
        match self {
            Self::Header(name) => (Place::Header(name), Parts::Secret),
            Self::Query(name) => (Place::Query(name), Parts::Secret),
            Self::Cookie(name) => (Place::Cookie(name), Parts::Secret),
            Self::Bearer => (Place::Authorization("Bearer"), Parts::Secret),
            Self::Token(word) => (Place::Authorization(word), Parts::Secret),
            Self::Basic => (Place::Authorization("Basic"), Parts::UserAndPassword),
            Self::ClientCredentials { .. } => (Place::Authorization("Bearer"), Parts::IdAndSecret),
        }
    }

    /// Whether the credential is sent in the URL.
    pub(crate) fn is_in_query(self) -> bool {
        matches!(self.row().0, Place::Query(_))
    }

    /// Whether one of the two strings of a pair may be empty.
    pub(crate) fn may_be_empty(self) -> bool {
        self.row().1 == Parts::UserAndPassword
    }

    /// Whether the caller has set a credential of the request itself, in the location for this type.
    pub(crate) fn has_own(self, request: &Request, has_cookies: bool) -> bool {
        match self.row().0 {
            Place::Header(name) => request.headers().contains_key(name),
            Place::Authorization(_) => request.headers().contains_key(AUTHORIZATION),
            Place::Query(name) => has_parameter(request, &escaped(name)),
            Place::Cookie(_) => has_cookies,
        }
    }

    /// The strings of a credential that are never shown: the secret, and the encoded pair that contains it.
    pub(crate) fn secrets(self, id: &str, secret: &Secret) -> Vec<Secret> {
        match self.row().1 {
            Parts::Secret => vec![secret.clone()],
            Parts::IdAndSecret => vec![secret.clone(), client_pair(id, secret.expose()).into()],
            Parts::UserAndPassword => {
                // A key is often sent as the name, without a password.
                let is_alone = secret.expose().is_empty();
                let mut secrets = vec![if is_alone { id.into() } else { secret.clone() }];
                let pair = basic_pair(id, secret.expose());
                // The same pair in the URL-safe alphabet (RFC 4648, section 5), and without padding in both.
                for pair in [pair.as_str(), pair.trim_end_matches('=')] {
                    secrets.push(pair.into());
                    secrets.push(pair.replace('+', "-").replace('/', "_").into());
                }
                secrets
            }
        }
    }

    /// A credential as requests send it. For a pair that is exchanged, it is an existing token.
    ///
    /// # Errors
    ///
    /// The reason why it cannot be sent.
    pub(crate) fn apply(
        self,
        id: &str,
        secret: &Secret,
    ) -> Result<AppliedCredential, &'static str> {
        let (place, parts) = self.row();
        let secret = secret.expose();
        Ok(match place {
            Place::Header(name) => {
                let value = header(sendable(secret)?.to_owned())?;
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| UNPRINTABLE)?;
                AppliedCredential::Header(name, value)
            }
            Place::Authorization(word) => {
                let text = match parts {
                    Parts::UserAndPassword => Cow::Owned(checked_pair(id, secret)?),
                    Parts::Secret | Parts::IdAndSecret => Cow::Borrowed(sendable(secret)?),
                };
                AppliedCredential::Header(AUTHORIZATION, header(format!("{word} {text}"))?)
            }
            // Any text can be sent if it is escaped.
            Place::Query(name) => {
                AppliedCredential::Query(escaped(name), escaped(escapable(secret)?))
            }
            Place::Cookie(name) => {
                let cookie = format!("{name}={}", escaped(escapable(secret)?));
                header(cookie.clone())?;
                AppliedCredential::Cookie(cookie.into())
            }
        })
    }
}

const UNPRINTABLE: &str = "it holds a character that is not printable ASCII, such as a line break";

/// A header whose value is not shown.
///
/// # Errors
///
/// The reason why it cannot be sent.
pub(crate) fn header(text: String) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::try_from(text).map_err(|_| UNPRINTABLE)?;
    value.set_sensitive(true);
    Ok(value)
}

/// A text that can be sent in a header.
///
/// # Errors
///
/// The reason why it cannot be sent.
pub(crate) fn sendable(text: &str) -> Result<&str, &'static str> {
    if text.trim().is_empty() {
        return Err("it is empty");
    }
    if !text.chars().all(|c| matches!(c, ' '..='~')) {
        return Err(UNPRINTABLE);
    }
    Ok(text)
}

/// A text that can be sent after escaping.
///
/// # Errors
///
/// The reason why it cannot be sent.
pub(crate) fn escapable(text: &str) -> Result<&str, &'static str> {
    match text.chars().any(char::is_control) {
        true => Err(UNPRINTABLE),
        false if text.trim().is_empty() => sendable(text),
        false => Ok(text),
    }
}

/// A client id and its secret in HTTP Basic, each escaped first (RFC 6749, section 2.3.1).
pub(crate) fn client_pair(id: &str, secret: &str) -> String {
    base64::encode(format!("{}:{}", escaped(id), escaped(secret)).as_bytes())
}

/// A name and a password as in RFC 7617: in UTF-8, and only one of them may be empty.
fn checked_pair(id: &str, password: &str) -> Result<String, &'static str> {
    if id.is_empty() && password.is_empty() {
        Err("its user name and its password are empty")
    } else if id.contains(':') {
        Err("its user name holds a colon, which would end it")
    } else if id.chars().chain(password.chars()).any(char::is_control) {
        Err("it holds a control character, such as a line break")
    } else {
        Ok(basic_pair(id, password))
    }
}

/// A name and a password, encoded.
fn basic_pair(id: &str, password: &str) -> String {
    base64::encode(format!("{id}:{password}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basic(id: &str, password: &str) -> Result<String, &'static str> {
        match SchemeType::Basic.apply(id, &password.into())? {
            AppliedCredential::Header(_, value) => Ok(value.to_str().unwrap().to_owned()),
            _ => panic!("it is not a header"),
        }
    }

    #[test]
    fn a_name_or_a_password_may_be_empty_but_not_both() {
        // RFC 7617, section 2.
        assert_eq!(basic("a", "b").as_deref(), Ok("Basic YTpi"));
        assert_eq!(basic("a", "").as_deref(), Ok("Basic YTo="));
        assert_eq!(basic("", "b:c").as_deref(), Ok("Basic OmI6Yw=="));
        for (id, password, reason) in [
            ("", "", "its user name and its password are empty"),
            ("a:b", "c", "its user name holds a colon"),
            ("a", "b\n", "it holds a control character"),
            ("\u{7f}", "b", "it holds a control character"),
        ] {
            let error = basic(id, password).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }
}
