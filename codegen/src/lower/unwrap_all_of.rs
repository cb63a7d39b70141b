//! An `allOf` or a union of one schema is replaced with that schema.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::{each_schema, every_schema};
use crate::openapi::document::schema::Schema;

pub(crate) const PASS: Pass = Pass {
    name: "unwrap_all_of",
    does: "replaces an `allOf`, or a union inside a schema, that has only one schema with that schema",
    run,
};

/// The keyword that lists the schemas.
#[derive(Clone, Copy, PartialEq)]
enum Keyword {
    All,
    One,
    Any,
}

impl Keyword {
    fn list(self, schema: &mut Schema) -> &mut Option<Vec<Schema>> {
        match self {
            Self::All => &mut schema.all_of,
            Self::One => &mut schema.one_of,
            Self::Any => &mut schema.any_of,
        }
    }
}

fn run(draft: &mut Draft) {
    keep_children(&mut draft.document.components.schemas);
    every_schema(draft, &mut |schema| unwrap(schema, Keyword::All));
    // A named union of one is open for more variants; an inline one was written to add an annotation.
    let unions = |schema: &mut Schema| {
        [Keyword::One, Keyword::Any].into_iter().for_each(|one| unwrap(schema, one));
    };
    each_schema(draft, &mut |schema| unions(schema));
    for schema in draft.document.components.schemas.values_mut() {
        if schema.nullable.is_some() {
            unions(schema);
        }
    }
}

/// A named schema that is `allOf` one with a discriminator is a child of it, even if it adds nothing: an
/// object without properties, added beside the parent, marks it as a child.
fn keep_children(all: &mut IndexMap<String, Schema>) {
    let has_discriminator = |(_, schema): &(&String, &Schema)| schema.discriminator.is_some();
    let parents: HashSet<String> =
        all.iter().filter(has_discriminator).map(|(name, _)| name.clone()).collect();
    for parts in all.values_mut().filter_map(|schema| schema.all_of.as_mut()) {
        let is_child =
            parts.iter().any(|part| part.referred().is_some_and(|name| parents.contains(name)));
        if is_child {
            parts.push(Schema { properties: Some(IndexMap::new()), ..Schema::default() });
        }
    }
}

fn unwrap(schema: &mut Schema, keyword: Keyword) {
    let Some(listed) = keyword.list(schema).take() else { return };
    let (words, shapes): (Vec<&Schema>, Vec<&Schema>) =
        listed.iter().partition(|one| keyword == Keyword::All && one.is_annotation());
    let ty = schema.ty.take();
    let fits = |only: &Schema| only.referred().is_some() || ty.is_none() || only.ty == ty;
    let unwrapped = match shapes[..] {
        [only] if schema.is_annotation() && fits(only) => Some(only.clone()),
        _ => None,
    };
    match unwrapped {
        Some(mut unwrapped) => {
            words.into_iter().for_each(|word| unwrapped.annotate(word));
            unwrapped.annotate(schema);
            *schema = unwrapped;
        }
        None => {
            schema.ty = ty;
            *keyword.list(schema) = Some(listed);
        }
    }
}
