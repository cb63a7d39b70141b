//! Objects, enums and unions that stand inside of something get a name.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::{each_operation, operations, schemas};
use crate::openapi::value::{canonical, entries, list, reference};
use crate::rust::names::{body_type, error_type, is_usable, pascal, usable_type, usable_variant};
use crate::rust::scope::Names;

pub(crate) const PASS: Pass = Pass {
    name: "name_inline_schemas",
    does: "gives inline objects, enums and unions a name made of where they stand",
    run,
};

fn run(draft: &mut Draft) {
    let Some(old) = schemas(&mut draft.document).map(std::mem::take) else { return };
    let names = Names::with(old.keys().map(|name| pascal(name)));
    let mut named = Named { schemas: Map::new(), names };
    for (_, _, operation) in operations(&draft.document) {
        let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
        for name in [error_type(id), body_type(id)] {
            named.names.reserve(&name);
        }
    }
    for (name, schema) in old {
        named.keep(name, schema);
    }
    each_operation(&mut draft.document, |operation| {
        let id =
            operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            let name = format!("{} {name}", pascal(&id));
            if let Some(schema) = parameter.get_mut("schema") {
                named.name(&name, schema);
            }
        }
        let request = operation.get_mut("requestBody").into_iter();
        request.for_each(|body| named.content(&format!("{} Request", pascal(&id)), body));
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
        for (_, response) in responses.into_iter().flatten() {
            named.content(&format!("{} Response", pascal(&id)), response);
        }
    });
    if let Some(schemas) = schemas(&mut draft.document) {
        *schemas = named.schemas;
    }
}

/// The named schemas so far: each is followed by those that stood inside of it.
struct Named {
    schemas: Map<String, Value>,
    names: Names,
}

impl Named {
    fn keep(&mut self, name: String, mut schema: Value) {
        self.schemas.insert(name.clone(), Value::Null);
        self.parts(&name, &mut schema);
        self.schemas.insert(name, schema);
    }

    /// Names the schemas of a body: one name for what several media types say alike.
    fn content(&mut self, words: &str, body: &mut Value) {
        let content = body.get_mut("content").and_then(Value::as_object_mut);
        let mut known: HashMap<String, Value> = HashMap::new();
        for (_, media_type) in content.into_iter().flatten() {
            let Some(schema) = media_type.get_mut("schema") else { continue };
            let before = canonical(schema);
            if let Some(named) = known.get(&before) {
                *schema = named.clone();
                continue;
            }
            self.name(words, schema);
            known.insert(before, schema.clone());
        }
    }

    /// Names what stands inside of a schema that has a name.
    fn parts(&mut self, name: &str, schema: &mut Value) {
        let name = pascal(name);
        for (keyword, part) in schema.as_object_mut().into_iter().flatten() {
            match (keyword.as_str(), part) {
                ("properties", Value::Object(properties)) => {
                    for (property, inner) in properties {
                        self.name(&format!("{name} {property}"), inner);
                    }
                }
                ("items", items) => self.name(&format!("{name} item"), items),
                ("additionalProperties", value) => self.name(&format!("{name} value"), value),
                // Their parts become parts of the one schema that all of them make.
                ("allOf", Value::Array(parts)) => {
                    parts.iter_mut().for_each(|part| self.parts(&name, part));
                }
                ("oneOf", Value::Array(members)) => {
                    for (index, member) in members.iter_mut().enumerate() {
                        let words = format!("{name} {}", own_word(member, index));
                        self.name(&words, member);
                    }
                }
                _ => {}
            }
        }
    }

    /// Moves a schema out, if it is one that becomes a type, and leaves a reference.
    fn name(&mut self, words: &str, schema: &mut Value) {
        let has = |keyword: &str| schema.get(keyword).is_some();
        if ["properties", "oneOf", "allOf", "enum"].iter().any(|keyword| has(keyword)) {
            let name = self.names.take(&usable_type(words), "");
            let inner = std::mem::replace(schema, reference(&name));
            self.keep(name, inner);
        } else {
            for (keyword, word) in [("items", "item"), ("additionalProperties", "value")] {
                if let Some(inner) = schema.get_mut(keyword) {
                    self.name(&format!("{words} {word}"), inner);
                }
            }
        }
    }
}

/// What tells a member of a union from the others: its title, or the only value of a member of it.
fn own_word(member: &Value, index: usize) -> String {
    let title = member.get("title").and_then(Value::as_str);
    let required: Vec<&str> = list(member.get("required")).filter_map(Value::as_str).collect();
    let tags = entries(member.get("properties"))
        .filter(|(name, _)| required.contains(&name.as_str()))
        .filter_map(|(_, schema)| crate::openapi::view::one_value(schema));
    let words = title.into_iter().chain(tags);
    let usable = words.map(usable_variant).find(|word| is_usable(word));
    usable.unwrap_or_else(|| format!("Option{}", index + 1))
}
