//! The size of a document with all references expanded is bounded.

use std::collections::{HashMap, HashSet};

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::document::schema::Schema;
use crate::openapi::syntax::budget::{MOST_COPIED, weight};

pub(crate) const CHECK: Check = Check {
    code: "excessive-expansion",
    rule: "References, `allOf` and unions add at most 16 times its size to a document, or 16 MiB, and no `allOf` of unions has more than 1,000 variants.",
    scope: Scope::Any,
    run,
};

/// The most variants of a union that combines several unions.
const MOST_VARIANTS: usize = 1_000;

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let whole = weight(&description.source.document.value);
    let mut left = MOST_COPIED.1.max(MOST_COPIED.0.saturating_mul(whole));
    let most = left;
    let mut spend = |counted: usize, pointer: &str, problems: &mut Problems<'_>| {
        let before = left;
        left = left.saturating_sub(counted);
        // Only the first one over the limit is reported.
        if before > 0 && left == 0 {
            let message =
                format!("references up to here add more than {most} bytes to the document");
            let help = "refer to fewer or smaller components, or split the document";
            problems.add(pointer, message, help);
        }
    };
    operations(description, &mut |counted, pointer| spend(counted, pointer, problems));
    let named = &description.document.components.schemas;
    let all: HashMap<&str, &Schema> =
        named.iter().map(|(name, schema)| (name.as_str(), schema)).collect();
    let mut sizes = Sizes { description, all, known: HashMap::new() };
    for (name, schema) in named {
        let size = sizes.of(name);
        if size.unions > 1 && size.variants > MOST_VARIANTS {
            let message = format!(
                "`{name}` has more than {MOST_VARIANTS} variants: those of one union combined with those of another"
            );
            let help = "keep one union in its `allOf`, and move the others into properties";
            problems.add(&schema.pointer, message, help);
        } else if size.by_reference > 0 {
            spend(size.by_reference, &schema.pointer, problems);
        }
    }
}

/// Reports the weight of each component that an operation refers to.
fn operations(description: &Description<'_>, report: &mut impl FnMut(usize, &str)) {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for operation in description.operations() {
        for pointer in description.components_of(operation.object) {
            let counted = *known.entry(pointer).or_insert_with(|| description.weight_of(pointer));
            report(counted, &operation.object.pointer);
        }
    }
}

/// The size of a schema with all that it is composed of.
#[derive(Clone, Copy)]
struct Size {
    /// The weight of everything included by reference.
    by_reference: usize,
    variants: usize,
    /// The number of unions whose variants are combined.
    unions: usize,
}

/// The size of a schema that is not a union and is not composed of others.
const PLAIN: Size = Size { by_reference: 0, variants: 1, unions: 0 };

/// The sizes of the named schemas.
struct Sizes<'a> {
    description: &'a Description<'a>,
    all: HashMap<&'a str, &'a Schema>,
    known: HashMap<&'a str, Size>,
}

impl<'a> Sizes<'a> {
    /// The size of a named schema. The sizes of the schemas that it is composed of are determined first, one
    /// by one, so that a chain of them may have any length. A circle is left out: `circular-all-of` reports
    /// it, or it is a union that contains itself.
    fn of(&mut self, name: &'a str) -> Size {
        let mut path = vec![name];
        let mut started = HashSet::new();
        while let Some(&at) = path.last() {
            let schema = self.all.get(at).copied();
            let mut names = Vec::new();
            if started.insert(at) {
                schema.into_iter().for_each(|schema| collect(schema, &mut names));
                names.retain(|name| !self.known.contains_key(name) && !started.contains(name));
            }
            if names.is_empty() {
                path.pop();
                let size = schema.map_or(PLAIN, |schema| self.size(schema));
                self.known.entry(at).or_insert(size);
            } else {
                path.extend(names);
            }
        }
        self.known.get(name).copied().unwrap_or(PLAIN)
    }

    fn size(&self, schema: &'a Schema) -> Size {
        let mut size = PLAIN;
        for inner in schema.all_of().iter().map(|inner| self.inner(inner)) {
            size.by_reference = size.by_reference.saturating_add(inner.by_reference);
            size.variants = size.variants.saturating_mul(inner.variants);
            size.unions += inner.unions;
        }
        for (_, variants) in schema.unions() {
            let sizes: Vec<Size> = variants.iter().map(|variant| self.inner(variant)).collect();
            let variants = sizes.iter().map(|one| one.variants).fold(0, usize::saturating_add);
            let unions = sizes.iter().map(|one| one.unions).max().unwrap_or(0);
            size.variants = size.variants.saturating_mul(variants.max(1));
            size.unions += unions.max(usize::from(variants > 1));
        }
        // The keywords beside a union become part of each variant.
        if size.variants > 1 && (schema.properties.is_some() || schema.all_of.is_some()) {
            let one =
                size.by_reference.saturating_add(self.description.weight_beside_variants(schema));
            size.by_reference = one.saturating_mul(size.variants);
        }
        size
    }

    /// The size of a nested schema, with its own weight if it is included by reference.
    fn inner(&self, schema: &'a Schema) -> Size {
        let Some(name) = schema.referred() else { return self.size(schema) };
        let own = self.all.get(name).map_or(0, |one| self.description.weight_of(&one.pointer));
        let size = self.known.get(name).copied().unwrap_or(PLAIN);
        Size { by_reference: size.by_reference.saturating_add(own), ..size }
    }
}

/// Collects the names of the schemas that a schema is composed of.
fn collect<'a>(schema: &'a Schema, names: &mut Vec<&'a str>) {
    for inner in schema.composed() {
        names.extend(inner.referred());
        collect(inner, names);
    }
}
