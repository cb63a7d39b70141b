//! What streams of items have in common: which responses are such streams.

use bytes::BytesMut;

use crate::http::charset::media_type;
use crate::http::error::Error;
use crate::http::from_response::FromResponse;
use crate::http::platform::timeout;
use crate::http::response::Response;
use crate::http::session::open::{Opened, Origin};
use crate::http::session::open_body::OpenBody;
use crate::json::error::DecodeError;

impl Opened {
    /// The body of a success that is of one of these media types, or does not say which; the first is the one that
    /// is described.
    pub(crate) async fn items<E: FromResponse>(
        self,
        media_types: &[&str],
    ) -> Result<(Response, OpenBody, Origin), Error<E>> {
        let (response, body, origin) = self.successful()?;
        // A redirect that the description lists is not a stream.
        let Some(mut body) = body else { return Err(Error::UnexpectedResponse(response)) };
        if !is_other_type(&response, media_types) {
            return Ok((response, body, origin));
        }
        // What came within the time of a call is shown.
        let (limit, mut all) = (origin.body_limit(), BytesMut::new());
        let _ = timeout(origin.timeout(), async {
            while let Ok(Some(piece)) = body.next().await {
                all.extend_from_slice(&piece[..piece.len().min(limit - all.len())]);
                if all.len() == limit {
                    break;
                }
            }
        })
        .await;
        let response = response.with_body(all.freeze());
        let found = media_type(response.headers()).unwrap_or_default();
        let wanted = media_types.first().copied().unwrap_or_default();
        let message = format!("the body is of the media type `{found}`, and not `{wanted}`");
        let mut error = DecodeError::of_body(response.body(), message);
        response.secrets().mask_error(&mut error, || response.body().as_ref().into());
        Err(Error::InvalidResponsePayload(response, error))
    }
}

/// Whether a response says that it is of another media type than these.
pub(crate) fn is_other_type(response: &Response, media_types: &[&str]) -> bool {
    let Some(name) = media_type(response.headers()) else { return false };
    !media_types.iter().any(|known| name == *known)
}
