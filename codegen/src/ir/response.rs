//! Responses, by status.

use crate::ir::body::Content;
use crate::openapi::status::Status;

/// A request for one media type of the responses, and its result on success.
pub(crate) struct SendMethod {
    /// The requested media type, if it is not the first of each response.
    pub(crate) asked: Option<String>,
    /// The media types for `Accept`.
    pub(crate) accept: Vec<String>,
    pub(crate) success: Success,
    /// Whether it can be read as bytes while it arrives.
    pub(crate) is_streamed: bool,
}

pub(crate) enum Success {
    Nothing,
    Body(Content),
    /// A body that may be missing.
    Maybe(Content),
    /// One of several bodies, selected by the status.
    ByStatus(Vec<ResponseVariant>),
}

/// A variant of a response enum: the response of a status, or of one of its media types.
pub(crate) struct ResponseVariant {
    pub(crate) status: Status,
    /// The media types that select it among the responses of its status; none for the one that is selected if
    /// no other matches.
    pub(crate) media_types: Vec<String>,
    pub(crate) description: String,
    pub(crate) content: Option<Content>,
}
