//! The HTTP client of a session. The browser owns the connections.

use std::net::SocketAddr;
use std::time::Duration;

use super::response::Response;

/// The HTTP client of a session.
pub(crate) struct Connections(reqwest::Client);

/// The settings of an HTTP client.
pub(crate) struct Make {
    pub(crate) user_agent: &'static str,
    /// Without effect: a browser may take the whole timeout of the call to connect.
    #[expect(dead_code, reason = "an operating system has it")]
    pub(crate) connect_timeout: Duration,
}

impl Connections {
    /// The caller's own HTTP client.
    pub(crate) fn own(http: reqwest::Client) -> Self {
        Self(http)
    }

    /// Builds an HTTP client.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub(crate) fn made(make: Make) -> reqwest::Result<Self> {
        reqwest::Client::builder().user_agent(make.user_agent).build().map(Self)
    }

    pub(crate) fn first(&self) -> &reqwest::Client {
        &self.0
    }

    pub(crate) fn here(&self) -> reqwest::Result<reqwest::Client> {
        Ok(self.0.clone())
    }

    /// Nothing is known of connections.
    pub(crate) fn has_responded(&self, _: &Response) {}

    pub(crate) fn was_kept(&self, _: SocketAddr) -> bool {
        false
    }
}
