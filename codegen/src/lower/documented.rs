//! The examples of bodies in the document, with their types.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use crate::ir::example::{Documented, ShownIn};
use crate::ir::id::OperationId;
use crate::ir::types::Type;
use crate::lower::models::{model_of, nullable};
use crate::lower::responses::Responses;
use crate::openapi::document::Document;
use crate::openapi::document::operation::{Example, MediaType};
use crate::openapi::document::schema::Schemas;
use crate::openapi::media_type::Media;
use crate::openapi::pointer::unescape;
use crate::openapi::value::canonical;

/// All examples without duplicates: first those of the operations, then those of the schemas.
pub(crate) fn documented(document: &Document) -> Vec<Documented> {
    let (examples, schemas) = (&document.components.examples, &document.components.schemas);
    let mut found = Found { examples, schemas, all: Vec::new(), known: HashSet::new() };
    for (at, (_, _, operation)) in document.operations().enumerate() {
        let id = OperationId(at);
        if let Some(body) = &operation.request_body {
            found.body(&ShownIn::Request(id), &body.content);
        }
        let Responses { successes, errors, .. } = Responses::of(operation);
        // `default` may be in both.
        let known: HashSet<&String> = successes.iter().map(|(status, _)| *status).collect();
        let errors = errors.into_iter().filter(|(status, _)| !known.contains(status));
        for (status, response) in successes.iter().copied().chain(errors) {
            found.body(&ShownIn::Response(id, status.clone()), &response.content);
        }
    }
    for (name, schema) in schemas {
        if let (Some(id), Some(value)) = (model_of(name, schemas), &schema.example) {
            found.add(ShownIn::Schema(id), None, Type::Model(id), value);
        }
    }
    found.all
}

struct Found<'a> {
    /// The components that references name.
    examples: &'a IndexMap<String, Example>,
    schemas: &'a Schemas,
    all: Vec<Documented>,
    /// The values found so far, as JSON, with their types as code.
    known: HashSet<(String, String)>,
}

impl Found<'_> {
    /// Adds the examples of a JSON body.
    fn body(&mut self, shown_in: &ShownIn, content: &IndexMap<String, MediaType>) {
        for (media_type_name, media_type) in content {
            let Some(schema) = &media_type.schema else { continue };
            if Media::described(media_type_name, Some(schema)) != Media::Json {
                continue;
            }
            let ty = nullable(schema, self.schemas);
            if let Some(example) = &media_type.example {
                self.add(shown_in.clone(), None, ty.clone(), example);
            }
            let many = media_type.examples.len() > 1;
            for (own, example) in &media_type.examples {
                if let Some(value) = value_of(self.examples, example) {
                    let name = many.then(|| own.clone());
                    self.add(shown_in.clone(), name, ty.clone(), value);
                }
            }
        }
    }

    fn add(&mut self, shown_in: ShownIn, name: Option<String>, ty: Type, value: &Value) {
        let value = json_of(&ty, value);
        if self.known.insert((format!("{ty:?}"), canonical(&value))) {
            self.all.push(Documented { shown_in, name, ty, value });
        }
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

/// The value, or the object or array in it if the value is a string of JSON and the type is not a string.
pub(crate) fn json_of(ty: &Type, value: &Value) -> Value {
    let text =
        value.as_str().filter(|_| matches!(ty, Type::Model(_) | Type::Array(_) | Type::Map(_)));
    let inner = text.and_then(|text| serde_json::from_str::<Value>(text).ok());
    inner.filter(|inner| inner.is_object() || inner.is_array()).unwrap_or_else(|| value.clone())
}
