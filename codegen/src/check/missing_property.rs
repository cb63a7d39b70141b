//! Objects have the properties that OpenAPI requires.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::rule::ObjectType;
use crate::openapi::written::Object;

pub(crate) const CHECK: Check = Check {
    code: "missing-property",
    rule: "Every object has the properties that OpenAPI 3.0 requires.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    // `dangling-reference` reports a reference in place of the object.
    let is_refused = |object: &Object<'_>| description.is_refused(&object.at("$ref"));
    for object in description.written.objects.iter().filter(|object| !is_refused(object)) {
        for name in object.missing() {
            // `unsupported-version` reports a document without `openapi`.
            let is_told = object.ty == ObjectType::Document && name == "openapi";
            if !is_told {
                let message = format!("this {:?} object needs the property `{name}`", object.ty);
                problems.add(&object.pointer, message, format!("add `{name}:` here"));
            }
        }
    }
}
