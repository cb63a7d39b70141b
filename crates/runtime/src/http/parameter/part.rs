//! A value before it is written as text: numbers keep their spelling, and properties their order.

use serde::Serialize;
use serde::ser::Error as _;

use crate::http::invalid_request::InvalidRequest;
use crate::json::encode::encode;
use crate::json::error::DecodeError;
use crate::json::path::Step;
use crate::json::reader::cursor::Reader;
use crate::value::json::Json;

/// A value as the styles write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A missing value.
    Null,
    Text(String),
    /// A number or a boolean in JSON's spelling.
    Bare(String),
    List(Vec<Part>),
    Object(Vec<(String, Part)>),
}

impl Part {
    /// The parts of a value.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON, or is nested deeper than 127 levels, which limits the stack that
    /// its parts need.
    pub(crate) fn of<T: Serialize>(name: &str, value: &T) -> Result<Self, InvalidRequest> {
        let fault = |error: serde_json::Error| {
            InvalidRequest::new(format!("`{name}` cannot be written as text: {error}"))
                .with_source(error)
        };
        let json = Json::from_value(value).map_err(fault)?;
        Self::read(&mut Reader::new(json.as_str(), json.as_str().len()))
            .map_err(|error| fault(serde_json::Error::custom(error.told())))
    }

    /// The parts of the next value, which is inside another. A value that is nested too deep is reported at
    /// the outermost one.
    fn read_in(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.bounds.depth() == 1 {
            reader.whole_value()?;
        }
        Self::read(reader)
    }

    /// The parts of the next value.
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match reader.peek() {
            Some(b'n') => reader.skip().map(|()| Self::Null),
            Some(b'"') => reader.string("a string").map(|text| Self::Text(text.into_owned())),
            Some(b'[') => {
                let (mut parts, mut goes_on) = (Vec::new(), reader.begins(b'[')?);
                while goes_on {
                    let part = Self::read_in(reader);
                    parts.push(part.map_err(|error| error.within(Step::Item(parts.len())))?);
                    goes_on = reader.goes_on(b']')?;
                }
                Ok(Self::List(parts))
            }
            Some(b'{') => {
                let (mut parts, mut goes_on) = (Vec::new(), reader.begins(b'{')?);
                while goes_on {
                    let name = reader.property_name()?;
                    let part = Self::read_in(reader);
                    let part = part.map_err(|error| error.within(Step::property(&name)))?;
                    parts.push((name.into_owned(), part));
                    goes_on = reader.goes_on(b'}')?;
                }
                Ok(Self::Object(parts))
            }
            _ => reader.raw().map(|json| Self::Bare(json.to_owned())),
        }
    }

    /// Whether it is undefined in the sense of RFC 6570, section 2.3: `null`, or an array or an object that
    /// contains nothing else. Such a parameter is left out.
    pub(crate) fn is_undefined(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(_) | Self::Bare(_) => false,
            Self::List(items) => items.iter().all(|item| *item == Self::Null),
            Self::Object(members) => members.iter().all(|(_, value)| *value == Self::Null),
        }
    }

    /// The value as a single text; arrays and objects become JSON.
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
