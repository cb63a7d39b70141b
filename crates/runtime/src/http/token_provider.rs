//! Credentials that the caller's own code gives, one for each attempt.

use std::pin::Pin;

use crate::http::secret::Secret;
use crate::http::service::BoxError;

/// A credential that is on its way.
pub type ProvidedToken<'a> = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send + 'a>>;

/// Gives a client the credential of a security scheme whenever a request needs one, such as a token of the
/// caller's own identity service.
///
/// An `async` closure without arguments is one as well:
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
    /// It is asked for before each attempt of a call, and for none that has its own `authorization` or other place of
    /// the credential. So a provider keeps what can be sent again. What it takes counts against the time of the call;
    /// an error ends the call.
    fn token(&self) -> ProvidedToken<'_>;

    /// Hears that the server responded to a request with this credential with 401.
    ///
    /// The next credential is asked for after it. A call that may be sent twice is then sent once more.
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
