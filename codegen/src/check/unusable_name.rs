//! Each name can become a Rust name.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::view::View;
use crate::openapi::view::root::TagView;
use crate::openapi::view::schema::SchemaView;
use crate::rust::names::{is_usable, method_name, module, pascal, snake};

pub(crate) const CHECK: Check = Check {
    code: "unusable-name",
    rule: "Names of schemas, properties, parameters, operations and tags, and values of enums, contain letters that a Rust name can be made of.",
    scope: Scope::House,
    run,
};

/// Reports a name that cannot become the Rust name: its pointer, what it names, and what to do.
type Require<'r> = dyn FnMut(&str, &str, &str, &str, &str) + 'r;

const RENAME: &str = "give it a name that begins with an ASCII letter";

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let mut require = |pointer: &str, what: &str, name: &str, rust: &str, help: &str| {
        if !is_usable(rust) {
            let message =
                format!("no Rust name can be made of the {what} `{}`", name.escape_debug());
            problems.add(pointer, message, help);
        }
    };
    schemas(view, &mut require);
    operations(view, &mut require);
    for tag in view.all::<TagView<'_>>() {
        let Some(name) = tag.name() else { continue };
        require(&tag.at("name"), "tag", name, &module(name), RENAME);
    }
    for server in view.servers() {
        for (name, variable) in server.variables() {
            let pointer = server.at_entry("variables", name);
            require(&pointer, "server variable", name, &snake(name), RENAME);
            for value in variable.values() {
                let help = "leave the variable out, and write its value into the URL";
                require(&pointer, "value", value, &pascal(value), help);
            }
        }
    }
    for (name, scheme) in view.security_schemes() {
        require(&scheme.pointer, "security scheme", name, &snake(name), RENAME);
    }
}

fn schemas(view: &View<'_>, require: &mut Require<'_>) {
    for (name, schema) in view.named_schemas() {
        require(&schema.pointer, "schema", name, &pascal(name), RENAME);
    }
    for schema in view.all::<SchemaView<'_>>() {
        for (name, _) in schema.properties() {
            let help = "leave it out: properties that are not described are kept in `extra`";
            require(&schema.at_entry("properties", name), "property", name, &snake(name), help);
        }
        if let Some(names) = schema.variant_names() {
            for (index, name) in names.into_iter().enumerate() {
                let pointer = schema.at_item("x-enum-varnames", index);
                require(&pointer, "name", name, &pascal(name), RENAME);
            }
            continue;
        }
        for (index, value) in schema.values().unwrap_or_default().iter().enumerate() {
            if let Some(value) = value.as_str() {
                let help = "name the values with `x-enum-varnames: […]`";
                require(&schema.at_item("enum", index), "value", value, &pascal(value), help);
            }
        }
    }
}

fn operations(view: &View<'_>, require: &mut Require<'_>) {
    for operation in view.operations().iter().filter(|operation| !operation.id().is_empty()) {
        for rust in [method_name(operation.id()), pascal(operation.id())] {
            let pointer = operation.object.at("operationId");
            require(&pointer, "operationId", operation.id(), &rust, RENAME);
        }
        for parameter in &operation.parameters {
            // `missing-property` reports one without a name.
            let Some(name) = parameter.name() else { continue };
            let help = "describe the parameter under another name, or leave it out";
            require(&parameter.at("name"), "parameter", name, &snake(name), help);
        }
    }
}
