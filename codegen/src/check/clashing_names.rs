//! Different names stay different in Rust.

use std::collections::HashMap;

use serde_json::Value;

use super::{Check, Kind, Problems, View};
use crate::names::{error_type, module, pascal, snake};
use crate::read::escape;

pub(super) const CHECK: Check = Check {
    code: "clashing-names",
    rule: "No two names in one place become the same Rust name, or one that generated code uses.",
    run,
};

/// The types that generated code mentions.
const TYPES: [&str; 20] = [
    "Self",
    "Option",
    "Vec",
    "String",
    "Result",
    "Some",
    "None",
    "Ok",
    "Err",
    "Default",
    "Field",
    "Json",
    "JsonObject",
    "Timestamp",
    "Client",
    "ClientBuilder",
    "Response",
    "ResponseValue",
    "Error",
    "Partial",
];

/// The methods that a client or its builder has of its own.
const METHODS: [&str; 13] = [
    "builder",
    "with_session",
    "session",
    "new",
    "clone",
    "build",
    "base_url",
    "timeout",
    "from_env",
    "connect_timeout",
    "body_limit",
    "retry",
    "http",
];

/// What the builder of a call uses.
const PARAMETERS: [&str; 9] =
    ["client", "body", "new", "send", "value", "self_", "options", "pages", "stream"];

/// The modules beside those of the tags.
const MODULES: [&str; 5] = ["models", "wire", "mock", "client", "generated"];

/// The names given in one place, by what they are in Rust.
struct Scope<'a> {
    reserved: &'a [&'a str],
    taken: HashMap<String, String>,
}

impl<'a> Scope<'a> {
    fn new(reserved: &'a [&'a str]) -> Self {
        Self { reserved, taken: HashMap::new() }
    }

    fn take(&mut self, rust: String, name: &str, place: &str, problems: &mut Problems<'_>) {
        if self.reserved.contains(&rust.as_str()) {
            let message = format!("`{name}` becomes `{rust}`, a name that the generated code uses");
            problems.add(place, message, "give it another name");
        } else if let Some(other) = self.taken.get(&rust) {
            let message = format!("`{name}` and `{other}` both become `{rust}`");
            problems.add(place, message, "rename one of them");
        } else {
            self.taken.insert(rust, name.to_owned());
        }
    }
}

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    types(view, problems);
    members(view, problems);
    operations(view, problems);
    let mut modules = Scope::new(&MODULES);
    for tag in view.all(Kind::Tag) {
        let name = tag.text("name").unwrap_or_default();
        modules.take(module(name), name, &tag.at("name"), problems);
    }
    let mut schemes = Scope::new(&METHODS);
    let declared = view.source.document.value.pointer("/components/securitySchemes");
    for (name, _) in declared.and_then(Value::as_object).into_iter().flatten() {
        let place = format!("/components/securitySchemes/{}", escape(name));
        schemes.take(snake(name), name, &place, problems);
    }
}

fn types(view: &View<'_>, problems: &mut Problems<'_>) {
    let mut types = Scope::new(&TYPES);
    for (name, schema) in view.named_schemas() {
        types.take(pascal(name), name, &schema.pointer, problems);
    }
    for operation in view.operations().iter().filter(|operation| !operation.id().is_empty()) {
        let name = format!("the errors of {}", operation.id());
        types.take(
            error_type(operation.id()),
            &name,
            &operation.object.at("operationId"),
            problems,
        );
    }
}

fn members(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all(Kind::Schema) {
        let mut fields = Scope::new(&["new", "extra"]);
        for (name, _) in schema.map("properties") {
            let place = format!("{}/properties/{}", schema.pointer, escape(name));
            fields.take(snake(name), name, &place, problems);
        }
        let mut variants = Scope::new(&["Unknown", "Self"]);
        let named: Vec<&str> = schema.texts("x-enum-varnames").collect();
        let values = schema.members.get("enum").and_then(Value::as_array);
        let texts = values.into_iter().flatten().filter_map(Value::as_str);
        for (index, value) in texts.enumerate() {
            let name = named.get(index).copied().unwrap_or(value);
            let place = format!("{}/enum/{index}", schema.pointer);
            variants.take(pascal(name), value, &place, problems);
        }
    }
}

fn operations(view: &View<'_>, problems: &mut Problems<'_>) {
    let mut methods = Scope::new(&METHODS);
    let mut seen: Vec<String> = Vec::new();
    for operation in view.operations().iter().filter(|operation| !operation.id().is_empty()) {
        // The same name twice has a report of its own.
        if !seen.iter().any(|id| id == operation.id()) {
            seen.push(operation.id().to_owned());
            methods.take(
                snake(operation.id()),
                operation.id(),
                &operation.object.at("operationId"),
                problems,
            );
        }
        let mut parameters = Scope::new(&PARAMETERS);
        for parameter in &operation.parameters {
            let name = parameter.text("name").unwrap_or_default();
            parameters.take(snake(name), name, &parameter.at("name"), problems);
        }
    }
}
