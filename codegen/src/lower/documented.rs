//! The bodies that the document shows, and the types that they are of.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use crate::ir::example::Documented;
use crate::ir::types::Type;
use crate::lower::models::{model_of, nullable};
use crate::lower::responses::Responses;
use crate::openapi::document::Document;
use crate::openapi::document::operation::{Example, MediaType};
use crate::openapi::document::schema::Schemas;
use crate::openapi::media_type::Media;
use crate::openapi::pointer::unescape;
use crate::openapi::value::canonical;
use crate::rust::names::{file, method_name, pascal, snake};
use crate::rust::scope::Names;

/// All of them, each once: first those of the operations, then those of the schemas.
pub(crate) fn documented(document: &Document) -> Vec<Documented> {
    let (names, known) = (Names::default(), HashSet::new());
    let examples = &document.components.examples;
    let schemas = &document.components.schemas;
    let mut found = Found { examples, schemas, all: Vec::new(), names, known };
    for (_, _, operation) in document.operations() {
        let name = method_name(&operation.id);
        if let Some(body) = &operation.request_body {
            found.body(&format!("{name}_request"), &body.content);
        }
        let Responses { successes, errors, .. } = Responses::of(operation);
        // `default` may be both.
        let known: HashSet<&String> = successes.iter().map(|(status, _)| *status).collect();
        let errors = errors.into_iter().filter(|(status, _)| !known.contains(status));
        for (status, response) in successes.iter().copied().chain(errors) {
            found.body(&format!("{name}_{}", status.to_lowercase()), &response.content);
        }
    }
    for (name, schema) in schemas {
        if let (Some(id), Some(value)) = (model_of(name, schemas), &schema.example) {
            found.add(&snake(&pascal(name)), Type::Model(id), value);
        }
    }
    found.all
}

struct Found<'a> {
    /// Those that others refer to.
    examples: &'a IndexMap<String, Example>,
    schemas: &'a Schemas,
    all: Vec<Documented>,
    names: Names,
    /// The values that are there already, as JSON, with their types as code.
    known: HashSet<(String, String)>,
}

impl Found<'_> {
    /// The examples of a body that is JSON.
    fn body(&mut self, name: &str, content: &IndexMap<String, MediaType>) {
        for (media_type_name, media_type) in content {
            let Some(schema) = &media_type.schema else { continue };
            if Media::described(media_type_name, Some(schema)) != Media::Json {
                continue;
            }
            let ty = nullable(schema, self.schemas);
            if let Some(example) = &media_type.example {
                self.add(name, ty.clone(), example);
            }
            let many = media_type.examples.len() > 1;
            for (own, example) in &media_type.examples {
                if let Some(value) = value_of(self.examples, example) {
                    let name = if many { format!("{name}_{own}") } else { name.to_owned() };
                    self.add(&name, ty.clone(), value);
                }
            }
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

/// The value of an example, or of the component that it refers to.
pub(crate) fn value_of<'a>(
    components: &'a IndexMap<String, Example>,
    example: &'a Example,
) -> Option<&'a Value> {
    let example = match &example.reference {
        Some(target) => {
            components.get(&unescape(target.strip_prefix("#/components/examples/")?))?
        }
        None => example,
    };
    example.value.as_ref()
}

/// The value; for what is not text, but is shown as a text that is JSON, what that text says.
pub(crate) fn json_of(ty: &Type, value: &Value) -> Value {
    let text =
        value.as_str().filter(|_| matches!(ty, Type::Model(_) | Type::Array(_) | Type::Map(_)));
    let inner = text.and_then(|text| serde_json::from_str::<Value>(text).ok());
    inner.filter(|inner| inner.is_object() || inner.is_array()).unwrap_or_else(|| value.clone())
}

/// A name that every file system takes, in lower case, and not too long.
fn file_name(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name: String = snake(&name).chars().take(100).collect();
    if name.is_empty() { "example".to_owned() } else { file(&name) }
}
