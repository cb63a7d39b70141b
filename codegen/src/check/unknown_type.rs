//! `type` is a type of JSON.

use crate::check::nearest::did_you_mean;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::ObjectType;
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "unknown-type",
    rule: "`type` is `array`, `boolean`, `integer`, `number`, `object` or `string`.",
    scope: Scope::Any,
    run,
};

const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all(ObjectType::Schema) {
        let Some(found) = schema.text("type").filter(|found| !TYPES.contains(found)) else {
            continue;
        };
        let help = match crate::check::nearest::nearest(found, TYPES) {
            Some(_) => did_you_mean(found, TYPES),
            None => format!("write one of {}", TYPES.join(", ")),
        };
        problems.add(&schema.at("type"), format!("`{found}` is not a type"), help);
    }
}
