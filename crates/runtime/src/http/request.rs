//! A request that is being built. Code that does not depend on a type is here, so that it is not compiled
//! again for each operation.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode, Url};
use serde::Serialize;

use crate::http::argument::Argument;
use crate::http::encoding::Encoding;
use crate::http::form;
use crate::http::invalid_request::InvalidRequest;
use crate::http::multipart::Multipart;
use crate::http::options::CallOptions;
use crate::http::parameter::escape::{as_it_is, escaped, reserved};
use crate::http::parameter::part::Part;
use crate::http::parameter::style::Style;
use crate::http::parameter::{add, add_cookie, add_to_query, add_to_url, segment};
use crate::http::platform;
use crate::http::upload::{Content, Streamed, Upload};
use crate::json::codec::Encode;
use crate::json::encode::encode;

/// A request that is being built.
///
/// Faults are collected until the request is sent: the caller gets all of them in one error, and generated code has no
/// error handling of its own.
pub struct Request {
    /// The name of the operation: that of the client's method.
    pub(crate) operation: &'static str,
    method: &'static str,
    /// The path of the operation in the description.
    pub(crate) route: &'static str,
    /// The path with the values of its parameters.
    path: Cow<'static, str>,
    /// The operation's own server, if it has one.
    server: Option<&'static str>,
    /// The query, escaped.
    query: String,
    headers: HeaderMap,
    body: Option<platform::Body>,
    /// The body, if it is a stream.
    pub(crate) upload: Option<Arc<dyn Streamed>>,
    /// Whether the description says that it may be sent twice, even if its method does not.
    pub(crate) is_idempotent: bool,
    /// The redirects that the description lists as responses.
    pub(crate) redirects: Redirects,
    /// The caller's options.
    pub(crate) options: CallOptions,
    /// Whether its response may link to the next page.
    pub(crate) has_links: bool,
    fault: Option<InvalidRequest>,
}

/// The redirects in a description: those that it lists are responses.
#[derive(Clone, Default)]
pub(crate) struct Redirects {
    statuses: Vec<u16>,
    all: bool,
    /// Whether redirects to another origin are followed, regardless of the client's setting.
    pub(crate) elsewhere: bool,
}

impl Redirects {
    /// Whether the description lists a status as a redirect.
    pub(crate) fn list(&self, status: StatusCode) -> bool {
        status.is_redirection() && (self.all || self.statuses.contains(&status.as_u16()))
    }
}

/// Shows only the operation, because the URL, the headers and the body may contain secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

impl Request {
    /// Creates a request without a body, for an operation and its path in the description.
    #[must_use]
    pub fn new(
        operation: &'static str,
        method: &'static str,
        route: &'static str,
        mut options: CallOptions,
    ) -> Self {
        Self {
            operation,
            method,
            route,
            path: Cow::Borrowed(route),
            server: None,
            query: String::new(),
            headers: HeaderMap::new(),
            body: None,
            upload: None,
            is_idempotent: false,
            redirects: Redirects::default(),
            has_links: false,
            fault: options.fault.take(),
            options,
        }
    }

    /// Sends it to the operation's own server: to this URL, or to this path of the API's host.
    pub fn server(&mut self, own: &'static str) {
        self.server = Some(own);
    }

    /// The request for the HTTP client, without the additions of the caller and the session. `base` returns
    /// the URL of the API, or of the operation's own server.
    ///
    /// # Errors
    ///
    /// When an argument is missing or invalid, or the method or the URL is invalid.
    pub(crate) fn build<'a>(
        &mut self,
        base: impl FnOnce(Option<&'static str>) -> Cow<'a, str>,
    ) -> Result<platform::Request, InvalidRequest> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let url = format!("{}{}", base(self.server), self.path);
        let wrong = |fault: &str| InvalidRequest::new(format!("{} {url:?}: {fault}", self.method));
        let method = self.method.parse::<Method>();
        let method = method.map_err(|error| wrong(&error.to_string()).with_source(error))?;
        let parsed = Url::parse(&url);
        let mut parsed = parsed.map_err(|error| wrong(&error.to_string()).with_source(error))?;
        if !self.query.is_empty() {
            add_to_url(&mut parsed, &self.query);
        }
        let mut http = platform::Request::new(method, parsed);
        *http.headers_mut() = std::mem::take(&mut self.headers);
        *http.body_mut() = self.body.take();
        Ok(http)
    }

    /// Keeps a fault until the request is sent.
    fn keep(&mut self, fault: InvalidRequest) {
        self.fault = Some(match self.fault.take() {
            Some(first) => first.and(&fault),
            None => fault,
        });
    }

    /// The result of a step, whose fault is kept.
    fn kept<T>(&mut self, made: Result<T, InvalidRequest>) -> Option<T> {
        made.map_err(|fault| self.keep(fault)).ok()
    }

    /// The value of an argument; none if it is not given.
    pub fn take<T>(&mut self, argument: Argument<T>) -> Option<T> {
        self.kept(argument.into_value()).flatten()
    }

    /// The parts of an argument for the styles; none if it is not given.
    fn part<T: Serialize>(&mut self, name: &str, argument: &Argument<T>) -> Option<Part> {
        let value = self.kept(argument.value())??;
        self.kept(Part::of(name, value))
    }

    /// Declares that its response may link to the next page.
    pub fn links(&mut self) {
        self.has_links = true;
    }

    /// Declares that it may be sent twice.
    pub fn idempotent(&mut self) {
        self.is_idempotent = true;
    }

    /// Declares that a redirect with this status is a response, and is not followed.
    pub fn redirect(&mut self, status: u16) {
        self.redirects.statuses.push(status);
    }

    /// Declares that a redirect to another origin is followed, without credentials.
    pub fn follow_cross_origin(&mut self) {
        self.redirects.elsewhere = true;
    }

    /// Declares that all redirects are responses, and none is followed.
    pub fn any_redirect(&mut self) {
        self.redirects.all = true;
    }

    /// Sets the media types that the response may have.
    pub fn accept(&mut self, media_types: &'static str) {
        self.set(ACCEPT, fixed(media_types));
    }

    /// Sets a header with the same value in each request of the operation.
    pub fn constant(&mut self, name: &'static str, value: &'static str) {
        if let Some(name) = self.kept(header_name(name)) {
            self.set(name, fixed(value));
        }
    }

    fn set(&mut self, name: HeaderName, value: Result<HeaderValue, InvalidRequest>) {
        if let Some(value) = self.kept(value) {
            self.headers.insert(name, value);
        }
    }

    /// Puts a value into the path, in place of `{name}`.
    pub fn path<T: Serialize>(&mut self, name: &str, argument: &Argument<T>, style: Style) {
        if let Some(part) = self.part(name, argument)
            && let Some(text) = self.kept(segment(name, &part, style))
        {
            self.path = Cow::Owned(self.path.replace(&format!("{{{name}}}"), &text));
        }
    }

    /// Adds a query parameter, if it is given.
    pub fn query<T: Serialize>(&mut self, name: &str, argument: &Argument<T>, style: Style) {
        if let Some(part) = self.part(name, argument) {
            add_to_query(&mut self.query, style.pairs(name, &part, escaped));
        }
    }

    /// Adds a query parameter whose value may contain unescaped reserved characters such as `:` and `/`.
    pub fn query_reserved<T: Serialize>(
        &mut self,
        name: &str,
        argument: &Argument<T>,
        style: Style,
    ) {
        if let Some(part) = self.part(name, argument) {
            add_to_query(&mut self.query, style.pairs(name, &part, reserved));
        }
    }

    /// Adds a header, if it is given.
    pub fn header<T: Serialize>(&mut self, name: &str, argument: &Argument<T>, style: Style) {
        let text = self.part(name, argument);
        let Some(text) = text.and_then(|part| style.text(name, &part, as_it_is)) else { return };
        if let Some(name) = self.kept(header_name(name))
            && let Some(value) = self.kept(HeaderValue::from_str(&text).map_err(Into::into))
        {
            self.headers.append(name, value);
        }
    }

    /// Adds a cookie, if it is given.
    pub fn cookie<T: Serialize>(&mut self, name: &str, argument: &Argument<T>, style: Style) {
        if let Some(part) = self.part(name, argument) {
            for (name, text) in style.pairs(name, &part, escaped) {
                self.add_cookie(&name, &text);
            }
        }
    }

    /// Adds a cookie with an unescaped value, if it is given.
    pub fn plain_cookie<T: Serialize>(&mut self, name: &str, argument: &Argument<T>, style: Style) {
        let Some(part) = self.part(name, argument) else { return };
        for (name, text) in style.pairs(name, &part, as_it_is) {
            // RFC 6265, section 4.1.1. A comma separates values, and many servers accept it.
            let is_allowed = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | ';' | '\\');
            if let Some(odd) = text.chars().find(|c| !is_allowed(*c)) {
                let fault = format!("the cookie `{name}` cannot have {odd:?} in its value");
                return self.keep(InvalidRequest::new(fault));
            }
            self.add_cookie(&name, &text);
        }
    }

    fn add_cookie(&mut self, name: &str, text: &str) {
        let added = add_cookie(&mut self.headers, &format!("{name}={text}"));
        self.kept(added.map_err(Into::into));
    }

    /// Makes a value the whole query, if it is given: an object as a form whose properties have these
    /// encodings, JSON if that is its style, and anything else as text.
    pub fn query_string<T: Serialize>(
        &mut self,
        argument: &Argument<T>,
        style: Style,
        encodings: &[Encoding],
    ) {
        let Some(part) = self.part("query", argument) else { return };
        let text = match (&part, style) {
            (Part::Object(_), style) if style != Style::Json => form::text(&part, encodings),
            _ => Ok(style.text("query", &part, escaped).unwrap_or_default()),
        };
        if let Some(text) = self.kept(text).filter(|text| !text.is_empty()) {
            add(&mut self.query, &text);
        }
    }

    /// Sets a model as the body, in JSON.
    pub fn json<T: Encode>(&mut self, media_type: &'static str, value: &T) {
        let json = encode(value);
        let json = json.map_err(|error| InvalidRequest::new(error.to_string()).with_source(error));
        self.whole(media_type, json);
    }

    /// Sets a model as the body, as a urlencoded form.
    pub fn form<T: Serialize>(&mut self, media_type: &'static str, value: &T) {
        self.encoded_form(media_type, value, &[]);
    }

    /// Sets a model as the body, as a urlencoded form whose properties have these encodings.
    pub fn encoded_form<T: Serialize>(
        &mut self,
        media_type: &'static str,
        value: &T,
        encodings: &[Encoding],
    ) {
        let form = Part::of("body", value).and_then(|part| form::text(&part, encodings));
        self.whole(media_type, form);
    }

    /// Sets a body in parts, of a type such as `multipart/form-data`.
    pub fn multipart(
        &mut self,
        media_type: &'static str,
        parts: Result<Multipart, InvalidRequest>,
    ) {
        let Some(parts) = self.kept(parts) else { return };
        let (media_type, form) = parts.encode(media_type);
        self.set(CONTENT_TYPE, HeaderValue::try_from(media_type).map_err(Into::into));
        self.carry(form);
    }

    /// Sets text, bytes or a stream as the body.
    pub fn body(&mut self, media_type: &'static str, body: impl Into<Upload>) {
        self.set(CONTENT_TYPE, fixed(media_type));
        self.carry(body.into());
    }

    /// Sets bytes as the body, without the code for streams that an [`Upload`] needs.
    fn whole(
        &mut self,
        media_type: &'static str,
        body: Result<impl Into<platform::Body>, InvalidRequest>,
    ) {
        self.set(CONTENT_TYPE, fixed(media_type));
        if let Some(body) = self.kept(body) {
            self.body = Some(body.into());
        }
    }

    fn carry(&mut self, body: Upload) {
        match body.into_content() {
            Content::Bytes(bytes) => self.body = Some(bytes.into()),
            Content::Stream(stream) => self.upload = Some(stream),
        }
    }
}

/// A header value that is the same in each request, and is not copied.
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

    fn get(route: &'static str) -> Request {
        Request::new("list", "GET", route, CallOptions::new())
    }

    fn built(mut request: Request) -> Result<platform::Request, InvalidRequest> {
        request.build(|_| Cow::Borrowed("https://example.com"))
    }

    fn given<T>(value: T) -> Argument<T> {
        let mut argument = Argument::optional("x");
        argument.replace(value);
        argument
    }

    #[test]
    fn parameters_stand_where_they_belong_in_a_request() {
        let mut request = get("/guests/{id}?first=1");
        let (form, simple) = (Style::Form { explode: true }, Style::Simple { explode: false });
        request.path("id", &given("{x}/@"), simple);
        request.query("q[x]", &given(["a b", "c"]), form);
        request.query("none", &given(None::<String>), form);
        request.query("nothing", &Argument::<String>::optional("nothing"), form);
        request.query_reserved("to", &given("a/b?c#d"), form);
        request.header("x-ids", &given([1, 2]), simple);
        request.header("x-none", &given(None::<bool>), simple);
        request.cookie("session", &given("a;b"), form);
        request.cookie("lang", &given("en"), form);
        request.plain_cookie("ids", &given(["a/b", "c"]), form);
        request.plain_cookie("whole", &given(["a", "b"]), Style::Form { explode: false });
        let all = serde_json::json!({"a": "x y", "b": ["1", "2"]});
        let joined = Encoding::of("b").style(Style::Form { explode: false });
        request.query_string(&given(all.clone()), form, &[joined]);
        request.query_string(&given(all), Style::Json, &[]);
        request.query_string(&given("$.a"), form, &[]);
        request.query_string(&given(None::<String>), form, &[]);
        let request = built(request).unwrap();
        let expected = "first=1&q%5Bx%5D=a%20b&q%5Bx%5D=c&to=a/b?c%23d&a=x%20y&b=1,2\
            &%7B%22a%22%3A%22x%20y%22%2C%22b%22%3A%5B%221%22%2C%222%22%5D%7D&%24.a";
        assert_eq!(request.url().path(), "/guests/%7Bx%7D%2F@");
        assert_eq!(request.url().query(), Some(expected));
        assert_eq!(request.headers()["x-ids"], "1,2");
        assert!(!request.headers().contains_key("x-none"));
        assert_eq!(
            request.headers()["cookie"],
            "session=a%3Bb; lang=en; ids=a/b; ids=c; whole=a,b"
        );
    }

    #[test]
    fn all_that_is_wrong_with_a_request_is_told_at_once() {
        let mut request = get("/guests/{id}");
        request.path("id", &Argument::<String>::required("id"), Style::Simple { explode: false });
        request.header("x-ids", &given("a\nb"), Style::Simple { explode: false });
        request.plain_cookie("odd", &given("a;b"), Style::Form { explode: true });
        assert_eq!(
            built(request).unwrap_err().reason(),
            "`id` is required: give it with `.id(…)`; \
             a header parameter holds a character that no header may; \
             the cookie `odd` cannot have ';' in its value"
        );
    }

    #[test]
    fn what_is_no_url_or_method_is_refused() {
        assert!(get("/guests").build(|_| Cow::Borrowed("")).is_err());
        let request = Request::new("list", "GE T", "/guests", CallOptions::new());
        assert!(built(request).is_err());
    }
}
