//! Refresh tokens of OAuth 2 (RFC 6749, section 6).

use std::fmt;
use std::sync::Arc;

use crate::http::secret::Secret;

/// The callback for a new refresh token that replaces the previous one.
pub(crate) type Heard = Arc<dyn Fn(&Secret) + Send + Sync>;

/// A refresh token that an application received by a user's consent, and the credentials of the application.
///
/// A client exchanges it for a token when a call needs one, keeps the token, and renews it before it expires.
/// Many servers issue a new refresh token each time, and refuse the previous one: save the new one with
/// [`on_renewal`](Self::on_renewal), or the consent is lost when the program ends.
///
/// ```
/// use guestlist_runtime::{RefreshToken, Secret};
///
/// # fn save(_: &Secret) {}
/// let consent = RefreshToken::new("8xLOxBtZp8", "app-17")
///     .client_secret("7Fjfp0ZBr1")
///     .on_renewal(|token| save(token));
/// ```
#[derive(Clone)]
pub struct RefreshToken {
    pub(crate) token: Secret,
    pub(crate) client_id: String,
    pub(crate) client_secret: Option<Secret>,
    pub(crate) heard: Option<Heard>,
}

impl RefreshToken {
    /// Creates the refresh token of an application with this client id.
    pub fn new(token: impl Into<Secret>, client_id: impl Into<String>) -> Self {
        let (token, client_id) = (token.into(), client_id.into());
        Self { token, client_id, client_secret: None, heard: None }
    }

    /// Sets the secret of the application, if it has one.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// Sets a callback for a new refresh token. It is called before anything is sent with the token that came
    /// with it, and should be fast, because calls wait for it.
    #[must_use]
    pub fn on_renewal(mut self, heard: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.heard = Some(Arc::new(heard));
        self
    }
}

/// Shows the application, but no secret.
impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
