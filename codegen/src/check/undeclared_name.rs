//! Security schemes and server variables are declared.

use indexmap::IndexSet;

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::view::View;
use crate::openapi::view::root::{RequirementView, ServerView, VariableView};

pub(crate) const CHECK: Check = Check {
    code: "undeclared-name",
    rule: "Security schemes and server variables are declared, and a default is one of the values.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    schemes(view, problems);
    variables(view, problems);
}

fn schemes(view: &View<'_>, problems: &mut Problems<'_>) {
    let names: IndexSet<&str> = view.security_schemes().map(|(name, _)| name).collect();
    for requirement in view.all::<RequirementView<'_>>() {
        for name in requirement.schemes().filter(|name| !names.contains(*name)) {
            let help = match nearest(name, names.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("declare `{name}` under `components/securitySchemes`"),
            };
            let message = format!("the security scheme `{name}` is not declared");
            problems.add(&requirement.at(name), message, help);
        }
    }
}

fn variables(view: &View<'_>, problems: &mut Problems<'_>) {
    for server in view.all::<ServerView<'_>>() {
        // `missing-property` reports a server without a URL.
        let Some(url) = server.url() else { continue };
        let used: IndexSet<&str> =
            url.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        let declared: IndexSet<&str> = server.variables().map(|(name, _)| name).collect();
        for name in used.iter().filter(|name| !declared.contains(*name)) {
            let message = format!("the server variable `{name}` is not declared");
            let help = format!("declare `{name}` under `variables` of the server, with a default");
            problems.add(&server.at("url"), message, help);
        }
        for name in declared.iter().filter(|name| !used.contains(*name)) {
            let message = format!("the URL does not use the variable `{name}`");
            let pointer = server.at_entry("variables", name);
            problems.add(
                &pointer,
                message,
                format!("write `{{{name}}}` in the URL, or remove the variable"),
            );
        }
    }
    for variable in view.all::<VariableView<'_>>() {
        let (Some(values), Some(default)) = (variable.listed(), variable.default()) else {
            continue;
        };
        if !values.contains(&default) {
            let message = format!("the default `{default}` is not one of the values");
            problems.add(
                &variable.at("default"),
                message,
                "list it under `enum`, or use another default",
            );
        }
    }
}
