//! A request that is being put together. What does not depend on a type is written once, here, and
//! not compiled again for each operation.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode, Url};
use serde::Serialize;

use crate::http::encoding::Encoding;
use crate::http::form;
use crate::http::invalid_request::InvalidRequest;
use crate::http::multipart::Multipart;
use crate::http::options::CallOptions;
use crate::http::parameter::escape::{as_it_is, escaped, reserved};
use crate::http::parameter::part::Part;
use crate::http::parameter::style::Style;
use crate::http::parameter::{add_cookie, add_to_query};
use crate::http::platform;
use crate::http::upload::{Content, Streamed, Upload};
use crate::json::codec::Encode;
use crate::json::encode::encode;

/// A request that is being put together.
pub struct Request {
    pub(crate) http: platform::Request,
    /// The name of the operation, as the client's method is called.
    pub(crate) operation: &'static str,
    /// Whether the description says that it may be sent twice, whatever its method.
    pub(crate) is_idempotent: bool,
    /// The redirects that the description lists as responses.
    pub(crate) redirects: Redirects,
    /// What the caller wants otherwise.
    pub(crate) options: CallOptions,
    /// The path of the operation, as the description has it.
    pub(crate) route: &'static str,
    /// Whether its response may link to the next page.
    pub(crate) has_links: bool,
    /// The body, where it is a stream.
    pub(crate) upload: Option<Arc<dyn Streamed>>,
}

/// What a description says of redirects: those that it lists are responses.
#[derive(Clone, Default)]
pub(crate) struct Redirects {
    statuses: Vec<u16>,
    all: bool,
    /// Whether one to another origin is followed, whatever the client is told.
    pub(crate) elsewhere: bool,
}

impl Redirects {
    /// Whether a status is that of one.
    pub(crate) fn list(&self, status: StatusCode) -> bool {
        status.is_redirection() && (self.all || self.statuses.contains(&status.as_u16()))
    }
}

/// Shows which operation it is of. The URL, the headers and the body may hold what is secret.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", self.http.method())
            .finish_non_exhaustive()
    }
}

impl Request {
    /// A request without a body, of an operation.
    ///
    /// # Errors
    ///
    /// When the method or the URL is none, or the options hold a header that cannot be sent.
    pub fn new(
        operation: &'static str,
        method: &str,
        url: &str,
        mut options: CallOptions,
    ) -> Result<Self, InvalidRequest> {
        if let Some(fault) = options.fault.take() {
            return Err(fault);
        }
        let wrong = |fault: &str| InvalidRequest::new(format!("{method} {url:?}: {fault}"));
        let name = method.parse::<Method>();
        let name = name.map_err(|error| wrong(&error.to_string()).with_source(error))?;
        let url = Url::parse(url);
        let url = url.map_err(|error| wrong(&error.to_string()).with_source(error))?;
        let http = platform::Request::new(name, url);
        Ok(Self {
            http,
            operation,
            is_idempotent: false,
            redirects: Redirects::default(),
            options,
            route: "",
            has_links: false,
            upload: None,
        })
    }

    /// Says which path it is of, as the description has it.
    pub fn route(&mut self, route: &'static str) {
        self.route = route;
    }

    /// Says that its response may link to the next page.
    pub fn links(&mut self) {
        self.has_links = true;
    }

    /// Says that it may be sent twice.
    pub fn idempotent(&mut self) {
        self.is_idempotent = true;
    }

    /// Says that a redirect of this status is a response, and is not followed.
    pub fn redirect(&mut self, status: u16) {
        self.redirects.statuses.push(status);
    }

    /// Says that a redirect to another origin is followed, without credentials.
    pub fn follow_cross_origin(&mut self) {
        self.redirects.elsewhere = true;
    }

    /// Says that all redirects are responses, and none is followed.
    pub fn any_redirect(&mut self) {
        self.redirects.all = true;
    }

    /// Says what the response may be.
    ///
    /// # Errors
    ///
    /// When no header can say it.
    pub fn accept(&mut self, media_types: &'static str) -> Result<(), InvalidRequest> {
        self.set(ACCEPT, fixed(media_types)?);
        Ok(())
    }

    /// Sets a header that each request of the operation has.
    ///
    /// # Errors
    ///
    /// When there is no such header.
    pub fn constant(
        &mut self,
        name: &'static str,
        value: &'static str,
    ) -> Result<(), InvalidRequest> {
        self.set(header_name(name)?, fixed(value)?);
        Ok(())
    }

    fn set(&mut self, name: HeaderName, value: HeaderValue) {
        self.http.headers_mut().insert(name, value);
    }

    /// Adds a query parameter; nothing where the value is `None`.
    ///
    /// # Errors
    ///
    /// When the value has no text.
    pub fn query<T: Serialize>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
    ) -> Result<(), InvalidRequest> {
        let part = Part::of(name, value)?;
        add_to_query(&mut self.http, style.pairs(name, &part, escaped));
        Ok(())
    }

    /// Adds a query parameter whose value may hold `:`, `/` and their like as they are.
    ///
    /// # Errors
    ///
    /// When the value has no text.
    pub fn query_reserved<T: Serialize>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
    ) -> Result<(), InvalidRequest> {
        let part = Part::of(name, value)?;
        add_to_query(&mut self.http, style.pairs(name, &part, reserved));
        Ok(())
    }

    /// Adds a header; none where the value is `None`.
    ///
    /// # Errors
    ///
    /// When the value has no text, or one that no header may have.
    pub fn header<T: Serialize>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
    ) -> Result<(), InvalidRequest> {
        let part = Part::of(name, value)?;
        if let Some(text) = style.text(name, &part, as_it_is) {
            self.http.headers_mut().append(header_name(name)?, HeaderValue::from_str(&text)?);
        }
        Ok(())
    }

    /// Adds a cookie; none where the value is `None`.
    ///
    /// # Errors
    ///
    /// When the value has no text.
    pub fn cookie<T: Serialize>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
    ) -> Result<(), InvalidRequest> {
        let part = Part::of(name, value)?;
        for (name, text) in style.pairs(name, &part, escaped) {
            add_cookie(self.http.headers_mut(), &format!("{name}={text}"))?;
        }
        Ok(())
    }

    /// Adds a cookie whose value is written as it is; none where the value is `None`.
    ///
    /// # Errors
    ///
    /// When the value has no text, or one that no cookie can have (RFC 6265, section 4.1.1).
    pub fn plain_cookie<T: Serialize>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
    ) -> Result<(), InvalidRequest> {
        let part = Part::of(name, value)?;
        for (name, text) in style.pairs(name, &part, as_it_is) {
            // A comma stands between values, and many servers take it.
            let is_allowed = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | ';' | '\\');
            if let Some(odd) = text.chars().find(|c| !is_allowed(*c)) {
                let message = format!("the cookie `{name}` cannot have {odd:?} in its value");
                return Err(InvalidRequest::new(message));
            }
            add_cookie(self.http.headers_mut(), &format!("{name}={text}"))?;
        }
        Ok(())
    }

    /// Makes a value the query: an object as a form whose properties have these encodings, JSON where
    /// that is its style, and all else as text. Nothing where the value is `None`.
    ///
    /// # Errors
    ///
    /// When the value has no text.
    pub fn query_string<T: Serialize>(
        &mut self,
        value: &T,
        style: Style,
        encodings: &[Encoding],
    ) -> Result<(), InvalidRequest> {
        let part = Part::of("query", value)?;
        let text = match (&part, style) {
            (Part::Object(_), style) if style != Style::Json => form::text(&part, encodings)?,
            _ => style.text("query", &part, escaped).unwrap_or_default(),
        };
        if !text.is_empty() {
            let url = self.http.url_mut();
            let before = url.query().filter(|before| !before.is_empty());
            let all = before.map(|before| format!("{before}&{text}"));
            url.set_query(Some(&all.unwrap_or(text)));
        }
        Ok(())
    }

    /// Makes a model the body, as JSON.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON, which all models can.
    pub fn json<T: Encode>(
        &mut self,
        media_type: &'static str,
        value: &T,
    ) -> Result<(), InvalidRequest> {
        let json = encode(value);
        let json =
            json.map_err(|error| InvalidRequest::new(error.to_string()).with_source(error))?;
        self.whole(media_type, json)
    }

    /// Makes a model the body, as a form in one line.
    ///
    /// # Errors
    ///
    /// When the value is not an object.
    pub fn form<T: Serialize>(
        &mut self,
        media_type: &'static str,
        value: &T,
    ) -> Result<(), InvalidRequest> {
        self.encoded_form(media_type, value, &[])
    }

    /// Makes a model the body, as a form in one line whose properties have these encodings.
    ///
    /// # Errors
    ///
    /// When the value is not an object.
    pub fn encoded_form<T: Serialize>(
        &mut self,
        media_type: &'static str,
        value: &T,
        encodings: &[Encoding],
    ) -> Result<(), InvalidRequest> {
        let form = form::text(&Part::of("body", value)?, encodings)?;
        self.whole(media_type, form)
    }

    /// Makes a body in parts, of a type such as `multipart/form-data`.
    ///
    /// # Errors
    ///
    /// When the media type is none that a header can name.
    pub fn multipart(
        &mut self,
        media_type: &'static str,
        parts: &Multipart,
    ) -> Result<(), InvalidRequest> {
        let (media_type, form) = parts.encode(media_type);
        self.set(CONTENT_TYPE, HeaderValue::try_from(media_type)?);
        self.carry(form);
        Ok(())
    }

    /// Makes a text, bytes or a stream the body.
    ///
    /// # Errors
    ///
    /// When the media type is none that a header can name.
    pub fn body(
        &mut self,
        media_type: &'static str,
        body: impl Into<Upload>,
    ) -> Result<(), InvalidRequest> {
        self.set(CONTENT_TYPE, fixed(media_type)?);
        self.carry(body.into());
        Ok(())
    }

    /// Makes bytes the body, without the code for streams that an [`Upload`] needs.
    fn whole(
        &mut self,
        media_type: &'static str,
        body: impl Into<platform::Body>,
    ) -> Result<(), InvalidRequest> {
        self.set(CONTENT_TYPE, fixed(media_type)?);
        *self.http.body_mut() = Some(body.into());
        Ok(())
    }

    fn carry(&mut self, body: Upload) {
        match body.into_content() {
            Content::Bytes(bytes) => *self.http.body_mut() = Some(bytes.into()),
            Content::Stream(stream) => self.upload = Some(stream),
        }
    }
}

/// What is the same in each request, and is not copied.
fn fixed(text: &'static str) -> Result<HeaderValue, InvalidRequest> {
    Ok(HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes()))?)
}

fn header_name(name: &str) -> Result<HeaderName, InvalidRequest> {
    HeaderName::try_from(name).map_err(|error| {
        InvalidRequest::new(format!("`{name}` is not a name that a header can have"))
            .with_source(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(url: &str) -> Result<Request, InvalidRequest> {
        Request::new("list", "GET", url, CallOptions::new())
    }

    #[test]
    fn parameters_stand_where_they_belong_in_a_request() {
        let mut request = get("https://example.com/guests?first=1").unwrap();
        let (form, simple) = (Style::Form { explode: true }, Style::Simple { explode: false });
        request.query("q[x]", &["a b", "c"], form).unwrap();
        request.query("none", &None::<String>, form).unwrap();
        request.query_reserved("to", &"a/b?c#d", form).unwrap();
        request.header("x-ids", &[1, 2], simple).unwrap();
        request.header("x-none", &None::<bool>, simple).unwrap();
        request.cookie("session", &"a;b", form).unwrap();
        request.cookie("lang", &"en", form).unwrap();
        request.plain_cookie("ids", &["a/b", "c"], form).unwrap();
        request.plain_cookie("whole", &["a", "b"], Style::Form { explode: false }).unwrap();
        assert!(request.plain_cookie("odd", &"a;b", form).is_err());
        let all = serde_json::json!({"a": "x y", "b": ["1", "2"]});
        let joined = Encoding::of("b").style(Style::Form { explode: false });
        request.query_string(&all, form, &[joined]).unwrap();
        request.query_string(&all, Style::Json, &[]).unwrap();
        request.query_string(&"$.a", form, &[]).unwrap();
        request.query_string(&None::<String>, form, &[]).unwrap();
        assert!(request.header("x-ids", &"a\nb", simple).is_err());
        let request = request.http;
        let expected = "first=1&q%5Bx%5D=a%20b&q%5Bx%5D=c&to=a/b?c%23d&a=x%20y&b=1,2\
            &%7B%22a%22%3A%22x%20y%22%2C%22b%22%3A%5B%221%22%2C%222%22%5D%7D&%24.a";
        assert_eq!(request.url().query(), Some(expected));
        assert_eq!(request.headers()["x-ids"], "1,2");
        assert!(!request.headers().contains_key("x-none"));
        assert_eq!(
            request.headers()["cookie"],
            "session=a%3Bb; lang=en; ids=a/b; ids=c; whole=a,b"
        );
    }

    #[test]
    fn what_is_no_url_or_method_is_refused() {
        assert!(get("/guests").is_err());
        let options = CallOptions::new();
        assert!(Request::new("list", "GE T", "https://example.com", options).is_err());
    }
}
