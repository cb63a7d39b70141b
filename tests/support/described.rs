//! The operations of the descriptions, read independently of the generator.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::catalogue::{Example, Message, apis, document, examples};
use crate::operations::Given;
use crate::schema::Judge;

/// An operation of a description.
#[derive(Clone, Debug)]
pub struct Described {
    /// Its description.
    pub api: &'static str,
    /// Its `operationId`.
    pub id: String,
    /// The method, in capitals.
    pub method: String,
    /// The path, with parameters in braces.
    pub path: String,
    /// Its parameters, including those of its path.
    pub parameters: Vec<Value>,
    operation: Value,
    /// The bodies in `examples/`, except those that are wrong as printed.
    examples: Vec<(Message, Vec<u8>)>,
}

/// All operations of all descriptions, in their order.
pub fn described() -> &'static [Described] {
    static ALL: LazyLock<Vec<Described>> = LazyLock::new(read);
    &ALL
}

fn read() -> Vec<Described> {
    let mut all = Vec::new();
    let right: Vec<Example> =
        examples().into_iter().filter(|example| example.erratum.is_none()).collect();
    for api in apis() {
        let (document, judge) = (document(api), Judge::of(api));
        for (path, item) in document["paths"].as_object().expect("paths") {
            for (method, operation) in item.as_object().expect("a path") {
                let Some(id) = operation["operationId"].as_str() else { continue };
                let lists = [&item["parameters"], &operation["parameters"]];
                let parameters = lists.into_iter().filter_map(Value::as_array).flatten();
                all.push(Described {
                    api,
                    id: id.to_owned(),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    parameters: parameters.map(|one| judge.follow(one).clone()).collect(),
                    operation: operation.clone(),
                    examples: right
                        .iter()
                        .filter(|example| (example.api, example.operation.as_str()) == (api, id))
                        .map(|example| (example.message, example.bytes.clone()))
                        .collect(),
                });
            }
        }
    }
    all
}

impl Described {
    /// The statuses of its responses, in order.
    fn statuses(&self) -> Vec<u16> {
        let statuses = self.operation["responses"].as_object().expect("responses").keys();
        let mut statuses: Vec<u16> = statuses.map(|key| key.parse().expect("a status")).collect();
        statuses.sort_unstable();
        statuses
    }

    /// The first success status.
    pub fn success(&self) -> u16 {
        *self.statuses().first().expect("a status")
    }

    /// The statuses of its errors.
    pub fn errors(&self) -> Vec<u16> {
        self.statuses().into_iter().filter(|status| *status >= 400).collect()
    }

    /// A valid body: a documented one, or a sample, or else one made from its schema. None if no body is
    /// described.
    pub fn body(&self, message: Message) -> Option<Vec<u8>> {
        let made = Judge::of(self.api).instance_of(&self.id, message)?;
        let shown = self.shown(message).into_iter().next();
        Some(shown.map_or_else(|| made.to_string().into_bytes(), <[u8]>::to_vec))
    }

    /// The bodies in `examples/`, except those that are wrong as printed.
    pub fn shown(&self, message: Message) -> Vec<&[u8]> {
        let own = self.examples.iter().filter(|(known, _)| *known == message);
        own.map(|(_, bytes)| bytes.as_slice()).collect()
    }

    /// A value for each parameter, by name, except those with a single value.
    pub fn values(&self) -> BTreeMap<String, Value> {
        let judge = Judge::of(self.api);
        let values = self.parameters.iter().filter(|one| constant(&judge, one).is_none());
        values
            .map(|parameter| {
                let name = parameter["name"].as_str().expect("a name");
                let value = match judge.instance(&parameter["schema"]) {
                    Value::String(_) if judge.follow(&parameter["schema"])["enum"].is_null() => {
                        Value::from(name.replace(['[', ']'], "-").trim_end_matches('-'))
                    }
                    value => value,
                };
                (name.to_owned(), value)
            })
            .collect()
    }

    /// The required input of a call: its body, and this value for each parameter in its path.
    pub fn least(&self, value: &str) -> Given {
        let in_path = self.parameters.iter().filter(|one| one["in"] == "path");
        let names = in_path.filter_map(|one| one["name"].as_str());
        let values = names.map(|name| (name.to_owned(), value.into())).collect();
        Given { values, body: self.body(Message::Request) }
    }

    /// The names of the parameters in its query that take any string.
    pub fn texts_in_query(&self) -> Vec<String> {
        let judge = Judge::of(self.api);
        let in_query = self.parameters.iter().filter(|one| one["in"] == "query");
        let texts = in_query.filter(|one| {
            let schema = judge.follow(&one["schema"]);
            schema["type"] == "string" && schema["enum"].is_null() && schema["format"].is_null()
        });
        texts.filter_map(|one| Some(one["name"].as_str()?.to_owned())).collect()
    }

    /// The headers that the description requires: credentials, and header parameters.
    pub fn headers(&self) -> Vec<(String, String)> {
        let judge = Judge::of(self.api);
        let mut headers = judge.credentials(&self.operation);
        for parameter in self.parameters.iter().filter(|one| one["in"] == "header") {
            let name = parameter["name"].as_str().expect("a name");
            let value = constant(&judge, parameter).or_else(|| self.values().remove(name));
            let value = value.expect("a value");
            headers.push((name.to_lowercase(), value.as_str().expect("text").to_owned()));
        }
        headers
    }

    /// The media type of its request body.
    pub fn media_type(&self) -> Option<String> {
        let content = self.operation["requestBody"]["content"].as_object()?;
        content.keys().next().cloned()
    }
}

/// The one value that a required parameter can have.
fn constant(judge: &Judge, parameter: &Value) -> Option<Value> {
    let values = judge.follow(&parameter["schema"])["enum"].as_array()?;
    match (&values[..], parameter["required"] == true) {
        ([only], true) => Some(only.clone()),
        _ => None,
    }
}
