//! The operations of the clients: calling them and reading their bodies, whatever their types.
//!
//! The calls are in `generated/`, which `cargo xtask regenerate` makes from the descriptions.
//! [`described`](crate::described) has the expected results.

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

/// An operation: its bodies and its call.
#[derive(Debug)]
pub struct Operation {
    /// Its description.
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

/// A call in progress.
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
    /// Calls it once, on a server, with made-up credentials that begin with `hush`.
    pub fn send(&self, url: String, given: Given) -> Sending {
        (self.call)(url, given)
    }
}

/// The input of a call.
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
    /// The encoded JSON.
    pub json: Vec<u8>,
    /// For an error, the variant that the status decided.
    pub error: Option<String>,
    pub(crate) through_formats: ThroughFormats,
}

pub(crate) type ThroughFormats = fn(&[u8]) -> [(&'static str, Result<Vec<u8>, String>); 3];

impl Decoded {
    /// The JSON of the model after a round trip through each of three serde formats: the name of the format,
    /// and the JSON or the error.
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

/// The result of a call, whatever its types.
#[derive(Debug)]
pub struct Outcome {
    /// `Ok`, or the variant of the error.
    pub kind: &'static str,
    /// The value of the response, as `Debug` shows it and as it is encoded again.
    pub value: Option<(String, Vec<u8>)>,
    /// The API's own error, as `Debug` shows it.
    pub api_error: Option<String>,
    /// The response, if there was one.
    pub response: Option<Response>,
    /// Everything that can be printed of it.
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
