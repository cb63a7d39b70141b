//! The parameters of a path and those in its template are the same.

use std::collections::HashSet;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::view::{Object, View};

pub(crate) const CHECK: Check = Check {
    code: "path-parameters",
    rule: "A path's template and its path parameters name the same, and those are required.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for paths in view.all(ObjectType::Paths) {
        let is_path = |name: &str| name.starts_with('/') || name.starts_with("x-");
        for path in paths.members.keys().filter(|name| !is_path(name)) {
            let message = format!("the path `{path}` does not begin with `/`");
            problems.add(&paths.at(path), message, format!("write `/{path}`"));
        }
    }
    for operation in view.operations() {
        let path = operation.path;
        let Some(in_template) = template(path) else {
            let message = format!("the braces of the path `{path}` do not match");
            problems.add(&operation.object.pointer, message, "write each parameter as `{name}`");
            continue;
        };
        // A parameter without a name has a report of its own.
        let is_declared =
            |one: &&Object<'_>| one.text("in") == Some("path") && one.text("name").is_some();
        let declared: Vec<_> = operation.parameters.iter().filter(is_declared).collect();
        let names: HashSet<_> = declared.iter().filter_map(|one| one.text("name")).collect();
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
            let name = parameter.text("name").unwrap_or_default();
            if !used.contains(name) {
                let message = format!("the parameter `{name}` is missing from the path `{path}`");
                let help = format!(
                    "write `{{{name}}}` where it belongs in the path, or take the parameter out"
                );
                problems.add(&parameter.pointer, message, help);
            }
            if !parameter.flag("required") {
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

/// The names in a path template; `None` when its braces do not match.
fn template(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let after = rest[open..].strip_prefix('{')?;
        let (name, tail) = after.split_once('}')?;
        if name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        names.push(name);
        rest = tail;
    }
    Some(names)
}
