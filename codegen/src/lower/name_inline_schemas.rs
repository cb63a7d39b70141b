//! Inline objects, enums and unions get a name.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::document::json::Json as _;
use crate::openapi::document::operation::MediaType;
use crate::openapi::document::schema::{Additional, Schema};
use crate::openapi::value::canonical;
use crate::rust::names::{body_type, error_type, is_usable, pascal, usable_type, usable_variant};
use crate::rust::scope::Names;

pub(crate) const PASS: Pass = Pass {
    name: "name_inline_schemas",
    does: "names inline objects, enums and unions after the place where they are",
    run,
};

fn run(draft: &mut Draft) {
    let document = &mut draft.document;
    let old = std::mem::take(&mut document.components.schemas);
    let names = Names::with(old.keys().map(|name| pascal(name)));
    let mut named = Named { schemas: IndexMap::new(), names };
    for (_, _, operation) in document.operations() {
        for name in [error_type(&operation.id), body_type(&operation.id)] {
            named.names.reserve(&name);
        }
    }
    for (name, schema) in old {
        named.keep(name, schema);
    }
    for operation in document.operations_mut() {
        let id = pascal(&operation.id);
        for parameter in &mut operation.parameters {
            if let Some(schema) = &mut parameter.schema {
                named.name(&format!("{id} {}", parameter.name), schema);
            }
        }
        if let Some(body) = &mut operation.request_body {
            named.content(&format!("{id} Request"), &mut body.content);
        }
        for response in operation.responses.values_mut() {
            named.content(&format!("{id} Response"), &mut response.content);
        }
    }
    document.components.schemas = named.schemas;
}

/// The named schemas so far: each is followed by its inner ones.
struct Named {
    schemas: IndexMap<String, Schema>,
    names: Names,
}

impl Named {
    fn keep(&mut self, name: String, mut schema: Schema) {
        // It comes before its inner schemas.
        self.schemas.insert(name.clone(), Schema::default());
        self.subschemas(&name, &mut schema);
        self.schemas.insert(name, schema);
    }

    /// Names the schemas of a body: media types with equal schemas share one name.
    fn content(&mut self, words: &str, content: &mut IndexMap<String, MediaType>) {
        let mut known: HashMap<String, Schema> = HashMap::new();
        for schema in content.values_mut().filter_map(|one| one.schema.as_mut()) {
            let before = canonical(&schema.write());
            if let Some(named) = known.get(&before) {
                *schema = named.clone();
                continue;
            }
            self.name(words, schema);
            known.insert(before, schema.clone());
        }
    }

    /// Names the inner schemas of a named schema.
    fn subschemas(&mut self, name: &str, schema: &mut Schema) {
        let name = pascal(name);
        for (property, inner) in schema.properties.iter_mut().flatten() {
            self.name(&format!("{name} {property}"), inner);
        }
        self.inner(&name, schema);
        // Their properties become properties of the one schema into which they are merged.
        schema.all_of.iter_mut().flatten().for_each(|one| self.subschemas(&name, one));
        for (index, variant) in schema.one_of.iter_mut().flatten().enumerate() {
            let words = format!("{name} {}", own_word(variant, index));
            self.name(&words, variant);
        }
    }

    /// Names the items of an array and the values of a map.
    fn inner(&mut self, words: &str, schema: &mut Schema) {
        if let Some(items) = &mut schema.items {
            self.name(&format!("{words} item"), items);
        }
        if let Some(Additional::Of(value)) = &mut schema.additional {
            self.name(&format!("{words} value"), value);
        }
    }

    /// Moves a schema out if it becomes a type, and leaves a reference.
    fn name(&mut self, words: &str, schema: &mut Schema) {
        let becomes_type = schema.properties.is_some()
            || schema.one_of.is_some()
            || schema.all_of.is_some()
            || schema.values.is_some();
        if becomes_type {
            let name = self.names.take(&usable_type(words), "");
            let inner = std::mem::replace(schema, Schema::reference_to(&name));
            self.keep(name, inner);
        } else {
            self.inner(words, schema);
        }
    }
}

/// The word that distinguishes a variant of a union: its title, or the only value of a property.
fn own_word(variant: &Schema, index: usize) -> String {
    let title = Some(variant.title.as_str()).filter(|title| !title.is_empty());
    let tags = variant
        .listed()
        .filter(|(name, _)| variant.required.contains(name))
        .filter_map(|(_, schema)| schema.only_string());
    let words = title.into_iter().chain(tags);
    let usable = words.map(usable_variant).find(|word| is_usable(word));
    usable.unwrap_or_else(|| format!("Option{}", index + 1))
}
