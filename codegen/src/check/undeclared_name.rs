//! Security schemes and server variables that are used are declared.

use indexmap::IndexSet;

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::pointer::escape;
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "undeclared-name",
    rule: "Security schemes, server variables and their defaults are declared.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    schemes(view, problems);
    variables(view, problems);
}

fn schemes(view: &View<'_>, problems: &mut Problems<'_>) {
    let declared = view.source.document.value.pointer("/components/securitySchemes");
    let declared = declared.and_then(|schemes| schemes.as_object());
    let names: IndexSet<&str> =
        declared.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    for requirement in view.all(ObjectType::SecurityRequirement) {
        for name in requirement.members.keys().filter(|name| !names.contains(name.as_str())) {
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
    for server in view.all(ObjectType::Server) {
        // A server without a URL has a report of its own.
        let Some(url) = server.text("url") else { continue };
        let used: IndexSet<&str> =
            url.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        let declared: IndexSet<&str> =
            server.map("variables").map(|(name, _)| name.as_str()).collect();
        for name in used.iter().filter(|name| !declared.contains(*name)) {
            let message = format!("the server variable `{name}` is not declared");
            let help = format!("declare `{name}` under `variables` of the server, with a default");
            problems.add(&server.at("url"), message, help);
        }
        for name in declared.iter().filter(|name| !used.contains(*name)) {
            let message = format!("the URL does not use the variable `{name}`");
            let pointer = format!("{}/variables/{}", server.pointer, escape(name));
            problems.add(&pointer, message, format!("write {{{name}}} in the URL, or take it out"));
        }
    }
    for variable in view.all(ObjectType::ServerVariable) {
        let values: Vec<&str> = variable.texts("enum").collect();
        let default = variable.text("default").filter(|one| !values.contains(one));
        if let (true, Some(default)) = (variable.members.contains_key("enum"), default) {
            let message = format!("the default `{default}` is none of the values");
            problems.add(&variable.at("default"), message, "list it under `enum`, or use another");
        }
    }
}
