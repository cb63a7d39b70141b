//! A path describes the parameters of its template, and no other path parameters.

use std::collections::HashSet;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::path_template;
use crate::openapi::path_template::is_expression;
use crate::openapi::rule::ObjectType;

pub(crate) const CHECK: Check = Check {
    code: "path-parameters",
    rule: "The template of a path names exactly its path parameters, and these are required.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    for paths in description.written.all(ObjectType::Paths) {
        let is_path = |name: &str| name.starts_with('/') || name.starts_with("x-");
        for path in paths.names().filter(|name| !is_path(name)) {
            let message = format!("the path `{path}` does not begin with `/`");
            problems.add(&paths.at(path), message, format!("write `/{path}`"));
        }
    }
    for operation in description.operations() {
        let path = operation.path;
        let Some(in_template) = path_template::names(path) else {
            let message = format!("the braces of the path `{path}` do not match");
            problems.add(&operation.object.pointer, message, "write each parameter as `{name}`");
            continue;
        };
        if let Some(expression) = in_template.iter().find(|name| {
            let is_described = operation.parameters.iter().any(|one| one.name == **name);
            is_expression(name) && !is_described
        }) {
            let message = format!(
                "`{{{expression}}}` in the path may stand for several segments, which OpenAPI does not know"
            );
            let name = expression.split('=').next().unwrap_or_default().trim_matches(['+', '*']);
            let help =
                format!("write `{{{name}}}`, in which `/` is escaped, or leave the path out");
            problems.add(&operation.object.pointer, message, help);
            continue;
        }
        // `missing-property` reports a parameter without a name.
        let parameters = operation.parameters.iter();
        let declared: Vec<_> =
            parameters.filter(|one| one.location == "path" && !one.name.is_empty()).collect();
        let names: HashSet<_> = declared.iter().map(|one| one.name.as_str()).collect();
        let used: HashSet<_> = in_template.iter().copied().collect();
        for name in &in_template {
            if !names.contains(name) {
                let message = format!(
                    "{} does not declare the parameter `{name}` of its path",
                    operation.title()
                );
                let help = format!(
                    "add `- {{name: {name}, in: path, required: true, schema: {{type: string}}}}` to its parameters"
                );
                problems.add(&operation.object.pointer, message, help);
            }
        }
        for parameter in declared {
            let name = parameter.name.as_str();
            if !used.contains(name) {
                let message = format!("the parameter `{name}` is missing from the path `{path}`");
                let help = format!(
                    "write `{{{name}}}` where it belongs in the path, or remove the parameter"
                );
                problems.add(&parameter.pointer, message, help);
            }
            if !parameter.required {
                let message = format!("the path parameter `{name}` is not required");
                problems.add(
                    &parameter.pointer,
                    message,
                    "add `required: true`: a path cannot leave it out",
                );
            }
        }
    }
}
