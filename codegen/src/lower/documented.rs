//! The bodies that the document shows, and the types that they are of.

use std::collections::HashSet;

use serde_json::Value;

use crate::ir::example::Documented;
use crate::ir::model::Model;
use crate::ir::types::Type;
use crate::lower::bodies::body_type;
use crate::lower::responses::Responses;
use crate::lower::walk::operations;
use crate::openapi::media_type::Media;
use crate::openapi::value::{canonical, entries, text};
use crate::rust::names::{file, method_name, pascal, snake};
use crate::rust::scope::Names;

/// All of them, each once: first those of the operations, then those of the schemas.
pub(crate) fn documented(document: &Value, models: &[Model]) -> Vec<Documented> {
    let (names, known) = (Names::default(), HashSet::new());
    let mut found = Found { document, all: Vec::new(), names, known };
    for (_, _, operation) in operations(document) {
        let id = text(operation.get("operationId").unwrap_or(&Value::Null), "");
        let name = method_name(&id);
        operation
            .get("requestBody")
            .iter()
            .for_each(|body| found.body(&format!("{name}_request"), body));
        let Responses { successes, errors, .. } = Responses::of(operation);
        for (status, response) in successes.into_iter().chain(errors) {
            found.body(&format!("{name}_{}", status.to_lowercase()), response);
        }
    }
    let is_model: HashSet<&str> = models.iter().map(|model| model.name.as_str()).collect();
    for (name, schema) in entries(document.pointer("/components/schemas")) {
        let name = pascal(name);
        if let Some(value) = schema.get("example").filter(|_| is_model.contains(name.as_str())) {
            found.add(&snake(&name), Type::Model(name), value);
        }
    }
    found.all
}

struct Found<'a> {
    document: &'a Value,
    all: Vec<Documented>,
    names: Names,
    /// The values that are there already, as JSON, with their types as code.
    known: HashSet<(String, String)>,
}

impl Found<'_> {
    /// The examples of a body that is JSON.
    fn body(&mut self, name: &str, body: &Value) {
        for (media_type_name, media_type) in entries(body.get("content")) {
            let schema = media_type.get("schema").unwrap_or(&Value::Null);
            if schema.is_null() || Media::described(media_type_name, schema) != Media::Json {
                continue;
            }
            let ty = body_type(schema);
            if let Some(example) = media_type.get("example") {
                self.add(name, ty.clone(), example);
            }
            let many = entries(media_type.get("examples")).count() > 1;
            for (own, example) in entries(media_type.get("examples")) {
                if let Some(value) = self.resolved(example).and_then(|one| one.get("value")) {
                    let value = value.clone();
                    let name = if many { format!("{name}_{own}") } else { name.to_owned() };
                    self.add(&name, ty.clone(), &value);
                }
            }
        }
    }

    /// An example, or the component that it refers to.
    fn resolved<'b>(&'b self, example: &'b Value) -> Option<&'b Value> {
        match example.get("$ref").and_then(Value::as_str) {
            Some(target) => self.document.pointer(target.strip_prefix('#')?),
            None => Some(example),
        }
    }

    fn add(&mut self, name: &str, ty: Type, value: &Value) {
        let value = json_of(&ty, value);
        if !self.known.insert((format!("{ty:?}"), canonical(&value))) {
            return;
        }
        let name = self.names.take(&file_name(name), "_");
        self.all.push(Documented { name, ty, value });
    }
}

/// The value; for what is no text, but is shown as a text that is JSON, what that text says.
fn json_of(ty: &Type, value: &Value) -> Value {
    let text =
        value.as_str().filter(|_| matches!(ty, Type::Model(_) | Type::List(_) | Type::Map(_)));
    let inner = text.and_then(|text| serde_json::from_str::<Value>(text).ok());
    inner.filter(|inner| inner.is_object() || inner.is_array()).unwrap_or_else(|| value.clone())
}

/// A name that every file system takes, in lower case, and not too long.
fn file_name(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name: String = snake(&name).chars().take(100).collect();
    if name.is_empty() { "example".to_owned() } else { file(&name) }
}
