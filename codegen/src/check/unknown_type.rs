//! The `type` of a schema is a type of JSON.

use crate::check::nearest::{did_you_mean, nearest};
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::view::View;
use crate::openapi::view::schema::SchemaView;

pub(crate) const CHECK: Check = Check {
    code: "unknown-type",
    rule: "`type` is `array`, `boolean`, `integer`, `number`, `object` or `string`.",
    scope: Scope::Any,
    run,
};

const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all::<SchemaView<'_>>() {
        let Some(found) = schema.type_name().filter(|found| !TYPES.contains(found)) else {
            continue;
        };
        let help = match nearest(found, TYPES) {
            Some(_) => did_you_mean(found, TYPES),
            None => format!("write one of {}", TYPES.join(", ")),
        };
        problems.add(&schema.at("type"), format!("`{found}` is not a type"), help);
    }
}
