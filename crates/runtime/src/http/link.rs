//! Links from one page of a list to the next.
//!
//! From the text of a link and the source of its response, this makes a URL that the same client may request
//! with its credentials, or the reason why not. Nothing is sent here.

pub(crate) mod header;

use std::fmt;

use reqwest::Url;

/// The URL of the next page, which may be followed. Only [`LinkBase::resolve`] creates one.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Link(Url);

/// The reason why the link to the next page is not followed. Nothing was sent to its target.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkError {
    /// It is not a URL, or its header cannot be read.
    Unreadable,

    /// It leads to another origin: another scheme, host or port. Credentials are only for the server that
    /// they were given for.
    OtherOrigin {
        /// The origin of the link.
        to: String,
        /// The origin of the request.
        from: String,
    },

    /// It leads out of the path of the API's server.
    OtherPath {
        /// The path of the API's server.
        root: String,
    },

    /// It contains a user name or a password.
    UserInfo,

    /// Its page came from another origin, to which the call was redirected.
    OtherSource,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the link to the next page is not followed: ")?;
        match self {
            Self::Unreadable => f.write_str("it cannot be read"),
            Self::OtherOrigin { to, from } => {
                write!(f, "it leads to {to}, and the request was sent to {from}")
            }
            Self::OtherPath { root } => write!(f, "it leads out of {root}, where the API is"),
            Self::UserInfo => f.write_str("it has a user name or a password in it"),
            Self::OtherSource => {
                f.write_str("its page did not come from the server that was asked")
            }
        }
    }
}

impl std::error::Error for LinkError {}

impl LinkError {
    /// The same error, with the text from the server changed.
    pub(crate) fn map(self, change: impl Fn(String) -> String) -> Self {
        match self {
            Self::OtherOrigin { to, from } => Self::OtherOrigin { to: change(to), from },
            other => other,
        }
    }
}

/// The base of the links of a response, and the bounds of their targets.
#[derive(Clone, Debug)]
pub(crate) struct LinkBase {
    /// The URL of the response, without its query.
    url: Url,
    /// The path of the API's server, without a slash at the end.
    root: String,
}

impl LinkBase {
    /// The base for a response; none if it came from another origin than its request, because nothing from
    /// there is trusted. The path of the API's server is the first `root` bytes of the request's path.
    pub(crate) fn of(request: &Url, root: usize, response: &Url) -> Option<Self> {
        if !is_same_origin(request, response) {
            return None;
        }
        let mut url = response.clone();
        // It may contain a key.
        url.set_query(None);
        Some(Self { url, root: request.path().get(..root).unwrap_or_default().to_owned() })
    }

    /// The URL of a link, which may be relative.
    ///
    /// # Errors
    ///
    /// When it may not be followed.
    pub(crate) fn resolve(&self, link: &str) -> Result<Link, LinkError> {
        let mut url = self.url.join(link).map_err(|_| LinkError::Unreadable)?;
        if !is_same_origin(&url, &self.url) {
            return Err(LinkError::OtherOrigin { to: origin(&url), from: origin(&self.url) });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(LinkError::UserInfo);
        }
        let below = url.path().strip_prefix(&self.root);
        let is_below = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if !is_below || climbs(url.path()) {
            let root = if self.root.is_empty() { "/" } else { &self.root };
            return Err(LinkError::OtherPath { root: root.to_owned() });
        }
        url.set_fragment(None);
        Ok(Link(url))
    }
}

impl Link {
    /// The URL as text.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn into_url(self) -> Url {
        self.0
    }
}

/// Shows nothing of the URL, in which a server may repeat a secret.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link(…)")
    }
}

/// The length in bytes of the API server's path in the path of a request's URL: everything before the
/// segments of the operation's route.
pub(crate) fn root(url: &Url, route: &str) -> usize {
    let segments = route.bytes().filter(|byte| *byte == b'/').count();
    let slashes = url.path().rmatch_indices('/').take(segments);
    slashes.last().map_or(url.path().len(), |(at, _)| at)
}

/// Whether two URLs have the same scheme, host and port. A URL without a host has an origin of its own.
pub(crate) fn is_same_origin(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.has_host()
        && one.host_str() == other.host_str()
        && one.port_or_known_default() == other.port_or_known_default()
}

/// The scheme, host and port of a URL; only the scheme if it has no host.
fn origin(url: &Url) -> String {
    let origin = url.origin();
    if origin.is_tuple() { origin.ascii_serialization() } else { format!("{}:", url.scheme()) }
}

/// Whether a path contains an escaped `..`, which only the server would resolve. Unescaped ones were resolved
/// when the URL was parsed.
fn climbs(path: &str) -> bool {
    let plain = path.to_ascii_lowercase().replace("%2f", "/").replace("%5c", "/");
    plain.replace("%2e", ".").split('/').any(|segment| segment == "..")
}

#[cfg(test)]
mod tests;
