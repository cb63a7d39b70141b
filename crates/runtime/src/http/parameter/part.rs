//! A value on its way to text: numbers keep their spelling, and members their order.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::ground::bounds::{DEEPEST, is_nested_within, too_deep};
use crate::http::invalid_request::InvalidRequest;
use crate::json::encode::encode;
use crate::json::members::Members;
use crate::json::path::{Segment, within};

/// A value as styles see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What is not there.
    Null,
    Text(String),
    /// A number or a flag, as JSON spells it.
    Bare(String),
    List(Vec<Part>),
    Object(Vec<(String, Part)>),
}

impl Part {
    /// The parts of a value.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON, or is nested deeper than 127 levels, so that what goes
    /// through its parts needs no more stack than that.
    pub(crate) fn of<T: Serialize>(name: &str, value: &T) -> Result<Self, InvalidRequest> {
        Self::of_json(name, encode(value))
    }

    fn of_json(
        name: &str,
        json: Result<Vec<u8>, serde_json::Error>,
    ) -> Result<Self, InvalidRequest> {
        let fault = |error: serde_json::Error| {
            InvalidRequest::new(format!("`{name}` cannot be written as text: {error}"))
                .with_source(error)
        };
        let json = json.map_err(fault)?;
        let json = String::from_utf8_lossy(&json);
        match is_nested_within(&json, DEEPEST) {
            true => Self::read(&json).map_err(fault),
            false => Err(fault(too_deep_in(&json))),
        }
    }

    /// The parts of a JSON text.
    fn read(json: &str) -> Result<Self, serde_json::Error> {
        match json.trim_start().as_bytes().first() {
            Some(b'n') => Ok(Self::Null),
            Some(b'"') => serde_json::from_str(json).map(Self::Text),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json)?;
                let items = items.into_iter().map(|item| Self::read(item.get()));
                items.collect::<Result<_, _>>().map(Self::List)
            }
            Some(b'{') => {
                let members: Members<'_> = serde_json::from_str(json)?;
                let members = members.0.into_iter();
                let members = members.map(|(name, value)| Ok((name, Self::read(value.get())?)));
                members.collect::<Result<_, _>>().map(Self::Object)
            }
            _ => Ok(Self::Bare(json.trim().to_owned())),
        }
    }

    /// Whether it is what RFC 6570, section 2.3, calls undefined: `null`, or an array or an object in
    /// which nothing else stands. Such a parameter is left out.
    pub(crate) fn is_undefined(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(_) | Self::Bare(_) => false,
            Self::List(items) => items.iter().all(|item| *item == Self::Null),
            Self::Object(members) => members.iter().all(|(_, value)| *value == Self::Null),
        }
    }

    /// The text where there is room for one text only: what has parts is JSON there.
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Text(text) | Self::Bare(text) => Some(text.clone()),
            Self::List(_) | Self::Object(_) => Some(self.json()),
        }
    }

    /// The value as JSON again.
    pub(crate) fn json(&self) -> String {
        let quoted = |text: &str| {
            encode(text).map(|json| String::from_utf8_lossy(&json).into_owned()).unwrap_or_default()
        };
        match self {
            Self::Null => "null".to_owned(),
            Self::Text(text) => quoted(text),
            Self::Bare(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let member =
                    |(name, value): &(String, Self)| format!("{}:{}", quoted(name), value.json());
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }
}

/// The error of a text that is nested too deep, with the place of the first value in it that is.
fn too_deep_in(json: &str) -> serde_json::Error {
    let is_deep = |value: &RawValue| !is_nested_within(value.get(), DEEPEST - 1);
    if let Ok(Members(members)) = serde_json::from_str(json)
        && let Some((name, _)) = members.iter().find(|(_, value)| is_deep(value))
    {
        return within(Segment::Member(name), too_deep());
    }
    match serde_json::from_str::<Vec<&RawValue>>(json)
        .ok()
        .and_then(|i| i.into_iter().position(is_deep))
    {
        Some(index) => within(Segment::Item(index), too_deep()),
        None => too_deep(),
    }
}
