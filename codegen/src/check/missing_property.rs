//! Objects have the members that OpenAPI requires.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::{ObjectType, layout_of};
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "missing-property",
    rule: "Every object has the properties that OpenAPI 3.0 requires.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for object in &view.objects {
        for name in layout_of(object.kind).required {
            // A document without `openapi` has a report of its own.
            let told = object.kind == ObjectType::Document && *name == "openapi";
            if !told && !object.members.contains_key(*name) {
                let message = format!("this {:?} object needs the property `{name}`", object.kind);
                problems.add(&object.pointer, message, format!("add `{name}:` here"));
            }
        }
    }
}
