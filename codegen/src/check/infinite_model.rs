//! A schema that contains itself has finite values.

use std::collections::HashSet;

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::document::schema::Schema;

pub(crate) const CHECK: Check = Check {
    code: "infinite-model",
    rule: "Each schema has finite values: it contains itself only where the inner value may be absent.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let schemas = &description.document.components.schemas;
    let mut finite: HashSet<&str> = HashSet::new();
    // A finite schema can make others finite: repeat until no more are found.
    loop {
        let before = finite.len();
        for (name, schema) in schemas {
            if is_finite(schema, &finite) {
                finite.insert(name);
            }
        }
        if finite.len() == before {
            break;
        }
    }
    for (name, schema) in schemas {
        // Other checks report a circle of references or of `allOf` alone.
        let is_told = schema.reference.is_some() || schema.all_of.is_some();
        if !finite.contains(name.as_str()) && !is_told {
            let message =
                format!("`{name}` always contains itself, so none of its values is finite");
            let help = "make a property of the circle optional or nullable";
            problems.add(&schema.pointer, message, help);
        }
    }
}

/// Whether some value of a schema is finite, if those of the schemas in `finite` are.
fn is_finite(schema: &Schema, finite: &HashSet<&str>) -> bool {
    if schema.is_nullable() {
        return true;
    }
    if schema.reference.is_some() {
        // Other checks report a reference that does not lead to a named schema.
        return schema.referred().is_none_or(|name| finite.contains(name));
    }
    schema
        .required
        .iter()
        .filter_map(|name| schema.property(name))
        .chain(schema.all_of())
        .all(|one| is_finite(one, finite))
        && schema.unions().into_iter().all(|(_, variants)| {
            variants.is_empty() || variants.iter().any(|one| is_finite(one, finite))
        })
}
