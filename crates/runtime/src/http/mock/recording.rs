//! Recording the exchanges between a client and an API.
//!
//! An exchange is a line of JSON, written when its response has been read. Secrets are masked first: the
//! client's secrets wherever they occur, and headers whose names mark them as credentials.

use std::fmt;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use http::request::Parts;
use reqwest::header::{
    ACCEPT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName, SET_COOKIE, TRANSFER_ENCODING,
};
use serde_json::{Map, Value, json};

use crate::http::base64;
use crate::http::caller_secrets::is_of_credential;
use crate::http::http_service::HttpService;
use crate::http::masking::Secrets;
use crate::http::mock::exchange::read;
use crate::http::platform::Body;
use crate::http::service::{Attempt, BoxError, Responding, Transport};

/// The text that replaces a header with a credential.
const MASK: &str = "***";

/// Records the exchanges between a client and an API, for [`Replay`](super::Replay). Clones write to the same
/// file.
///
/// ```no_run
/// # use guestlist_runtime::{HttpService, mock::Recorder};
/// # struct Builder;
/// # impl Builder { fn layers<T>(self, _: impl Fn(HttpService) -> T) {} }
/// # let builder = Builder;
/// let recorder = Recorder::create("tests/invitations.jsonl")?;
/// builder.layers(move |http| recorder.around(http));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// Secrets are masked with `***`: the client's credentials wherever they occur, and headers whose names mark
/// them as credentials. Other private data in a body, such as a name, is not masked. Bodies are read whole,
/// so a stream arrives all at once. The exchange of a credential for a token is not recorded.
#[derive(Clone)]
pub struct Recorder(Arc<Mutex<File>>);

impl Recorder {
    /// Writes to a new file, which replaces an existing one.
    ///
    /// # Errors
    ///
    /// When the file cannot be made.
    pub fn create(path: impl AsRef<Path>) -> io::Result<Self> {
        Ok(Self(Arc::new(Mutex::new(File::create(path)?))))
    }

    /// Wraps the HTTP client in a builder's `layers`, and records everything that it sends.
    pub fn around(&self, http: HttpService) -> impl Transport + use<> {
        Recorded { http: Arc::new(http), recorder: self.clone() }
    }

    fn write(&self, exchange: &Value) -> io::Result<()> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(format!("{exchange}\n").as_bytes())
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").finish_non_exhaustive()
    }
}

/// An HTTP client whose exchanges are recorded.
struct Recorded {
    http: Arc<dyn Transport>,
    recorder: Recorder,
}

impl Transport for Recorded {
    fn send(&self, request: http::Request<Body>) -> Responding {
        let (http, recorder) = (self.http.clone(), self.recorder.clone());
        let Some(attempt) = request.extensions().get::<Attempt>().copied() else {
            return http.send(request);
        };
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            // A compressed body could not be read in the file.
            parts.headers.remove(ACCEPT_ENCODING);
            let body = read(body).await?;
            let secrets = secrets_of(&parts);
            let asked = Asked::of(&parts, &body, &secrets);
            let headers = headers(&parts.headers, &secrets);
            let sent = http.send(http::Request::from_parts(parts, body.into())).await?;
            let (mut parts, body) = sent.into_parts();
            let body = read(body).await?;
            let exchange = json!({
                "operation": attempt.operation(),
                "method": asked.method,
                "target": asked.target,
                "headers": headers,
                "body": asked.body,
                "response": {
                    "status": parts.status.as_u16(),
                    "headers": self::headers(&parts.headers, &secrets),
                    "body": text(&body, &secrets),
                },
            });
            recorder.write(&exchange)?;
            // It is whole now, however it was transferred.
            parts.headers.remove(TRANSFER_ENCODING);
            Ok(http::Response::from_parts(parts, body.into()))
        })
    }
}

/// The identifying parts of a request, without secrets.
#[derive(PartialEq)]
pub(super) struct Asked {
    pub(super) method: String,
    /// The path and the query.
    pub(super) target: String,
    pub(super) body: Value,
}

impl Asked {
    pub(super) fn of(parts: &Parts, body: &[u8], secrets: &Secrets) -> Self {
        let target = parts.uri.path_and_query().map(|one| one.as_str()).unwrap_or_default();
        Self {
            method: parts.method.as_str().to_owned(),
            target: secrets.mask(target).into_owned(),
            body: text(body, secrets),
        }
    }
}

/// The secrets of the client that made a request.
pub(super) fn secrets_of(parts: &Parts) -> Secrets {
    parts.extensions.get::<Secrets>().cloned().unwrap_or_default()
}

/// A body: a string if it is text, else an object with its bytes in base64; null if there is none.
fn text(body: &[u8], secrets: &Secrets) -> Value {
    match std::str::from_utf8(body) {
        Ok("") => Value::Null,
        Ok(text) => secrets.mask(text).into(),
        Err(_) => json!({ "base64": base64::encode(body) }),
    }
}

/// The bytes of a recorded body.
pub(super) fn bytes(body: &Value) -> Result<Vec<u8>, BoxError> {
    match body {
        Value::Null => Ok(Vec::new()),
        Value::String(text) => Ok(text.clone().into_bytes()),
        other => other
            .get("base64")
            .and_then(Value::as_str)
            .and_then(base64::decode)
            .ok_or_else(|| "a body is neither a text nor {\"base64\": …}".into()),
    }
}

/// Headers with masked credentials; several with the same name as an array.
fn headers(headers: &HeaderMap, secrets: &Secrets) -> Map<String, Value> {
    let mut written = Map::new();
    let kept = |name: &&HeaderName| **name != CONTENT_LENGTH && **name != TRANSFER_ENCODING;
    for name in headers.keys().filter(kept) {
        let is_secret = *name == SET_COOKIE || is_of_credential(name.as_str());
        let value = |value: &http::HeaderValue| match is_secret {
            true => Value::from(MASK),
            false => secrets.mask(&String::from_utf8_lossy(value.as_bytes())).into(),
        };
        let values: Vec<Value> = headers.get_all(name).iter().map(value).collect();
        let value = match &values[..] {
            [one] => one.clone(),
            _ => Value::Array(values),
        };
        written.insert(name.as_str().to_owned(), value);
    }
    written
}
