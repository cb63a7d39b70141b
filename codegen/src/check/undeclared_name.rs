//! Security schemes and server variables are declared.

use indexmap::IndexSet;

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::pointer::escape;

pub(crate) const CHECK: Check = Check {
    code: "undeclared-name",
    rule: "Security schemes and server variables are declared, and a default is one of the values.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    schemes(description, problems);
    variables(description, problems);
}

fn schemes(description: &Description<'_>, problems: &mut Problems<'_>) {
    let schemes = &description.document.components.security_schemes;
    let names: IndexSet<&str> = schemes.keys().map(String::as_str).collect();
    for (pointer, requirement) in description.security_requirements() {
        for name in requirement.keys().filter(|name| !names.contains(name.as_str())) {
            let help = match nearest(name, names.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("declare `{name}` under `components/securitySchemes`"),
            };
            let message = format!("the security scheme `{name}` is not declared");
            problems.add(&format!("{pointer}/{}", escape(name)), message, help);
        }
    }
}

fn variables(description: &Description<'_>, problems: &mut Problems<'_>) {
    // `missing-property` reports a server without a URL.
    for server in description.servers().filter(|server| !server.url.is_empty()) {
        let used: IndexSet<&str> =
            server.url.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        let declared: IndexSet<&str> = server.variables.keys().map(String::as_str).collect();
        for name in used.iter().filter(|name| !declared.contains(*name)) {
            let message = format!("the server variable `{name}` is not declared");
            let help = format!("declare `{name}` under `variables` of the server, with a default");
            problems.add(&server.pointer.property("url"), message, help);
        }
        for name in declared.iter().filter(|name| !used.contains(*name)) {
            let message = format!("the URL does not use the variable `{name}`");
            problems.add(
                &server.variables[*name].pointer,
                message,
                format!("write `{{{name}}}` in the URL, or remove the variable"),
            );
        }
    }
    for variable in description.servers().flat_map(|server| server.variables.values()) {
        let (default, pointer) = (&variable.default, variable.pointer.property("default"));
        // `missing-property` reports a variable without a default.
        if !variable.allowed().contains(default) && description.value(&pointer).is_some() {
            let message = format!("the default `{default}` is not one of the values");
            problems.add(&pointer, message, "list it under `enum`, or use another default");
        }
    }
}
