//! A credential as the caller gives it, and as requests carry it.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::http::base64;
use crate::http::parameter::escape::escaped;
use crate::http::secret::Secret;
use crate::http::security::{SchemeType, SecurityScheme};
use crate::http::setup_error::SetupError;
use crate::http::token::TokenSource;
use crate::http::token_provider::TokenProvider;

/// A secret for a security scheme, with the name that belongs to it where one was given. Without one, that
/// of client credentials is a token that is there already.
#[derive(Clone)]
pub(crate) struct Credential {
    pub(crate) scheme: SecurityScheme,
    pub(crate) id: Option<String>,
    pub(crate) secret: Secret,
}

impl Credential {
    pub(crate) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }
}

/// A credential as requests carry it.
pub(crate) enum AppliedCredential {
    Header(HeaderName, HeaderValue),
    /// A name and a value that are escaped already.
    Query(String, String),
    Cookie(Secret),
    Token(Arc<TokenSource>),
    /// One that is asked for before each attempt.
    Provided(SecurityScheme, Arc<dyn TokenProvider>),
}

impl AppliedCredential {
    /// Whether it is sent in the URL.
    pub(crate) fn is_in_query(&self) -> bool {
        match self {
            Self::Query(..) => true,
            Self::Provided(scheme, _) => matches!(scheme.scheme_type, SchemeType::Query(_)),
            _ => false,
        }
    }
}

/// What is not shown of a credential: the secret, and the pair that it is sent in.
pub(crate) fn secrets_of(credential: &Credential) -> Vec<Secret> {
    let mut secrets = vec![credential.secret.clone()];
    if let SchemeType::ClientCredentials { .. } = credential.scheme.scheme_type {
        secrets.push(client_pair(credential.id(), credential.secret.expose()).into());
    }
    if credential.scheme.scheme_type == SchemeType::Basic {
        // A key is often sent as the name, without a password.
        if credential.secret.expose().is_empty() {
            secrets = vec![credential.id().into()];
        }
        let pair = basic_pair(credential);
        // The same in the alphabet for URLs (RFC 4648, section 5), and without padding in both.
        for pair in [pair.as_str(), pair.trim_end_matches('=')] {
            secrets.push(pair.into());
            secrets.push(pair.replace('+', "-").replace('/', "_").into());
        }
    }
    secrets
}

/// A credential as requests carry it.
pub(crate) fn applied(
    scheme_type: SchemeType,
    credential: &Credential,
) -> Result<AppliedCredential, SetupError> {
    let (scheme, secret) = (credential.scheme, credential.secret.expose());
    if scheme_type == SchemeType::Basic {
        let value = format!("Basic {}", checked_pair(credential)?);
        return Ok(AppliedCredential::Header(AUTHORIZATION, header(scheme, value)?));
    }
    let text = match scheme_type {
        // Escaped, any text can be sent.
        SchemeType::Query(_) | SchemeType::Cookie(_) => escapable(scheme, secret)?,
        _ => sendable(scheme, secret)?,
    };
    Ok(match scheme_type {
        SchemeType::Header(name) => AppliedCredential::Header(
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| unprintable(scheme))?,
            header(scheme, text.to_owned())?,
        ),
        SchemeType::Query(name) => AppliedCredential::Query(escaped(name), escaped(text)),
        SchemeType::Cookie(name) => {
            let cookie = format!("{name}={}", escaped(text));
            header(scheme, cookie.clone())?;
            AppliedCredential::Cookie(cookie.into())
        }
        SchemeType::Bearer | SchemeType::Basic | SchemeType::ClientCredentials { .. } => {
            AppliedCredential::Header(AUTHORIZATION, header(scheme, format!("Bearer {text}"))?)
        }
    })
}

pub(crate) fn header(scheme: SecurityScheme, text: String) -> Result<HeaderValue, SetupError> {
    let mut value = HeaderValue::try_from(text).map_err(|_| unprintable(scheme))?;
    value.set_sensitive(true);
    Ok(value)
}

/// A name and a password as RFC 7617 sends them: in UTF-8, and either of them may be empty.
fn checked_pair(credential: &Credential) -> Result<String, SetupError> {
    let (id, password) = (credential.id(), credential.secret.expose());
    let reason = if id.is_empty() && password.is_empty() {
        "its user name and its password are empty"
    } else if id.contains(':') {
        "its user name holds a colon, which would end it"
    } else if id.chars().chain(password.chars()).any(char::is_control) {
        "it holds a control character, such as a line break"
    } else {
        return Ok(basic_pair(credential));
    };
    Err(SetupError::Credential { scheme: credential.scheme, reason })
}

/// A name and a password, encoded.
fn basic_pair(credential: &Credential) -> String {
    base64::encode(format!("{}:{}", credential.id(), credential.secret.expose()).as_bytes())
}

/// A client id and its secret in HTTP Basic, each escaped first (RFC 6749, section 2.3.1).
pub(crate) fn client_pair(id: &str, secret: &str) -> String {
    base64::encode(format!("{}:{}", escaped(id), escaped(secret)).as_bytes())
}

pub(crate) fn sendable(scheme: SecurityScheme, text: &str) -> Result<&str, SetupError> {
    if text.trim().is_empty() {
        return Err(SetupError::Credential { scheme, reason: "it is empty" });
    }
    if !text.chars().all(|c| matches!(c, ' '..='~')) {
        return Err(unprintable(scheme));
    }
    Ok(text)
}

pub(crate) fn escapable(scheme: SecurityScheme, text: &str) -> Result<&str, SetupError> {
    match text.chars().any(char::is_control) {
        true => Err(unprintable(scheme)),
        false if text.trim().is_empty() => sendable(scheme, text),
        false => Ok(text),
    }
}

fn unprintable(scheme: SecurityScheme) -> SetupError {
    let reason = "it holds a character that is not printable ASCII, such as a line break";
    SetupError::Credential { scheme, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basic(id: &str, password: &str) -> Result<String, String> {
        let scheme =
            SecurityScheme { name: "basic", scheme_type: SchemeType::Basic, variables: &[] };
        let credential = Credential { scheme, id: Some(id.to_owned()), secret: password.into() };
        match applied(SchemeType::Basic, &credential) {
            Ok(AppliedCredential::Header(_, value)) => Ok(value.to_str().unwrap().to_owned()),
            Ok(_) => panic!("it is not a header"),
            Err(error) => Err(error.to_string()),
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
