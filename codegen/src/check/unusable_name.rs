//! Each name can become a Rust name.

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::rust::names::{is_usable, method_name, module, pascal, snake};

pub(crate) const CHECK: Check = Check {
    code: "unusable-name",
    rule: "Names of schemas, properties, parameters, operations and tags, and values of enums, can become Rust names.",
    scope: Scope::House,
    run,
};

/// Reports a name that cannot become a Rust name: its pointer, the named thing, and the advice.
type Require<'r> = dyn FnMut(&str, &str, &str, &str, &str) + 'r;

const RENAME: &str = "give it a name that begins with an ASCII letter";

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let mut require = |pointer: &str, what: &str, name: &str, rust: &str, help: &str| {
        if !is_usable(rust) {
            let message = format!("the {what} `{}` cannot become a Rust name", name.escape_debug());
            problems.add(pointer, message, help);
        }
    };
    schemas(description, &mut require);
    operations(description, &mut require);
    for tag in description.document.tags.iter().filter(|tag| !tag.name.is_empty()) {
        require(&tag.pointer.property("name"), "tag", &tag.name, &module(&tag.name), RENAME);
    }
    for server in &description.document.servers {
        for (name, variable) in &server.variables {
            let pointer = &variable.pointer;
            require(pointer, "server variable", name, &snake(name), RENAME);
            for value in variable.allowed() {
                let help = "leave the variable out, and write its value into the URL";
                require(pointer, "value", value, &pascal(value), help);
            }
        }
    }
    for (name, scheme) in &description.document.components.security_schemes {
        require(&scheme.pointer, "security scheme", name, &snake(name), RENAME);
    }
}

fn schemas(description: &Description<'_>, require: &mut Require<'_>) {
    for (name, schema) in &description.document.components.schemas {
        require(&schema.pointer, "schema", name, &pascal(name), RENAME);
    }
    for schema in description.schemas() {
        for (name, property) in schema.listed() {
            let help = "leave it out: properties that are not described are kept in `extra`";
            require(&property.pointer, "property", name, &snake(name), help);
        }
        if !schema.variant_names.is_empty() {
            let names = schema.variant_names.iter().filter_map(Value::as_str);
            for (index, name) in names.enumerate() {
                let pointer = schema.pointer.item("x-enum-varnames", index);
                require(&pointer, "name", name, &pascal(name), RENAME);
            }
            continue;
        }
        for (index, value) in schema.values.iter().flatten().enumerate() {
            if let Some(value) = value.as_str() {
                let help = "name the values with `x-enum-varnames: […]`";
                require(&schema.pointer.item("enum", index), "value", value, &pascal(value), help);
            }
        }
    }
}

fn operations(description: &Description<'_>, require: &mut Require<'_>) {
    for operation in description.operations().iter().filter(|operation| !operation.id().is_empty())
    {
        for rust in [method_name(operation.id()), pascal(operation.id())] {
            let pointer = operation.object.pointer.property("operationId");
            require(&pointer, "operationId", operation.id(), &rust, RENAME);
        }
        // `missing-property` reports a parameter without a name.
        for parameter in operation.parameters.iter().filter(|one| !one.name.is_empty()) {
            let name = &parameter.name;
            let help = "describe the parameter under another name, or leave it out";
            require(&parameter.pointer.property("name"), "parameter", name, &snake(name), help);
        }
    }
}
