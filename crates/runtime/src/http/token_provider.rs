//! Credentials from the caller's own code, one for each attempt.

use std::pin::Pin;

use crate::http::secret::Secret;
use crate::http::service::BoxError;

/// The future of a credential.
pub type ProvidedToken<'a> = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send + 'a>>;

/// Provides the credential of a security scheme to a client whenever a request needs one, such as a token of
/// the caller's own identity service.
///
/// An `async` closure without arguments is a provider as well:
///
/// ```
/// use guestlist_runtime::{BoxError, Secret, TokenProvider};
///
/// async fn read_token() -> Result<Secret, BoxError> {
///     Ok(std::fs::read_to_string("/run/secrets/token")?.into())
/// }
///
/// fn provider() -> impl TokenProvider {
///     read_token
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// The credential to send, without the prefix `Bearer`.
    ///
    /// It is called before each attempt of a call, except for calls that set `authorization` or another
    /// location of the credential themselves. So a provider should keep credentials that can be sent again.
    /// Its time counts toward the time limit of the call; an error ends the call.
    fn token(&self) -> ProvidedToken<'_>;

    /// Called when the server has responded with 401 to a request with this credential.
    ///
    /// The next credential is requested after it returns. A call that may be sent twice is then sent once
    /// more.
    fn refused(&self, token: &Secret) {
        let _ = token;
    }
}

impl<F, T> TokenProvider for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: Future<Output = Result<Secret, BoxError>> + Send + 'static,
{
    fn token(&self) -> ProvidedToken<'_> {
        Box::pin(self())
    }
}
