//! Bodies of the type `multipart/form-data` (RFC 7578).

use std::fmt;

use bytes::Bytes;
use serde::Serialize;

use crate::http::file::File;
use crate::http::invalid_request::InvalidRequest;
use crate::http::parameter::part::Part;

/// The parts of a `multipart/form-data` body, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Multipart {
    parts: Vec<Field>,
}

#[derive(Clone, PartialEq, Eq)]
struct Field {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: Bytes,
}

/// Shows what a part is, and how long, but not what it says.
impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field")
            .field("name", &self.name)
            .field("file_name", &self.file_name)
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

impl Multipart {
    /// No parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The parts of an object: texts, numbers and flags as text, the items of a list as parts of
    /// one name, and objects as JSON.
    ///
    /// # Errors
    ///
    /// When the value is not an object.
    pub fn of<T: Serialize>(value: &T) -> Result<Self, InvalidRequest> {
        match Part::of("body", value)? {
            Part::Object(members) => {
                Ok(members.iter().fold(Self::new(), |parts, (name, part)| parts.part(name, part)))
            }
            _ => Err(InvalidRequest::new("the body is not an object and cannot be sent as a form")),
        }
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: &str, text: impl Into<String>) -> Self {
        self.field(name, None, None, Bytes::from(text.into()))
    }

    /// Adds a value as [`Multipart::of`] would; nothing for `None`.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON, which all models can.
    pub fn value<T: Serialize>(self, name: &str, value: &T) -> Result<Self, InvalidRequest> {
        Ok(self.part(name, &Part::of(name, value)?))
    }

    /// Adds a value as JSON.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON, which all models can.
    pub fn json<T: Serialize>(self, name: &str, value: &T) -> Result<Self, InvalidRequest> {
        let json = Part::of(name, value)?.json();
        Ok(self.field(name, None, Some("application/json"), Bytes::from(json)))
    }

    /// Adds a file.
    #[must_use]
    pub fn file(self, name: &str, file: impl Into<File>) -> Self {
        let File { content, name: file_name, content_type } = file.into();
        let file_name = file_name.unwrap_or_else(|| name.to_owned());
        let content_type = content_type.as_deref().unwrap_or("application/octet-stream");
        self.field(name, Some(file_name), Some(content_type), content)
    }

    fn part(self, name: &str, part: &Part) -> Self {
        match part {
            Part::Null => self,
            Part::Text(text) | Part::Bare(text) => self.text(name, text.clone()),
            Part::List(items) => items.iter().fold(self, |parts, item| match item {
                Part::List(_) | Part::Object(_) => parts.json_text(name, item),
                item => parts.part(name, item),
            }),
            Part::Object(_) => self.json_text(name, part),
        }
    }

    fn json_text(self, name: &str, part: &Part) -> Self {
        self.field(name, None, Some("application/json"), Bytes::from(part.json()))
    }

    fn field(
        mut self,
        name: &str,
        file_name: Option<String>,
        content_type: Option<&str>,
        content: Bytes,
    ) -> Self {
        let (name, content_type) = (name.to_owned(), content_type.map(str::to_owned));
        self.parts.push(Field { name, file_name, content_type, content });
        self
    }

    /// The type and the bytes of the body.
    pub(crate) fn encode(&self) -> (String, Vec<u8>) {
        // Long enough by chance that no content has it.
        let boundary = format!("guestlist-{:032x}", fastrand::u128(..));
        let mut body = Vec::new();
        for part in &self.parts {
            let mut head = format!(
                "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"",
                quoted(&part.name)
            );
            if let Some(name) = &part.file_name {
                head.push_str(&format!("; filename=\"{}\"", quoted(name)));
            }
            if let Some(content_type) = &part.content_type {
                let content_type: String =
                    content_type.chars().filter(|c| !c.is_control()).collect();
                head.push_str(&format!("\r\ncontent-type: {content_type}"));
            }
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(b"\r\n\r\n");
            body.extend_from_slice(&part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body)
    }
}

/// A name in quotes, as browsers write it (HTML, section 4.10.22.8).
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_as_browsers_write_them() {
        let value = serde_json::json!({"a": ["x", 1], "o": {"b": true}});
        let parts = Multipart::of(&value).unwrap();
        let parts = parts.file("f\"", File::new("bytes").name("a.txt").content_type("text/plain"));
        let (content_type, body) = parts.encode();
        let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        let text = String::from_utf8(body).unwrap().replace(boundary, "B").replace("\r\n", "\n");
        assert_eq!(
            text,
            "--B\ncontent-disposition: form-data; name=\"a\"\n\nx\n\
             --B\ncontent-disposition: form-data; name=\"a\"\n\n1\n\
             --B\ncontent-disposition: form-data; name=\"o\"\ncontent-type: application/json\n\n{\"b\":true}\n\
             --B\ncontent-disposition: form-data; name=\"f%22\"; filename=\"a.txt\"\ncontent-type: text/plain\n\nbytes\n--B--\n"
        );
    }
}
