//! The HTTP clients of a session: one for each async runtime, because a connection makes no progress while
//! the runtime in which it was made stands still.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hyper_util::client::legacy::connect::HttpInfo;
use reqwest::redirect::Policy;
use tokio::runtime::{Handle, Id};
use tokio::task::AbortHandle;

/// The HTTP clients of a session.
pub(crate) struct Connections {
    first: reqwest::Client,
    /// The settings for another one; none if the caller provided the first.
    make: Option<Make>,
    used: Mutex<Vec<Used>>,
    alive: Ports,
}

/// The settings of an HTTP client.
pub(crate) struct Make {
    pub(crate) user_agent: &'static str,
    pub(crate) connect_timeout: Duration,
}

/// An HTTP client, and the runtime that drives its connections.
struct Used {
    runtime: Id,
    /// A task that does nothing and ends together with its runtime.
    life: AbortHandle,
    http: reqwest::Client,
}

impl Drop for Used {
    fn drop(&mut self) {
        self.life.abort();
    }
}

impl Make {
    fn client(&self) -> reqwest::Result<reqwest::Client> {
        reqwest::Client::builder()
            .user_agent(self.user_agent)
            .connect_timeout(self.connect_timeout)
            .redirect(Policy::none()) // the session follows those that it trusts
            .retry(reqwest::retry::never()) // the session counts its attempts
            .no_gzip() // the session decodes it, all of it
            .build()
    }
}

impl Connections {
    /// Uses the caller's own HTTP client.
    pub(crate) fn own(http: reqwest::Client) -> Self {
        Self { first: http, make: None, used: Mutex::default(), alive: Ports::default() }
    }

    /// Builds HTTP clients when they are needed.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub(crate) fn made(make: Make) -> reqwest::Result<Self> {
        let first = make.client()?;
        Ok(Self { make: Some(make), ..Self::own(first) })
    }

    pub(crate) fn first(&self) -> &reqwest::Client {
        &self.first
    }

    /// The HTTP client whose connections the current runtime drives.
    pub(crate) fn here(&self) -> reqwest::Result<reqwest::Client> {
        let (Some(make), Ok(runtime)) = (&self.make, Handle::try_current()) else {
            return Ok(self.first.clone());
        };
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let id = runtime.id();
        let is_here = |used: &Used| used.runtime == id && !used.life.is_finished();
        if let Some(used) = used.iter().find(|used| is_here(used)) {
            return Ok(used.http.clone());
        }
        // The client of a runtime that has ended has no hanging connections, because they ended with it.
        let left = used.iter().position(|used| used.life.is_finished());
        let http = match left.map(|index| used.swap_remove(index)) {
            Some(left) => left.http.clone(),
            None if used.is_empty() => self.first.clone(),
            None => make.client()?,
        };
        let life = runtime.spawn(std::future::pending::<()>()).abort_handle();
        used.push(Used { runtime: id, life, http: http.clone() });
        Ok(http)
    }

    /// Notes that a response arrived over a connection.
    pub(crate) fn has_responded(&self, response: &reqwest::Response) {
        if let Some(connection) = response.extensions().get::<HttpInfo>() {
            self.alive.insert(connection.local_addr());
        }
    }

    /// Forgets a closed connection; returns whether a response has arrived over it before.
    pub(crate) fn was_kept(&self, connection: SocketAddr) -> bool {
        self.alive.remove(connection)
    }
}

/// The ports of the connections over which a response arrived: one bit per port, because each response adds
/// one. Ports of connections that were closed long ago may remain.
struct Ports(Box<[AtomicU64]>);

impl Default for Ports {
    fn default() -> Self {
        Self((0..=u16::MAX / 64).map(|_| AtomicU64::new(0)).collect())
    }
}

impl Ports {
    fn insert(&self, address: SocketAddr) {
        if let Some((word, bit)) = self.place(address)
            && word.load(Ordering::Relaxed) & bit == 0
        {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    }

    /// Removes a port; false if it was not there.
    fn remove(&self, address: SocketAddr) -> bool {
        self.place(address)
            .is_some_and(|(word, bit)| word.fetch_and(!bit, Ordering::Relaxed) & bit != 0)
    }

    fn place(&self, address: SocketAddr) -> Option<(&AtomicU64, u64)> {
        let port = usize::from(address.port());
        Some((self.0.get(port / 64)?, 1 << (port % 64)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_known_from_its_first_response_until_its_connection_closes() {
        let at = |port: u16| SocketAddr::from(([127, 0, 0, 1], port));
        let ports = Ports::default();
        let all = [0, 1, 63, 64, 65, 40_000, 40_064, u16::MAX];
        for port in all {
            assert!(!ports.remove(at(port)), "{port}");
            ports.insert(at(port));
            ports.insert(at(port));
        }
        for port in all {
            assert!(!ports.remove(at(port ^ 2)), "{port}");
            assert!(ports.remove(at(port)), "{port}");
            assert!(!ports.remove(at(port)), "{port}");
        }
    }
}
