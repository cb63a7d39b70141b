//! Different names stay different in Rust.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::check::rule::{self, Check, Problems};
use crate::openapi::grammar::ObjectType;
use crate::openapi::pointer::escape;
use crate::openapi::server::values_of;
use crate::openapi::view::View;
use crate::rust::names::{body_type, error_type, method_name, module, pascal, snake};
use crate::rust::scope::Scope;

pub(crate) const CHECK: Check = Check {
    code: "clashing-names",
    rule: "No two names in one scope become the same Rust name, or one that generated code uses.",
    scope: rule::Scope::House,
    run,
};

/// The names given in one place, by what they are in Rust.
struct Names<'a> {
    scopes: &'a [Scope],
    taken: HashMap<String, String>,
}

impl<'a> Names<'a> {
    fn new(scopes: &'a [Scope]) -> Self {
        Self { scopes, taken: HashMap::new() }
    }

    /// Gives a name away; `false` when it cannot.
    fn take(&mut self, rust: String, name: &str, place: &str, problems: &mut Problems<'_>) -> bool {
        if self.scopes.iter().any(|scope| scope.has(&rust)) {
            let verb = if rust == name { "is".to_owned() } else { format!("becomes `{rust}`,") };
            let message = format!("`{name}` {verb} a name that the generated code uses");
            problems.add(place, message, "give it another name");
        } else if let Some(other) = self.taken.get(&rust) {
            let message = format!("`{name}` and `{other}` both become `{rust}`");
            problems.add(place, message, "rename one of them");
        } else {
            self.taken.insert(rust, name.to_owned());
            return true;
        }
        false
    }
}

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    types(view, problems);
    members(view, problems);
    operations(view, problems);
    let mut modules = Names::new(&[Scope::Modules]);
    for tag in view.all(ObjectType::Tag) {
        // One without a name has a report of its own, here and below.
        let Some(name) = tag.text("name") else { continue };
        modules.take(module(name), name, &tag.at("name"), problems);
    }
    builder(view, problems);
}

/// The builder of the client has a method for each security scheme, and for each variable of the
/// server that it calls, which is the first. Such a variable is also a type.
fn builder(view: &View<'_>, problems: &mut Problems<'_>) {
    let mut methods = Names::new(&[Scope::BuilderMethods]);
    let mut types = Names::new(&[Scope::Types, Scope::ClientTypes, Scope::ServerTypes]);
    let schemes = view.source.document.value.pointer("/components/securitySchemes");
    for (name, _) in schemes.and_then(Value::as_object).into_iter().flatten() {
        let place = format!("/components/securitySchemes/{}", escape(name));
        methods.take(snake(name), name, &place, problems);
    }
    let variables = view.source.document.value.pointer("/servers/0/variables");
    for (name, variable) in variables.and_then(Value::as_object).into_iter().flatten() {
        let place = format!("/servers/0/variables/{}", escape(name));
        methods.take(snake(name), name, &place, problems);
        types.take(pascal(name), name, &place, problems);
        let mut values = Names::new(&[Scope::Variants]);
        for value in values_of(variable) {
            values.take(pascal(value), value, &place, problems);
        }
    }
}

fn types(view: &View<'_>, problems: &mut Problems<'_>) {
    let mut types = Names::new(&[Scope::Types, Scope::ClientTypes]);
    for (name, schema) in view.named_schemas() {
        types.take(pascal(name), name, &schema.pointer, problems);
    }
    let mut seen: HashSet<String> = HashSet::new();
    for operation in view.operations().iter().filter(|operation| !operation.id().is_empty()) {
        // The same name twice has a report of its own.
        if !seen.insert(operation.id().to_owned()) {
            continue;
        }
        let name = format!("the errors of {}", operation.id());
        types.take(
            error_type(operation.id()),
            &name,
            &operation.object.at("operationId"),
            problems,
        );
        let mut responses = operation.object.map("responses");
        let place = operation.object.at("responses");
        if responses.any(|(_, one)| is_maybe_empty(view.follow(one, String::new()).0)) {
            let name = format!("the body of {}", operation.id());
            types.take(body_type(operation.id()), &name, &place, problems);
        }
    }
}

fn is_maybe_empty(response: &Value) -> bool {
    response.get("x-guestlist-empty-body") == Some(&Value::Bool(true))
}

fn members(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all(ObjectType::Schema) {
        let mut fields = Names::new(&[Scope::Fields]);
        for (name, _) in schema.map("properties") {
            let place = format!("{}/properties/{}", schema.pointer, escape(name));
            fields.take(snake(name), name, &place, problems);
        }
        let mut variants = Names::new(&[Scope::OpenVariants]);
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
    let mut methods = Names::new(&[Scope::ClientMethods]);
    let mut builders = Names::new(&[Scope::OperationTypes]);
    let mut seen: HashSet<String> = HashSet::new();
    for operation in view.operations().iter().filter(|operation| !operation.id().is_empty()) {
        // The same name twice has a report of its own.
        if seen.insert(operation.id().to_owned()) {
            let (id, place) = (operation.id(), operation.object.at("operationId"));
            if methods.take(method_name(id), id, &place, problems) {
                builders.take(pascal(id), id, &place, problems);
            }
        }
        let mut parameters = Names::new(&[Scope::Parameters]);
        for parameter in &operation.parameters {
            let Some(name) = parameter.text("name") else { continue };
            parameters.take(snake(name), name, &parameter.at("name"), problems);
        }
    }
}
