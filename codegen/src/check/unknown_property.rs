//! Objects have only properties that OpenAPI defines.

use crate::check::nearest::{did_you_mean, nearest};
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::grammar::{is_method, layout_of};
use crate::openapi::later::later_properties;
use crate::openapi::rule::ObjectType;
use crate::report::Severity;

pub(crate) const CHECK: Check = Check {
    code: "unknown-property",
    rule: "Every property is one that OpenAPI 3.0 defines, or an extension.",
    scope: Scope::Advised,
    run,
};

/// The advice for an unknown property of a third-party document that resembles no known one.
const ELSEWHERE: &str = "nothing is generated from it; a name of your own begins with `x-`";

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let is_house = problems.severity == Severity::Error;
    for object in &description.written.objects {
        // In a third-party document, the keywords beside the reference of a schema are those of the schema.
        let stands_for = description.written.references.get(&object.pointer);
        let is_schema = !is_house && stands_for == Some(&ObjectType::Schema);
        if is_schema && object.ty == ObjectType::Reference {
            continue;
        }
        let layout = layout_of(object.ty);
        let later = if is_house { &[] } else { later_properties(object.ty) };
        let listed = || layout.properties.iter().map(|(name, _)| *name);
        let known = || listed().chain(later.iter().map(|(name, _)| *name));
        for name in object.names() {
            let ours = name.starts_with("x-guestlist-");
            let foreign = name.starts_with("x-") && !ours;
            let swagger = object.ty == ObjectType::Document && name == "swagger";
            if foreign || swagger || known().any(|one| one == name) {
                continue;
            }
            let is_operation = !is_house && object.ty == ObjectType::PathItem && is_method(name);
            if is_operation || layout.others.is_some() && !ours {
                continue;
            }
            // `dangling-reference` reports one that leads nowhere.
            if name == "$ref" && (is_schema || description.is_refused(&object.at(name))) {
                continue;
            }
            let message = format!("this {:?} object has no property `{name}`", object.ty);
            let help = match nearest(name, known()) {
                None if !is_house => ELSEWHERE.to_owned(),
                _ => did_you_mean(name, known()),
            };
            problems.add_at_name(&object.at(name), message, help);
        }
    }
}
