//! Parsing a JSON text into one tree of values.
//!
//! It returns the values in the text's order, or the first fault. Only JSON is accepted: a text that is
//! nearly JSON may be YAML.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::openapi::syntax::budget::Budget;
use crate::openapi::syntax::fault::Fault;

/// Parses a text.
pub(crate) fn parse(text: &str) -> Result<Value, Fault> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let (mut budget, mut excess) = (Budget::of(text), None);
    let tree = Tree { budget: &mut budget, excess: &mut excess, pointer: 0 };
    let read = tree.deserialize(&mut deserializer);
    read.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| {
        let at = (error.line().max(1), error.column().max(1));
        if let Some(Fault { message, help, .. }) = excess {
            return Fault::new(at, message, help);
        }
        let message = error.to_string();
        // The fault has the location, so its copy at the end of the message is removed.
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(text, _)| text);
        let (message, help) = match message {
            "recursion limit exceeded" => (
                "this is more than 128 levels deep",
                "give an inner value a name under `components` and refer to it",
            ),
            message if message.ends_with("occurs twice") => (message, "remove one, or rename it"),
            message => (message, "correct the JSON here or just before: quotes, commas, brackets"),
        };
        Fault::new(at, message, help)
    })
}

/// A value; an object with two properties of the same name is refused.
struct Tree<'a> {
    budget: &'a mut Budget,
    /// The fault if the budget is exceeded: an error of the parser contains only its message.
    excess: &'a mut Option<Fault>,
    /// The length of the pointer of the value.
    pointer: usize,
}

impl Tree<'_> {
    /// The same for an inner value, with the length of its step.
    fn inner(&mut self, step: usize) -> Tree<'_> {
        Tree { budget: self.budget, excess: self.excess, pointer: self.pointer + 1 + step }
    }

    /// Counts a value, with the length of its text.
    fn count<E: serde::de::Error>(&mut self, text: usize) -> Result<(), E> {
        // The parser adds the location.
        self.budget.count(text, self.pointer, (1, 1)).map_err(|fault| {
            let message = fault.message.clone();
            *self.excess = Some(fault);
            E::custom(message)
        })
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: serde::de::Error>(mut self) -> Result<Value, E> {
        self.count(0)?;
        Ok(Value::Null)
    }

    fn visit_bool<E: serde::de::Error>(mut self, value: bool) -> Result<Value, E> {
        self.count(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(mut self, value: i64) -> Result<Value, E> {
        self.count(0)?;
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: serde::de::Error>(mut self, value: u64) -> Result<Value, E> {
        self.count(0)?;
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(mut self, value: f64) -> Result<Value, E> {
        self.count(0)?;
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: serde::de::Error>(mut self, value: &str) -> Result<Value, E> {
        self.count(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: serde::de::Error>(mut self, value: String) -> Result<Value, E> {
        self.count(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut array: A) -> Result<Value, A::Error> {
        self.count(0)?;
        let mut items = Vec::new();
        while let Some(item) = array.next_element_seed(self.inner(5))? {
            items.push(item);
        }
        items.shrink_to_fit();
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<Value, A::Error> {
        self.count(0)?;
        let mut properties = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            if properties.contains_key(&name) {
                let name = name.escape_debug();
                return Err(A::Error::custom(format!("the property `{name}` occurs twice")));
            }
            self.budget.count_name(name.len());
            let value = object.next_value_seed(self.inner(name.len()))?;
            properties.insert(name, value);
        }
        Ok(Value::Object(properties))
    }
}
