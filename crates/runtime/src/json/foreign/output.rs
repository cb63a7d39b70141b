//! JSON text as a value of any format.

use std::any::type_name;

use serde::ser::{Error, SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

use crate::json::parts::{items, members};
use crate::json::raw_value_name::raw_value_name;

/// A value as its JSON text, which is valid.
pub(super) struct Value<'a>(pub(super) &'a str);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        let json = self.0.trim();
        if is_of_serde_json::<S>() {
            let mut raw = target.serialize_struct(raw_value_name(), 1)?;
            raw.serialize_field(raw_value_name(), json)?;
            return raw.end();
        }
        match json.as_bytes().first() {
            Some(b'{') => {
                let members = members(json);
                let mut map = target.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(&name, &Value(value))?;
                }
                map.end()
            }
            Some(b'[') => {
                let items = items(json);
                let mut list = target.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Value(item))?;
                }
                list.end()
            }
            Some(b'"') => {
                let text: String = serde_json::from_str(json).map_err(S::Error::custom)?;
                target.serialize_str(&text)
            }
            Some(b't') => target.serialize_bool(true),
            Some(b'f') => target.serialize_bool(false),
            Some(b'n') | None => target.serialize_unit(),
            Some(_) => number(json, target),
        }
    }
}

/// Whether the format is that of `serde_json`, which accepts JSON text unchanged. If the names of its types
/// ever change, only the spelling of numbers is lost.
fn is_of_serde_json<S: Serializer>() -> bool {
    type_name::<S::Error>() == type_name::<serde_json::Error>()
}

/// Writes a number as the narrowest Rust type that holds it.
fn number<S: Serializer>(json: &str, target: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = json.parse()
        && json != "-0"
    {
        return target.serialize_i64(value);
    }
    match json.parse() {
        Ok(value) => target.serialize_u64(value),
        Err(_) => target.serialize_f64(json.parse().map_err(S::Error::custom)?),
    }
}
