//! A JSON text as one tree of values.
//!
//! In goes text, out comes a value in the text's order, or the first place that keeps the text from
//! being one tree. It knows no other form than JSON's: what is nearly JSON is YAML's to read.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::yaml::Fault;

/// Reads a text.
pub(super) fn parse(text: &str) -> Result<Value, Fault> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Tree.deserialize(&mut deserializer);
    read.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| {
        let message = error.to_string();
        // The place is told by line and column, so its copy at the end of the message goes.
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(text, _)| text);
        let (message, help) = match message {
            "recursion limit exceeded" => (
                "this stands more than 128 levels deep",
                "give an inner part a name under `components` and refer to it",
            ),
            message if message.ends_with("is there twice") => {
                (message, "take one out, or rename it")
            }
            message => (message, "mend the JSON here or just before: quotes, commas, brackets"),
        };
        Fault::new((error.line().max(1), error.column().max(1)), message, help)
    })
}

/// Any value, in whose objects no member is twice.
struct Tree;

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Tree)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            if members.contains_key(&name) {
                let name = name.escape_debug();
                return Err(A::Error::custom(format!("the member `{name}` is there twice")));
            }
            let value = object.next_value_seed(Tree)?;
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}
