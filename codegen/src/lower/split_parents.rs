//! A schema that its children have in their `allOf` is split into two schemas: the union of the children, and
//! what they have in common.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::document::Document;
use crate::openapi::document::schema::{Discriminator, Schema, Schemas, pointer_to};
use crate::rust::names::pascal;
use crate::rust::scope::Names;

pub(crate) const PASS: Pass = Pass {
    name: "split_parents",
    does: "turns a schema with a discriminator into the union of its children, and gives each child their common properties",
    run,
};

fn run(draft: &mut Draft) {
    let children = children(&draft.document.components.schemas);
    let used = used(&draft.document);
    let all = &mut draft.document.components.schemas;
    let mut names = Names::with(all.keys().map(|name| pascal(name)));
    let mut unions: IndexMap<String, Schema> = IndexMap::new();
    // The common schema of the children, by the name of the parent; with its own name if it is a variant
    // itself.
    let mut bases: HashMap<String, (Option<String>, Schema)> = HashMap::new();
    for (name, schema) in all.iter().filter(|(name, _)| children.contains_key(name.as_str())) {
        let descendants = descendants(name, &children);
        let is_variant = |one: &Schema| one.referred().is_some_and(|one| descendants.contains(one));
        if schema.variants().iter().any(is_variant) {
            // A variant that is not a child gets the keywords beside the union from its `allOf`.
            let is_whole = schema.variants().iter().all(is_variant);
            unions.insert(name.clone(), if is_whole { listed(schema) } else { schema.clone() });
            bases.insert(name.clone(), (None, base(schema)));
        } else if let Some(discriminator) =
            schema.discriminator.as_ref().filter(|_| schema.one_of.is_none() && used.contains(name))
        {
            let own = names.take(&format!("{}Base", pascal(name)), "");
            unions.insert(name.clone(), open(name, &own, schema, discriminator, &descendants));
            bases.insert(name.clone(), (Some(own), base(schema)));
        }
    }
    if unions.is_empty() {
        return;
    }
    refer_to_bases(&mut unions, &bases);
    let old = std::mem::take(all);
    for (name, schema) in old {
        let union = unions.shift_remove(&name);
        all.insert(name.clone(), with_bases(union.unwrap_or(schema), &bases));
        if let Some((Some(own), base)) = bases.get(&name) {
            all.insert(own.clone(), with_bases(base.clone(), &bases));
        }
    }
}

/// The schemas that have a schema in their `allOf`, by its name.
fn children(all: &Schemas) -> HashMap<String, Vec<String>> {
    fn parents<'a>(schema: &'a Schema, show: &mut impl FnMut(&'a str)) {
        for part in schema.all_of.iter().flatten() {
            part.referred().into_iter().for_each(&mut *show);
            parents(part, show);
        }
    }
    let mut children: HashMap<String, Vec<String>> = HashMap::new();
    for (name, schema) in all {
        parents(schema, &mut |parent| {
            let known = children.entry(parent.to_owned()).or_default();
            if known.last() != Some(name) {
                known.push(name.clone());
            }
        });
    }
    children
}

/// The children of a schema, their children, and so on.
fn descendants(name: &str, children: &HashMap<String, Vec<String>>) -> IndexSet<String> {
    let mut found: IndexSet<String> = IndexSet::new();
    let mut next = 0;
    let of = |name: &str| children.get(name).into_iter().flatten().cloned();
    found.extend(of(name));
    while let Some(one) = found.get_index(next).cloned() {
        found.extend(of(&one));
        next += 1;
    }
    found.shift_remove(name);
    found
}

/// The schemas that are referred to outside of an `allOf`.
fn used(document: &Document) -> HashSet<String> {
    let mut used = HashSet::new();
    let roots = document.operations().flat_map(|(.., one)| one.sent().chain(one.received()));
    let mut next: Vec<&Schema> = document.components.schemas.values().chain(roots).collect();
    while let Some(schema) = next.pop() {
        used.extend(schema.referred().map(str::to_owned));
        let is_parent = |inner: &&Schema| {
            let mut parts = schema.all_of.iter().flatten();
            inner.reference.is_some() && parts.any(|part| std::ptr::eq(part, *inner))
        };
        next.extend(schema.subschemas().into_iter().filter(|inner| !is_parent(inner)));
    }
    used
}

/// A union without other keywords: its variants already have them.
fn listed(schema: &Schema) -> Schema {
    let mut union = Schema { one_of: schema.one_of.clone(), ..Schema::default() };
    union.discriminator = schema.discriminator.clone();
    union.annotate(schema);
    union
}

/// The union of all descendants, and of the schema itself for values that the mapping does not name.
fn open(
    name: &str,
    own: &str,
    schema: &Schema,
    discriminator: &Discriminator,
    descendants: &IndexSet<String>,
) -> Schema {
    let variants = descendants.iter().map(|one| Schema::reference_to(one));
    let variants = variants.chain([Schema::reference_to(own)]).collect();
    let mut discriminator = discriminator.clone();
    for target in discriminator.mapping.values_mut() {
        if Discriminator::target(target) == name {
            *target = pointer_to(own);
        }
    }
    discriminator.default.get_or_insert_with(|| pointer_to(own));
    let mut union = Schema { one_of: Some(variants), ..Schema::default() };
    union.discriminator = Some(discriminator);
    union.annotate(schema);
    union
}

/// The common schema of the children.
fn base(schema: &Schema) -> Schema {
    Schema { one_of: None, discriminator: None, nullable: None, ..schema.clone() }
}

/// In the union of all descendants, replaces a variant that is itself a parent with its base, because its
/// children are already in the union.
fn refer_to_bases(
    unions: &mut IndexMap<String, Schema>,
    bases: &HashMap<String, (Option<String>, Schema)>,
) {
    for union in unions.values_mut() {
        let Some(discriminator) = union.discriminator.as_mut() else { continue };
        if discriminator.default.is_none() {
            continue;
        }
        for variant in union.one_of.iter_mut().flatten() {
            let own =
                variant.referred().and_then(|name| Some((name, bases.get(name)?.0.as_ref()?)));
            let Some((name, own)) = own else { continue };
            let mut is_named = false;
            for target in discriminator.mapping.values_mut() {
                if Discriminator::target(target) == name {
                    *target = pointer_to(own);
                    is_named = true;
                }
            }
            if !is_named {
                discriminator.mapping.insert(name.to_owned(), pointer_to(own));
            }
            *variant = Schema::reference_to(own);
        }
    }
}

/// The schema with the common schemas of children in place of their parents.
fn with_bases(mut schema: Schema, bases: &HashMap<String, (Option<String>, Schema)>) -> Schema {
    for part in schema.all_of.iter_mut().flatten() {
        *part = match part.referred().and_then(|name| bases.get(name)) {
            Some((Some(own), _)) => Schema::reference_to(own),
            Some((None, base)) => with_bases(base.clone(), bases),
            None => with_bases(std::mem::take(part), bases),
        };
    }
    schema
}
