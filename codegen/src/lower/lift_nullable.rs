//! Properties are nullable, not types.

use std::collections::HashSet;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::each_schema;

pub(crate) const PASS: Pass = Pass {
    name: "lift_nullable",
    does: "moves `nullable` from named schemas to the properties that refer to them",
    run,
};

fn run(draft: &mut Draft) {
    let mut nullable: HashSet<String> = HashSet::new();
    // A union with a nullable variant is nullable, and that variant can be another union.
    loop {
        let before = nullable.len();
        for (name, schema) in &mut draft.document.components.schemas {
            let mut is_nullable = schema.nullable.take() == Some(true);
            for variant in schema.one_of.iter_mut().flatten() {
                is_nullable |= variant.referred().is_some_and(|name| nullable.contains(name));
                is_nullable |= variant.nullable.take() == Some(true);
            }
            if is_nullable {
                nullable.insert(name.clone());
            }
        }
        if nullable.len() == before {
            break;
        }
    }
    each_schema(draft, &mut |schema| {
        if schema.referred().is_some_and(|name| nullable.contains(name)) {
            schema.nullable = Some(true);
        }
    });
    // The loop above has moved `nullable` from each variant to its union.
    for schema in draft.document.components.schemas.values_mut() {
        schema.one_of.iter_mut().flatten().for_each(|variant| variant.nullable = None);
    }
}
