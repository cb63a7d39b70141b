//! Each union is a `oneOf`.

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::every_schema;
use crate::openapi::document::schema::Schema;

pub(crate) const PASS: Pass = Pass {
    name: "unite_unions",
    does: "writes `anyOf` as `oneOf`, and leaves out unions that only require or forbid something",
    run,
};

fn run(draft: &mut Draft) {
    every_schema(draft, &mut unite);
}

/// `anyOf` is read as `oneOf`: a value is read as the first variant that fits best.
fn unite(schema: &mut Schema) {
    if let Some(any) = schema.any_of.take() {
        match schema.one_of.take() {
            // There are two unions at once: a value has to fit both.
            Some(one) => {
                let union = |list| Schema { one_of: Some(list), ..Schema::default() };
                schema.all_of.get_or_insert_default().extend([union(one), union(any)]);
            }
            None => schema.one_of = Some(any),
        }
    }
    let Some(variants) = &schema.one_of else { return };
    // Variants that only require or forbid something are a rule about the value, not variants of it.
    if variants.iter().all(|variant| !has_shape(variant)) {
        schema.one_of = None;
        let is_told = schema.ty.is_some() || schema.combines();
        schema.ty = if is_told { schema.ty } else { schema.shown_type() };
    }
}

fn has_shape(schema: &Schema) -> bool {
    let says_shape = schema.ty.is_some()
        || schema.combines()
        || schema.properties.is_some()
        || schema.items.is_some()
        || schema.values.is_some()
        || schema.additional.is_some();
    // A schema without constraints allows any value, which is a shape.
    let is_any = || {
        let mut rest = schema.clone();
        rest.title.clear();
        rest.description.clear();
        rest == Schema::default()
    };
    says_shape || is_any()
}
