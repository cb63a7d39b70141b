//! Responses, by status.

use crate::ir::body::Content;
use crate::openapi::status::Status;

/// What a caller asks for, and gets when the call succeeds.
pub(crate) struct SendMethod {
    /// The media type that is asked for, where it is not the first of each response.
    pub(crate) asked: Option<String>,
    /// The media types for `Accept`.
    pub(crate) accept: Vec<String>,
    pub(crate) success: Success,
    /// Whether it can be read while it comes, as bytes.
    pub(crate) is_streamed: bool,
}

pub(crate) enum Success {
    Nothing,
    Body(Content),
    /// A body that may be missing.
    Maybe(Content),
    /// One body or another, as the status says.
    ByStatus(Vec<ResponseVariant>),
}

/// A variant of a response enum: the response of one status, or of one of its media types.
pub(crate) struct ResponseVariant {
    pub(crate) status: Status,
    /// The media types for which it is chosen among the responses of its status; none for the one that is
    /// chosen when no other matches.
    pub(crate) media_types: Vec<String>,
    pub(crate) description: String,
    pub(crate) content: Option<Content>,
}
