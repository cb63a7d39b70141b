//! Objects, enums and unions that stand inside of something get a name.

use serde_json::{Map, Value};

use super::Pass;
use super::document::{each_body, each_operation, operations, reference, schemas};
use crate::names::{body_type, error_type, pascal};

pub(super) const PASS: Pass = Pass {
    name: "name_inline_schemas",
    does: "gives inline objects, enums and unions a name made of where they stand",
    run,
};

fn run(document: &mut Value) {
    let Some(old) = schemas(document).map(std::mem::take) else { return };
    let mut taken: Vec<String> = old.keys().map(|name| pascal(name)).collect();
    for (_, _, operation) in operations(document) {
        let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
        taken.extend([error_type(id), body_type(id)]);
    }
    let mut named = Named { schemas: Map::new(), taken };
    for (name, schema) in old {
        named.keep(name, schema);
    }
    each_operation(document, |operation| {
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
        for (part, suffix) in [("requestBody", "Request"), ("responses", "Response")] {
            let Some(member) = operation.get_mut(part).map(Value::take) else { continue };
            let mut alone = Map::from_iter([(part.to_owned(), member)]);
            each_body(&mut alone, |media_type| {
                if let Some(schema) = media_type.get_mut("schema") {
                    named.name(&format!("{} {suffix}", pascal(&id)), schema);
                }
            });
            operation.extend(alone);
        }
    });
    if let Some(schemas) = schemas(document) {
        *schemas = named.schemas;
    }
}

/// The named schemas so far: each is followed by those that stood inside of it.
struct Named {
    schemas: Map<String, Value>,
    taken: Vec<String>,
}

impl Named {
    fn keep(&mut self, name: String, mut schema: Value) {
        self.schemas.insert(name.clone(), Value::Null);
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (property, inner) in properties.into_iter().flatten() {
            self.name(&format!("{} {property}", pascal(&name)), inner);
        }
        let members = schema.get_mut("oneOf").and_then(Value::as_array_mut);
        for (index, member) in members.into_iter().flatten().enumerate() {
            let title = member.get("title").and_then(Value::as_str).map(str::to_owned);
            let title = title.unwrap_or_else(|| format!("Option{}", index + 1));
            let words = format!("{} {title}", pascal(&name));
            // Even a free object needs a name, for the variant that holds it.
            if member.get("type").and_then(Value::as_str) == Some("object") {
                self.take_out(&words, member);
            } else {
                self.name(&words, member);
            }
        }
        self.schemas.insert(name, schema);
    }

    /// Moves a schema out, if it is one that becomes a type, and leaves a reference.
    fn name(&mut self, words: &str, schema: &mut Value) {
        if let Some(items) = schema.get_mut("items") {
            self.name(&format!("{words} item"), items);
        }
        let is_type =
            ["properties", "oneOf", "enum"].iter().any(|keyword| schema.get(keyword).is_some());
        if is_type {
            self.take_out(words, schema);
        }
    }

    fn take_out(&mut self, words: &str, schema: &mut Value) {
        let name = self.free(pascal(words));
        let inner = std::mem::replace(schema, reference(&name));
        self.keep(name, inner);
    }

    /// The name, or the name with the first number that makes it new.
    fn free(&mut self, name: String) -> String {
        let mut free = name.clone();
        let mut number = 2;
        while self.taken.contains(&free) {
            free = format!("{name}{number}");
            number += 1;
        }
        self.taken.push(free.clone());
        free
    }
}
