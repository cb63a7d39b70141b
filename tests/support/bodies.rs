//! Decoding the bodies of operations as the clients' models.

use guestlist_runtime::{DecodeError, StatusCode};

use crate::catalogue::Message;
use crate::operations::{Decoded, operation};

/// Decodes a body as the operation's type, and encodes it again.
///
/// # Errors
///
/// Errors of the model.
pub fn read(api: &str, id: &str, message: Message, body: &[u8]) -> Result<Decoded, DecodeError> {
    let operation = operation(api, id);
    let (reader, status) = match message {
        Message::Request => (operation.request, None),
        Message::Status(200..=299) => (operation.success, None),
        Message::Status(status) => {
            let found = operation.errors.iter().find(|(known, _)| *known == status);
            (found.map(|(_, reader)| *reader), Some(status))
        }
    };
    let reader = reader.unwrap_or_else(|| panic!("{api} {id} has no model for {message:?}"));
    let decoded = reader(body)?;
    let Some(status) = status else { return Ok(decoded) };
    let status = StatusCode::from_u16(status).expect("a status");
    Ok(Decoded { error: Some((operation.error)(status, body)?), ..decoded })
}
