//! Bodies in parts: `multipart/form-data` (RFC 7578), `multipart/related` (RFC 2387) and others.

use std::fmt;

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use reqwest::header::HeaderName;
use serde::Serialize;

use crate::http::encoding::Encoding;
use crate::http::file::File;
use crate::http::invalid_request::InvalidRequest;
use crate::http::parameter::escape::escaped;
use crate::http::parameter::part::Part;
use crate::http::upload::Upload;

/// The parts of a `multipart/form-data` body, or of another multipart type, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Multipart {
    parts: Vec<Field>,
}

#[derive(Clone, PartialEq, Eq)]
struct Field {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    content: Upload,
}

/// Shows the name, the type and the length of a part, but not its content.
impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field")
            .field("name", &self.name)
            .field("file_name", &self.file_name)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

impl Multipart {
    /// Creates a body without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The parts of an object: strings, numbers and booleans as text, the items of an array as parts with the
    /// same name, and objects as JSON.
    ///
    /// # Errors
    ///
    /// When the value is not an object.
    pub fn of<T: Serialize>(value: &T) -> Result<Self, InvalidRequest> {
        Self::encoded(value, &[])
    }

    /// The parts of an object, some of whose properties have encodings.
    ///
    /// # Errors
    ///
    /// When the value is not an object, or a property cannot be written as its media type.
    #[doc(hidden)]
    pub fn encoded<T: Serialize>(
        value: &T,
        encodings: &[Encoding],
    ) -> Result<Self, InvalidRequest> {
        let Part::Object(members) = Part::of("body", value)? else {
            return Err(InvalidRequest::new(
                "the body is not an object and cannot be sent as a form",
            ));
        };
        members.iter().try_fold(Self::new(), |parts, (name, part)| {
            match encodings.iter().find(|encoding| encoding.name == name) {
                Some(encoding) => parts.encoded_part(encoding, part),
                None => Ok(parts.part(name, part)),
            }
        })
    }

    /// Adds a value according to its encoding; nothing for `None`.
    ///
    /// # Errors
    ///
    /// When it cannot be written as its media type.
    #[doc(hidden)]
    pub fn encoded_value<T: Serialize>(
        self,
        encoding: &Encoding,
        value: &T,
    ) -> Result<Self, InvalidRequest> {
        self.encoded_part(encoding, &Part::of(encoding.name, value)?)
    }

    /// Adds a file according to its encoding. The file's own settings take precedence.
    #[doc(hidden)]
    #[must_use]
    pub fn encoded_file(self, encoding: &Encoding, file: impl Into<File>) -> Self {
        let mut file = file.into();
        if file.content_type.is_none() {
            file.content_type = encoding.content_type.map(str::to_owned);
        }
        if encoding.is_base64 {
            file.content = file.content.base64();
        }
        for (name, value) in encoding.headers {
            if !file.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
                file = file.header(*name, *value);
            }
        }
        self.file(encoding.name, file)
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
    /// When the value cannot be written as JSON; all models can.
    pub fn value<T: Serialize>(self, name: &str, value: &T) -> Result<Self, InvalidRequest> {
        Ok(self.part(name, &Part::of(name, value)?))
    }

    /// Adds a value as JSON.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON; all models can.
    pub fn json<T: Serialize>(self, name: &str, value: &T) -> Result<Self, InvalidRequest> {
        let json = Part::of(name, value)?.json();
        Ok(self.field(name, None, Some("application/json"), Bytes::from(json)))
    }

    /// Adds a file.
    #[must_use]
    pub fn file(self, name: &str, file: impl Into<File>) -> Self {
        let File { content, name: file_name, content_type, headers } = file.into();
        let file_name = file_name.unwrap_or_else(|| name.to_owned());
        let content_type = content_type.as_deref().unwrap_or("application/octet-stream");
        self.field(name, Some(file_name), Some(content_type), content).headers(headers)
    }

    fn encoded_part(self, encoding: &Encoding, part: &Part) -> Result<Self, InvalidRequest> {
        let headers = || {
            let own = encoding.headers.iter();
            own.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        if let Some(pairs) = encoding.styled(part, escaped) {
            // Nothing needs to be escaped here.
            let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
            let add = |parts: Self, (name, text): (String, String)| {
                parts.text(&plain(&name), plain(&text)).headers(headers())
            };
            return Ok(pairs.into_iter().fold(self, add));
        }
        encoding.items(part).into_iter().try_fold(self, |parts, item| {
            let content = match item {
                item if encoding.is_json() => item.json(),
                Part::Text(text) | Part::Bare(text) => text.clone(),
                item if encoding.content_type.is_none() => {
                    return Ok(parts.json_text(encoding.name, item).headers(headers()));
                }
                _ => {
                    let (name, ty) = (encoding.name, encoding.content_type.unwrap_or_default());
                    let message = format!("`{name}` cannot be written as `{ty}`");
                    return Err(InvalidRequest::new(message));
                }
            };
            let (name, content_type) = (encoding.name, encoding.content_type);
            Ok(parts.field(name, None, content_type, Bytes::from(content)).headers(headers()))
        })
    }

    /// Adds headers to the last part.
    fn headers(mut self, headers: Vec<(String, String)>) -> Self {
        if let Some(part) = self.parts.last_mut() {
            part.headers.extend(headers);
        }
        self
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
        content: impl Into<Upload>,
    ) -> Self {
        let content = content.into();
        let (name, content_type) = (name.to_owned(), content_type.map(str::to_owned));
        self.parts.push(Field { name, file_name, content_type, headers: Vec::new(), content });
        self
    }

    /// The type and the content of the body.
    pub(crate) fn encode(&self, media_type: &str) -> (String, Upload) {
        // Random and long enough that no content contains it.
        let boundary = format!("guestlist-{:032x}", fastrand::u128(..));
        let kind = Kind::of(media_type);
        let mut body = Vec::new();
        for part in &self.parts {
            let head = Upload::from(part.head(kind, &boundary));
            body.extend([head, part.content.clone(), Upload::from("\r\n")]);
        }
        body.push(Upload::from(format!("--{boundary}--\r\n")));
        let first = self.parts.first().and_then(|part| part.content_type.as_deref());
        let is_told = media_type.to_ascii_lowercase().contains("type=");
        let root = match kind {
            Kind::Related if !is_told => {
                format!("; type=\"{}\"", plain(first.unwrap_or("text/plain")).replace('"', ""))
            }
            _ => String::new(),
        };
        (format!("{}{root}; boundary={boundary}", media_type.trim()), Upload::chain(body))
    }
}

/// How the parts of a body are identified.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By their names: `multipart/form-data`.
    Form,
    /// By their order, and by ids with which one part may refer to another: `multipart/related`.
    Related,
    /// By their order; the specification gives them names as well.
    Other,
}

impl Kind {
    fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "multipart/form-data" => Self::Form,
            "multipart/related" => Self::Related,
            _ => Self::Other,
        }
    }
}

impl Field {
    /// The header of a part, before its content.
    fn head(&self, kind: Kind, boundary: &str) -> String {
        let mut head = format!("--{boundary}\r\n");
        let name = quoted(&self.name);
        let file_name = self.file_name.as_deref().map(quoted);
        let file = file_name.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
        match kind {
            Kind::Related => {
                head.push_str(&format!("content-id: <{}>", escaped(&self.name)));
                if !file.is_empty() {
                    head.push_str(&format!("\r\ncontent-disposition: attachment{file}"));
                }
            }
            Kind::Form | Kind::Other => {
                let disposition = format!("content-disposition: form-data; name=\"{name}\"{file}");
                head.push_str(&disposition);
            }
        }
        // Text is ASCII in all types but forms unless a part says otherwise (RFC 2046, section 4.1.2).
        let text = (kind != Kind::Form).then_some("text/plain; charset=utf-8");
        if let Some(content_type) = self.content_type.as_deref().or(text) {
            head.push_str(&format!("\r\ncontent-type: {}", plain(content_type)));
        }
        for (name, value) in &self.headers {
            if HeaderName::try_from(name).is_ok() {
                head.push_str(&format!("\r\n{}: {}", name.to_ascii_lowercase(), plain(value)));
            }
        }
        head.push_str("\r\n\r\n");
        head
    }
}

/// A text without the characters that would end a header.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A quoted name, as browsers write it (HTML, section 4.10.22.8).
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::parameter::style::Style;

    /// The body with `B` for its boundary, and `|` for line ends.
    fn written(parts: &Multipart, media_type: &str) -> (String, String) {
        let (content_type, body) = parts.encode(media_type);
        let (content_type, boundary) = content_type.rsplit_once("; boundary=").unwrap();
        let body = body.bytes().unwrap().to_vec();
        let text = String::from_utf8(body).unwrap().replace(boundary, "B").replace("\r\n", "|");
        (content_type.to_owned(), text)
    }

    #[test]
    fn parts_are_written_as_browsers_write_them() {
        let value = serde_json::json!({"a": ["x", 1], "o": {"b": true}});
        let parts = Multipart::of(&value).unwrap();
        let parts = parts.file("f\"", File::new("bytes").name("a.txt").content_type("text/plain"));
        let (content_type, text) = written(&parts, "multipart/form-data");
        assert_eq!(content_type, "multipart/form-data");
        assert_eq!(
            text,
            "--B|content-disposition: form-data; name=\"a\"||x|\
             --B|content-disposition: form-data; name=\"a\"||1|\
             --B|content-disposition: form-data; name=\"o\"|content-type: application/json||{\"b\":true}|\
             --B|content-disposition: form-data; name=\"f%22\"; filename=\"a.txt\"|content-type: text/plain||bytes|--B--|"
        );
    }

    #[test]
    fn parts_have_the_type_the_headers_and_the_style_of_their_encodings() {
        let note =
            Encoding::of("note").content_type("text/markdown").headers(&[("X-Kind", "note")]);
        let tags = Encoding::of("tags").style(Style::PipeDelimited);
        let each = Encoding::of("each").content_type("application/json");
        let value =
            serde_json::json!({"each": ["x", {"y": 1}], "note": "# x", "tags": ["a", "b c"]});
        let parts = Multipart::encoded(&value, &[note, tags, each]).unwrap();
        let picture = Encoding::of("picture").content_type("image/png").base64();
        let file = File::new("png").name("a.png").header("x-rate", "1\r\nx-other: 2");
        let parts = parts.encoded_file(&picture, file).encoded_file(&note, File::new("x"));
        let (_, text) = written(&parts, "multipart/form-data");
        let form = "content-disposition: form-data; name=";
        assert_eq!(
            text,
            format!(
                "--B|{form}\"each\"|content-type: application/json||\"x\"|\
                 --B|{form}\"each\"|content-type: application/json||{{\"y\":1}}|\
                 --B|{form}\"note\"|content-type: text/markdown|x-kind: note||# x|\
                 --B|{form}\"tags\"||a|b c|\
                 --B|{form}\"picture\"; filename=\"a.png\"|content-type: image/png|x-rate: 1x-other: 2||cG5n|\
                 --B|{form}\"note\"; filename=\"note\"|content-type: text/markdown|x-kind: note||x|--B--|"
            )
        );
        let xml = Encoding::of("note").content_type("application/xml");
        let error = Multipart::encoded(&serde_json::json!({"note": {"a": 1}}), &[xml]).unwrap_err();
        assert_eq!(error.to_string(), "`note` cannot be written as `application/xml`");
    }

    #[test]
    fn parts_of_other_types_are_known_by_their_order() {
        let value = serde_json::json!({"meta": {"a": 1}, "ü": "x"});
        let parts = Multipart::of(&value).unwrap().file("blob", File::new("x").name("b"));
        let (content_type, text) = written(&parts, "multipart/related");
        assert_eq!(content_type, "multipart/related; type=\"application/json\"");
        assert_eq!(
            text,
            "--B|content-id: <meta>|content-type: application/json||{\"a\":1}|\
             --B|content-id: <%C3%BC>|content-type: text/plain; charset=utf-8||x|\
             --B|content-id: <blob>|content-disposition: attachment; filename=\"b\"|\
             content-type: application/octet-stream||x|--B--|"
        );
        let told = "multipart/related; type=\"application/json\"";
        assert_eq!(written(&parts, told).0, told);
        let (content_type, text) = written(&parts, "multipart/mixed");
        assert_eq!(content_type, "multipart/mixed");
        assert!(text.starts_with(
            "--B|content-disposition: form-data; name=\"meta\"|content-type: application/json||"
        ));
    }
}
