//! Different names in a document become different Rust names.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::check::rule::{self, Check, Problems};
use crate::openapi::description::Description;
use crate::rust::names::{body_type, error_type, method_name, module, pascal, snake};
use crate::rust::scope::Scope;

pub(crate) const CHECK: Check = Check {
    code: "clashing-names",
    rule: "No two names in one scope become the same Rust name, or one that generated code uses.",
    scope: rule::Scope::House,
    run,
};

/// The names in one scope, by their Rust names.
struct Names<'a> {
    scopes: &'a [Scope],
    taken: HashMap<String, String>,
}

impl<'a> Names<'a> {
    fn new(scopes: &'a [Scope]) -> Self {
        Self { scopes, taken: HashMap::new() }
    }

    /// Reserves a name; if it is taken, reports it and returns `false`.
    fn take(
        &mut self,
        rust: String,
        name: &str,
        pointer: &str,
        problems: &mut Problems<'_>,
    ) -> bool {
        if self.scopes.iter().any(|scope| scope.has(&rust)) {
            let verb = if rust == name { "is".to_owned() } else { format!("becomes `{rust}`,") };
            let message = format!("`{name}` {verb} a name that the generated code uses");
            problems.add(pointer, message, "give it another name");
        } else if let Some(other) = self.taken.get(&rust) {
            let message = format!("`{name}` and `{other}` both become `{rust}`");
            problems.add(pointer, message, "rename one of them");
        } else {
            self.taken.insert(rust, name.to_owned());
            return true;
        }
        false
    }
}

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    types(description, problems);
    properties(description, problems);
    operations(description, problems);
    let mut modules = Names::new(&[Scope::Modules]);
    // `missing-property` reports a tag without a name, and other objects below.
    for tag in description.document.tags.iter().filter(|tag| !tag.name.is_empty()) {
        modules.take(module(&tag.name), &tag.name, &tag.pointer.property("name"), problems);
    }
    builder(description, problems);
}

/// The builder of the client has a method for each security scheme, and for each variable of the server that
/// it calls, which is the first. Such a variable is also a type.
fn builder(description: &Description<'_>, problems: &mut Problems<'_>) {
    let mut methods = Names::new(&[Scope::BuilderMethods]);
    let mut types = Names::new(&[Scope::Types, Scope::ClientTypes, Scope::ServerTypes]);
    for (name, scheme) in &description.document.components.security_schemes {
        methods.take(snake(name), name, &scheme.pointer, problems);
    }
    let Some(server) = description.document.servers.first() else { return };
    for (name, variable) in &server.variables {
        let pointer = &variable.pointer;
        methods.take(snake(name), name, pointer, problems);
        types.take(pascal(name), name, pointer, problems);
        let mut values = Names::new(&[Scope::Variants]);
        for value in variable.allowed() {
            values.take(pascal(value), value, pointer, problems);
        }
    }
}

fn types(description: &Description<'_>, problems: &mut Problems<'_>) {
    let mut types = Names::new(&[Scope::Types, Scope::ClientTypes]);
    for (name, schema) in &description.document.components.schemas {
        types.take(pascal(name), name, &schema.pointer, problems);
    }
    let mut seen: HashSet<String> = HashSet::new();
    for operation in description.operations().iter().filter(|operation| !operation.id().is_empty())
    {
        let (id, object) = (operation.id(), &operation.object);
        // `duplicate-operation-id` reports the same name twice.
        if !seen.insert(id.to_owned()) {
            continue;
        }
        let name = format!("the errors of {id}");
        types.take(error_type(id), &name, &object.pointer.property("operationId"), problems);
        if object.responses.values().any(|one| description.target(one).may_be_empty) {
            let name = format!("the body of {id}");
            types.take(body_type(id), &name, &object.pointer.property("responses"), problems);
        }
    }
}

fn properties(description: &Description<'_>, problems: &mut Problems<'_>) {
    for schema in description.schemas() {
        let mut fields = Names::new(&[Scope::Fields]);
        for (name, property) in schema.listed() {
            fields.take(snake(name), name, &property.pointer, problems);
        }
        let mut variants = Names::new(&[Scope::OpenVariants]);
        let strings = schema.values.iter().flatten().filter_map(Value::as_str);
        for (index, value) in strings.enumerate() {
            let name = schema.variant_names.get(index).and_then(Value::as_str).unwrap_or(value);
            variants.take(pascal(name), value, &schema.pointer.item("enum", index), problems);
        }
    }
}

fn operations(description: &Description<'_>, problems: &mut Problems<'_>) {
    let mut methods = Names::new(&[Scope::ClientMethods]);
    let mut builders = Names::new(&[Scope::OperationTypes]);
    let mut seen: HashSet<String> = HashSet::new();
    for operation in description.operations().iter().filter(|operation| !operation.id().is_empty())
    {
        // `duplicate-operation-id` reports the same name twice.
        if seen.insert(operation.id().to_owned()) {
            let (id, pointer) = (operation.id(), operation.object.pointer.property("operationId"));
            if methods.take(method_name(id), id, &pointer, problems) {
                builders.take(pascal(id), id, &pointer, problems);
            }
        }
        let mut parameters = Names::new(&[Scope::Parameters]);
        for parameter in operation.parameters.iter().filter(|one| !one.name.is_empty()) {
            let name = &parameter.name;
            parameters.take(snake(name), name, &parameter.pointer.property("name"), problems);
        }
    }
}
