//! The common part of streams of items: the recognition of such responses.

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
    /// The body of a success that has one of these media types, or none; the first is the described one.
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
        // The error shows the text that arrived within the timeout of the call.
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

/// Whether a response names a media type other than these.
pub(crate) fn is_other_type(response: &Response, media_types: &[&str]) -> bool {
    let Some(name) = media_type(response.headers()) else { return false };
    !media_types.iter().any(|known| name == *known)
}
