//! Refresh tokens of OAuth 2 (RFC 6749, section 6).

use std::fmt;
use std::sync::Arc;

use crate::http::secret::Secret;

/// Who hears of a refresh token that takes the place of the one before.
pub(crate) type Heard = Arc<dyn Fn(&Secret) + Send + Sync>;

/// A refresh token that somebody's consent has given an application, and the application that it was given to.
///
/// A client exchanges it for a token when a call needs one, keeps that, and renews it before it expires. Many servers
/// give a new refresh token each time, and refuse the one before: keep the new one with
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
    /// The refresh token of an application with this client id.
    pub fn new(token: impl Into<Secret>, client_id: impl Into<String>) -> Self {
        let (token, client_id) = (token.into(), client_id.into());
        Self { token, client_id, client_secret: None, heard: None }
    }

    /// The secret of the application, where it has one.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// What is done with a new refresh token, before anything is sent with the token that came with it. It should not
    /// take long: calls wait for it.
    #[must_use]
    pub fn on_renewal(mut self, heard: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.heard = Some(Arc::new(heard));
        self
    }
}

/// Shows the application, and no secret.
impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
