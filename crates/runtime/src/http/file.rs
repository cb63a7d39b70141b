//! Files to be sent.

use std::fmt;

use bytes::Bytes;

use crate::http::upload::Upload;

/// A file to be sent as a part of a form: its content and its name.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub(crate) content: Upload,
    pub(crate) name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl File {
    /// Creates a file from bytes or a stream, without a name.
    #[must_use]
    pub fn new(content: impl Into<Upload>) -> Self {
        Self { content: content.into(), name: None, content_type: None, headers: Vec::new() }
    }

    /// Sets the file name. The default is the name of the property.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Adds a header to its part, beside those for its name and type. An invalid header is left out.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the media type. The default is that of the description, or else `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Upload> for File {
    fn from(content: Upload) -> Self {
        Self::new(content)
    }
}

/// Shows the name, the type and the length, but not the content.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("content", &self.content)
            .finish()
    }
}
