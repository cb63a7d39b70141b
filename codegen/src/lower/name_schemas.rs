//! Schemas whose names are not valid in Rust are renamed.

use std::collections::HashMap;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::every_schema;
use crate::openapi::document::schema::{Discriminator, pointer_to};
use crate::rust::names::{pascal, usable_type};
use crate::rust::scope::Names;

pub(crate) const PASS: Pass = Pass {
    name: "name_schemas",
    does: "renames schemas whose names do not make a Rust name, or make the same one as another",
    run,
};

fn run(draft: &mut Draft) {
    let all = &mut draft.document.components.schemas;
    let mut names = Names::default();
    let mut renamed: HashMap<String, String> = HashMap::new();
    // Valid names are kept, wherever they are in the document.
    let is_good = |name: &str| usable_type(name) == pascal(name);
    let (good, bad): (Vec<&String>, Vec<&String>) = all.keys().partition(|name| is_good(name));
    for name in good.into_iter().chain(bad) {
        let rust = names.take(&usable_type(name), "");
        if rust != pascal(name) {
            renamed.insert(name.clone(), rust);
        }
    }
    if renamed.is_empty() {
        return;
    }
    let old = std::mem::take(all).into_iter();
    *all =
        old.map(|(name, schema)| (renamed.get(&name).cloned().unwrap_or(name), schema)).collect();
    every_schema(draft, &mut |schema| {
        if let Some(name) = schema.referred().and_then(|name| renamed.get(name)) {
            schema.reference = Some(pointer_to(name));
        }
        let mapping = schema.discriminator.iter_mut().flat_map(|one| one.mapping.values_mut());
        for target in mapping {
            if let Some(name) = renamed.get(Discriminator::target(target)) {
                *target = pointer_to(name);
            }
        }
    });
}
