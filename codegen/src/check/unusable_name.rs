//! Names can be said in Rust.

use serde_json::Value;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::pointer::escape;
use crate::openapi::server::values_of;
use crate::openapi::view::View;
use crate::rust::names::{is_usable, method_name, module, pascal, snake};

pub(crate) const CHECK: Check = Check {
    code: "unusable-name",
    rule: "Names of schemas, properties, parameters, operations and tags, and values of enums, have letters to make a Rust name of.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let mut require = |place: &str, what: &str, name: &str, rust: &str, help: &str| {
        if !is_usable(rust) {
            problems.add(
                place,
                format!("the {what} `{}` makes no Rust name", name.escape_debug()),
                help,
            );
        }
    };
    let rename = "give it a name that begins with an ASCII letter";
    for (name, schema) in view.named_schemas() {
        require(&schema.pointer, "schema", name, &pascal(name), rename);
    }
    for schema in view.all(ObjectType::Schema) {
        for (name, _) in schema.map("properties") {
            let place = format!("{}/properties/{}", schema.pointer, escape(name));
            let help = "leave it out: properties that are not described are kept in `extra`";
            require(&place, "property", name, &snake(name), help);
        }
        let named = schema.members.contains_key("x-enum-varnames");
        let values = schema.members.get("enum").and_then(Value::as_array).into_iter().flatten();
        for (index, value) in values.enumerate().filter(|_| !named) {
            if let Some(value) = value.as_str() {
                let place = format!("{}/enum/{index}", schema.pointer);
                let help = "name the values with `x-enum-varnames: […]`";
                require(&place, "value", value, &pascal(value), help);
            }
        }
        for (index, name) in schema.texts("x-enum-varnames").enumerate() {
            require(
                &format!("{}/x-enum-varnames/{index}", schema.pointer),
                "name",
                name,
                &pascal(name),
                rename,
            );
        }
    }
    for operation in view.operations().iter().filter(|operation| !operation.id().is_empty()) {
        for rust in [method_name(operation.id()), pascal(operation.id())] {
            let place = operation.object.at("operationId");
            require(&place, "operationId", operation.id(), &rust, rename);
        }
        for parameter in &operation.parameters {
            // One without a name has a report of its own, here and below.
            let Some(name) = parameter.text("name") else { continue };
            let help = "describe the parameter under another name, or leave it out";
            require(&parameter.at("name"), "parameter", name, &snake(name), help);
        }
    }
    for tag in view.all(ObjectType::Tag) {
        let Some(name) = tag.text("name") else { continue };
        require(&tag.at("name"), "tag", name, &module(name), rename);
    }
    let servers = view.source.document.value.get("servers").and_then(Value::as_array);
    for (index, server) in servers.into_iter().flatten().enumerate() {
        let variables = server.get("variables").and_then(Value::as_object);
        for (name, variable) in variables.into_iter().flatten() {
            let place = format!("/servers/{index}/variables/{}", escape(name));
            require(&place, "server variable", name, &snake(name), rename);
            for value in values_of(variable) {
                let help = "leave the variable out, and write its value into the URL";
                require(&place, "value", value, &pascal(value), help);
            }
        }
    }
    let schemes = view.source.document.value.pointer("/components/securitySchemes");
    for (name, _) in schemes.and_then(Value::as_object).into_iter().flatten() {
        let place = format!("/components/securitySchemes/{}", escape(name));
        require(&place, "security scheme", name, &snake(name), rename);
    }
}
