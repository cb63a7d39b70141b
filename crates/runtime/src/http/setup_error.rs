//! The reason why a client could not be built.

use std::fmt;
use std::sync::Arc;

use crate::ground::error_chain::innermost;
use crate::ground::excerpt::excerpt;
use crate::http::security::SecurityScheme;

/// The reason why a client could not be built. No credential is shown.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetupError {
    /// No complete set of credentials was given; these are the sets that the API accepts.
    MissingCredentials(&'static [&'static [SecurityScheme]]),

    /// The environment has no complete set of credentials; these are the sets that the API accepts.
    MissingVariables(&'static [&'static [SecurityScheme]]),

    /// A credential cannot be sent.
    Credential {
        /// The security scheme of the credential.
        scheme: SecurityScheme,

        /// The reason.
        reason: &'static str,
    },

    /// An environment variable cannot be used.
    Variable {
        /// Its name.
        name: &'static str,

        /// The reason why its value is invalid.
        reason: &'static str,
    },

    /// A text that is not one of the allowed values.
    UnknownValue {
        /// The name of the setting, such as `site`.
        what: &'static str,

        /// The text.
        text: String,

        /// The allowed values.
        known: &'static str,
    },

    /// The base URL cannot be called.
    BaseUrl {
        /// The URL, without parts that may be secret.
        url: String,

        /// The reason.
        reason: String,
    },

    /// The token endpoint cannot be called, or not with this base URL.
    TokenUrl {
        /// The URL, without parts that may be secret.
        url: String,

        /// The reason.
        reason: String,
    },

    /// A variable of the server's URL cannot have this value.
    ServerVariable {
        /// The name of the variable.
        name: &'static str,

        /// The value, without parts that may be secret.
        value: String,

        /// Its place, and the text that is allowed there.
        allowed: &'static str,
    },

    /// The HTTP client could not be set up.
    Http(HttpClientError),
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingCredentials(sets) => {
                let name = |scheme: &SecurityScheme| format!("`{}`", scheme.name);
                write!(f, "credentials are missing: give the builder {}", either(sets, name))
            }
            Self::MissingVariables(sets) => {
                write!(
                    f,
                    "credentials are missing: set {}",
                    either(sets, |scheme| scheme.variables.join(" and "))
                )
            }
            Self::Credential { scheme, reason } => {
                write!(f, "the credential `{}` cannot be sent: {reason}", scheme.name)?;
                match scheme.variables {
                    [] => Ok(()),
                    names => write!(f, " (from the environment it is {})", names.join(" and ")),
                }
            }
            Self::Variable { name, reason } => {
                write!(f, "the environment variable {name} cannot be used: {reason}")
            }
            Self::UnknownValue { what, text, known } => {
                let text = excerpt(text);
                write!(f, "there is no {what} {text:?}: there are {known}")
            }
            Self::BaseUrl { url, reason } => {
                write!(f, "{:?} is not a base URL: {reason}", excerpt(url))
            }
            Self::TokenUrl { url, reason } => {
                write!(f, "no token from {:?}: {reason}", excerpt(url))
            }
            Self::ServerVariable { name, value, allowed } => {
                let value = excerpt(value);
                write!(f, "the server variable `{name}` cannot be {value:?}: {allowed}")
            }
            Self::Http(error) => write!(f, "the HTTP client could not be set up: {error}"),
        }
    }
}

/// The line of `Display`, because a `main` that returns an error prints it with `Debug`.
impl fmt::Debug for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for SetupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Http(error) => Some(&*error.0),
            _ => None,
        }
    }
}

/// The reason why an HTTP client could not be set up. It is equal only to its clones.
#[derive(Clone, Debug)]
pub struct HttpClientError(pub(crate) Arc<reqwest::Error>);

/// The innermost cause.
impl fmt::Display for HttpClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&innermost(&*self.0))
    }
}

impl std::error::Error for HttpClientError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}

impl PartialEq for HttpClientError {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for HttpClientError {}

/// The sets as `a and b, or c`, with the name of each scheme; schemes without a name are left out.
fn either(sets: &[&[SecurityScheme]], name: impl Fn(&SecurityScheme) -> String) -> String {
    let set = |set: &&[SecurityScheme]| set.iter().map(&name).collect::<Vec<_>>().join(" and ");
    let sets: Vec<String> = sets.iter().map(set).filter(|set| !set.is_empty()).collect();
    sets.join(", or ")
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn the_error_of_the_http_client_is_kept_as_the_source() {
        let error = reqwest::Client::new().get("http://").build().unwrap_err();
        let error = HttpClientError(Arc::new(error));
        let setup = SetupError::Http(error.clone());
        let (inner, outer) = (error.source().unwrap(), setup.source().unwrap());
        assert!(inner.is::<reqwest::Error>() && outer.is::<reqwest::Error>());
        assert_eq!(setup, SetupError::Http(error.clone()));
        assert_eq!(setup.to_string(), format!("the HTTP client could not be set up: {error}"));
        assert!(SetupError::MissingVariables(&[]).source().is_none());
    }
}
