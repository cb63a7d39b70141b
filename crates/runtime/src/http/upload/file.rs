//! Files that are read while they are sent. A browser has none.

use std::path::Path;

use crate::http::upload::Upload;

impl Upload {
    /// A file, which is read while it is sent. Its length is taken now: a file that has another length when it is
    /// sent is an error.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub async fn open(path: impl AsRef<Path>) -> std::io::Result<Self> {
        let file = tokio::fs::File::open(path).await?;
        let length = file.metadata().await?.len();
        Ok(Self::reader(file).length(length))
    }
}
