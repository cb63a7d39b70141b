//! The operations as the clients have them: called, and their bodies read, whatever their types.
//!
//! What is called and read here is `generated/`, which `cargo xtask regenerate` makes of the
//! descriptions. What has to come of it is [`described`](crate::described)'s to say.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::pin::Pin;

use guestlist_runtime::operation::FromResponse;
use guestlist_runtime::reqwest::header::HeaderMap;
use guestlist_runtime::{
    Decode, DecodeError, Encode, Error, Response, ResponseValue, StatusCode, decode, encode,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::generated;

/// An operation: what its bodies are, and how it is called.
#[derive(Debug)]
pub struct Operation {
    /// The description that it is in.
    pub api: &'static str,
    /// Its `operationId`.
    pub id: &'static str,
    pub(crate) request: Option<Reader>,
    pub(crate) success: Option<Reader>,
    pub(crate) errors: &'static [(u16, Reader)],
    pub(crate) error: ErrorReader,
    pub(crate) call: fn(url: String, given: Given) -> Sending,
}

pub(crate) type Reader = fn(&[u8]) -> Result<Decoded, DecodeError>;
pub(crate) type ErrorReader = fn(StatusCode, &[u8]) -> Result<String, DecodeError>;

/// A call on its way.
pub type Sending = Pin<Box<dyn Future<Output = Outcome>>>;

/// All operations of all clients.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    generated::ALL.iter().copied().flatten()
}

/// An operation by its description and its `operationId`.
pub fn operation(api: &str, id: &str) -> &'static Operation {
    let mut found = operations().filter(|one| (one.api, one.id) == (api, id));
    found.next().unwrap_or_else(|| panic!("no client has {api} {id}: run `cargo xtask regenerate`"))
}

impl Operation {
    /// Calls it once, at a server, with made-up credentials that begin with `hush`.
    pub fn send(&self, url: String, given: Given) -> Sending {
        (self.call)(url, given)
    }
}

/// What a call is given.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The parameters, by the names of the description.
    pub values: BTreeMap<String, Value>,
    /// The body, as JSON.
    pub body: Option<Vec<u8>>,
}

impl Given {
    pub(crate) fn value<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let value = self.values.get(name)?;
        Some(serde_json::from_value(value.clone()).expect("a value of the parameter's type"))
    }

    pub(crate) fn body<T: Decode>(&self) -> Option<T> {
        self.body.as_deref().map(|body| decode(body).expect("a body of the operation"))
    }
}

/// A body that was decoded and encoded again.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The model, as `{:#?}` shows it.
    pub model: String,
    /// What it is encoded as.
    pub json: Vec<u8>,
    /// For an error: the variant that its status chose.
    pub error: Option<String>,
    pub(crate) through_formats: ThroughFormats,
}

pub(crate) type ThroughFormats = fn(&[u8]) -> [(&'static str, Result<Vec<u8>, String>); 3];

impl Decoded {
    /// What the model of a body is encoded as after it went through each of three formats of serde: the name of the
    /// format, and the JSON or the error.
    pub fn through_formats(&self) -> [(&'static str, Result<Vec<u8>, String>); 3] {
        (self.through_formats)(&self.json)
    }
}

pub(crate) fn read<T: Decode + Encode + Serialize + DeserializeOwned + Debug>(
    body: &[u8],
) -> Result<Decoded, DecodeError> {
    let model: T = decode(body)?;
    let json = encode(&model).expect("a model is JSON");
    let through_formats = through_formats::<T>;
    Ok(Decoded { model: format!("{model:#?}"), json, error: None, through_formats })
}

fn through_formats<T: Decode + Encode + Serialize + DeserializeOwned>(
    body: &[u8],
) -> [(&'static str, Result<Vec<u8>, String>); 3] {
    let model: T = decode(body).expect("it was encoded by the model");
    let json = |model: T| encode(&model).expect("a model is JSON");
    let text = serde_json::to_string(&model).map_err(|error| error.to_string());
    let value = text.and_then(|text| serde_json::from_str(&text).map_err(|e| e.to_string()));
    let mut binary = Vec::new();
    let written = ciborium::into_writer(&model, &mut binary).map_err(|error| error.to_string());
    let cbor = written.and_then(|()| ciborium::from_reader(&binary[..]).map_err(|e| e.to_string()));
    let text = serde_yaml::to_string(&model).map_err(|error| error.to_string());
    let yaml = text.and_then(|text| serde_yaml::from_str(&text).map_err(|e| e.to_string()));
    [("serde_json", value.map(json)), ("CBOR", cbor.map(json)), ("YAML", yaml.map(json))]
}

pub(crate) fn read_error<E: FromResponse + Debug>(
    status: StatusCode,
    body: &[u8],
) -> Result<String, DecodeError> {
    let response = Response::new(status, HeaderMap::new(), body.to_vec());
    let error = format!("{:?}", E::from_response(&response)?);
    Ok(error.split('(').next().unwrap_or_default().to_owned())
}

/// What a call came to, whatever its types.
#[derive(Debug)]
pub struct Outcome {
    /// `Ok`, or the variant of the error.
    pub kind: &'static str,
    /// What was answered, as `Debug` shows it and as it is encoded again.
    pub value: Option<(String, Vec<u8>)>,
    /// What the API's own error is, as `Debug` shows it.
    pub api_error: Option<String>,
    /// The response, where there was one.
    pub response: Option<Response>,
    /// All that can be printed of it.
    pub printed: String,
}

pub(crate) fn outcome<T: Debug + Encode, E: Debug>(
    result: Result<ResponseValue<T>, Error<E>>,
) -> Outcome {
    let error = match result {
        Ok(value) => {
            let printed = format!("{value:?} {value:#?}");
            let response = Some(value.response().clone());
            let encoded = encode(&*value).expect("a model is JSON");
            let value = Some((format!("{:#?}", *value), encoded));
            return Outcome { kind: "Ok", value, api_error: None, response, printed };
        }
        Err(error) => error,
    };
    let mut printed = format!("{error} {error:#} {error:?} {error:#?}");
    let mut source: Option<&dyn std::error::Error> = std::error::Error::source(&error);
    while let Some(inner) = source {
        printed += &format!(" {inner} {inner:?} {inner:#?}");
        source = inner.source();
    }
    let (kind, api_error) = match &error {
        Error::InvalidRequest(_) => ("InvalidRequest", None),
        Error::CommunicationError(_) => ("CommunicationError", None),
        Error::ErrorResponse(value) => ("ErrorResponse", Some(format!("{:?}", **value))),
        Error::InvalidResponsePayload(..) => ("InvalidResponsePayload", None),
        Error::UnexpectedResponse(_) => ("UnexpectedResponse", None),
        _ => ("another", None),
    };
    Outcome { kind, value: None, api_error, response: error.response().cloned(), printed }
}
