//! The `type` of a schema is a JSON type.

use crate::check::nearest::{did_you_mean, nearest};
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::document::reading::Edition;
use crate::openapi::rule::ObjectType;

pub(crate) const CHECK: Check = Check {
    code: "unknown-type",
    rule: "`type` is `array`, `boolean`, `integer`, `number`, `object` or `string`.",
    scope: Scope::Any,
    run,
};

const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let is_later = description.written.edition == Edition::Any;
    for schema in description.written.all(ObjectType::Schema) {
        let is_known = |name: &&str| TYPES.contains(name) || (*name == "null" && is_later);
        let Some(found) = schema.type_names().find(|name| !is_known(name)) else { continue };
        let help = match nearest(found, TYPES) {
            Some(_) => did_you_mean(found, TYPES),
            None => format!("write one of {}", TYPES.join(", ")),
        };
        problems.add(&schema.at("type"), format!("`{found}` is not a type"), help);
    }
}
