//! What streams of items have in common: which responses are none.

use bytes::BytesMut;

use crate::http::charset::media_type;
use crate::http::error::Error;
use crate::http::response::Response;
use crate::http::session::open_body::OpenBody;
use crate::json::error::DecodeError;

/// Whether a response says that it is of another media type than these.
pub(crate) fn is_other_type(response: &Response, media_types: &[&str]) -> bool {
    let Some(name) = media_type(response.headers()) else { return false };
    !media_types.iter().any(|known| name == *known)
}

/// The error of a success that is not a stream, with its body as far as the limit goes.
pub(crate) async fn not_a_stream<E>(
    response: Response,
    body: Option<(OpenBody, usize)>,
    wanted: &str,
) -> Error<E> {
    let response = match body {
        Some((mut body, limit)) => {
            let mut all = BytesMut::new();
            while let Ok(Some(piece)) = body.next().await {
                if all.len() + piece.len() > limit {
                    break;
                }
                all.extend_from_slice(&piece);
            }
            response.with_body(all.freeze())
        }
        None => response,
    };
    let found = media_type(response.headers()).unwrap_or_default();
    let message = format!("the body is of the media type `{found}`, and not `{wanted}`");
    Error::InvalidResponsePayload(response, DecodeError::misfit(0, message))
}
