//! Different names of a document become different names in Rust.

use std::collections::{HashMap, HashSet};

use crate::check::rule::{self, Check, Problems};
use crate::openapi::view::View;
use crate::openapi::view::root::TagView;
use crate::openapi::view::schema::SchemaView;
use crate::rust::names::{body_type, error_type, method_name, module, pascal, snake};
use crate::rust::scope::Scope;

pub(crate) const CHECK: Check = Check {
    code: "clashing-names",
    rule: "No two names in one scope become the same Rust name, or one that generated code uses.",
    scope: rule::Scope::House,
    run,
};

/// The names in one scope, by the names that they become in Rust.
struct Names<'a> {
    scopes: &'a [Scope],
    taken: HashMap<String, String>,
}

impl<'a> Names<'a> {
    fn new(scopes: &'a [Scope]) -> Self {
        Self { scopes, taken: HashMap::new() }
    }

    /// Takes a name; `false` when it is taken, which is reported.
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

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    types(view, problems);
    properties(view, problems);
    operations(view, problems);
    let mut modules = Names::new(&[Scope::Modules]);
    for tag in view.all::<TagView<'_>>() {
        // `missing-property` reports one without a name, here and below.
        let Some(name) = tag.name() else { continue };
        modules.take(module(name), name, &tag.at("name"), problems);
    }
    builder(view, problems);
}

/// The builder of the client has a method for each security scheme, and for each variable of the
/// server that it calls, which is the first. Such a variable is also a type.
fn builder(view: &View<'_>, problems: &mut Problems<'_>) {
    let mut methods = Names::new(&[Scope::BuilderMethods]);
    let mut types = Names::new(&[Scope::Types, Scope::ClientTypes, Scope::ServerTypes]);
    for (name, scheme) in view.security_schemes() {
        methods.take(snake(name), name, &scheme.pointer, problems);
    }
    let Some(server) = view.servers().next() else { return };
    for (name, variable) in server.variables() {
        let pointer = server.at_entry("variables", name);
        methods.take(snake(name), name, &pointer, problems);
        types.take(pascal(name), name, &pointer, problems);
        let mut values = Names::new(&[Scope::Variants]);
        for value in variable.values() {
            values.take(pascal(value), value, &pointer, problems);
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
        let (id, object) = (operation.id(), &operation.object);
        // `duplicate-operation-id` reports the same name twice.
        if !seen.insert(id.to_owned()) {
            continue;
        }
        let name = format!("the errors of {id}");
        types.take(error_type(id), &name, &object.at("operationId"), problems);
        if object.responses().any(|(_, one)| view.target(one).may_be_empty()) {
            let name = format!("the body of {id}");
            types.take(body_type(id), &name, &object.at("responses"), problems);
        }
    }
}

fn properties(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all::<SchemaView<'_>>() {
        let mut fields = Names::new(&[Scope::Fields]);
        for (name, _) in schema.properties() {
            fields.take(snake(name), name, &schema.at_entry("properties", name), problems);
        }
        let mut variants = Names::new(&[Scope::OpenVariants]);
        let named = schema.variant_names().unwrap_or_default();
        let strings = schema.values().unwrap_or_default().iter().filter_map(|one| one.as_str());
        for (index, value) in strings.enumerate() {
            let name = named.get(index).copied().unwrap_or(value);
            variants.take(pascal(name), value, &schema.at_item("enum", index), problems);
        }
    }
}

fn operations(view: &View<'_>, problems: &mut Problems<'_>) {
    let mut methods = Names::new(&[Scope::ClientMethods]);
    let mut builders = Names::new(&[Scope::OperationTypes]);
    let mut seen: HashSet<String> = HashSet::new();
    for operation in view.operations().iter().filter(|operation| !operation.id().is_empty()) {
        // `duplicate-operation-id` reports the same name twice.
        if seen.insert(operation.id().to_owned()) {
            let (id, pointer) = (operation.id(), operation.object.at("operationId"));
            if methods.take(method_name(id), id, &pointer, problems) {
                builders.take(pascal(id), id, &pointer, problems);
            }
        }
        let mut parameters = Names::new(&[Scope::Parameters]);
        for parameter in &operation.parameters {
            let Some(name) = parameter.name() else { continue };
            parameters.take(snake(name), name, &parameter.at("name"), problems);
        }
    }
}
