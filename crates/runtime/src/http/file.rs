//! Files to be sent.

use std::fmt;

use bytes::Bytes;

use crate::http::upload::Upload;

/// A file to be sent as a part of a form: its content, and what it is called.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub(crate) content: Upload,
    pub(crate) name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl File {
    /// A file with these bytes, or this stream, without a name.
    #[must_use]
    pub fn new(content: impl Into<Upload>) -> Self {
        Self { content: content.into(), name: None, content_type: None, headers: Vec::new() }
    }

    /// Its name; that of its member unless set.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// A header of its part, beside those that say its name and its type. One that no header can have
    /// is left out.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Its media type: what the description says, else `application/octet-stream`, unless set.
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

/// Shows what the file is, and how long, but not what is in it.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("content", &self.content)
            .finish()
    }
}
