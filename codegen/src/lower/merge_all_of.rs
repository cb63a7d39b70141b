//! The schemas of an `allOf` are merged into one schema.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::document::schema::{Discriminator, Schema, pointer_to};
use crate::openapi::value::canonical;
use crate::rust::names::{pascal, union_variant};
use crate::rust::scope::Names;

pub(crate) const PASS: Pass = Pass {
    name: "merge_all_of",
    does: "merges the schemas of an `allOf` into one object, or into one for each variant if one of them is a union",
    run,
};

fn run(draft: &mut Draft) {
    let all = &mut draft.document.components.schemas;
    let names = Names::with(all.keys().map(|name| pascal(name)));
    let old = std::mem::take(all);
    let mut merger =
        Merger { old: &old, done: HashMap::new(), open: HashSet::new(), made: Vec::new(), names };
    // Parts are merged before the schemas that contain them, so that long chains do not recurse deeply.
    let mut made: HashMap<&str, Vec<(String, Schema)>> = HashMap::new();
    for name in parts_first(&old) {
        if let Some(schema) = old.get(name) {
            merger.named(name, schema, 0);
            made.insert(name, std::mem::take(&mut merger.made));
        }
    }
    for name in old.keys() {
        all.extend(merger.done.remove(name).map(|merged| (name.clone(), merged)));
        // The schemas that were made for a schema follow it.
        all.extend(made.remove(name.as_str()).into_iter().flatten());
    }
}

/// The names of all schemas, each after those of its parts.
fn parts_first(all: &IndexMap<String, Schema>) -> Vec<&str> {
    let mut order = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for name in all.keys() {
        let mut path: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut next = Some(name.as_str());
        loop {
            if let Some(name) = next.take().filter(|name| seen.insert(name)) {
                let mut parts = Vec::new();
                all.get(name).into_iter().for_each(|schema| collect(schema, &mut parts));
                // The first part is visited first.
                parts.reverse();
                path.push((name, parts));
            }
            let Some((name, parts)) = path.last_mut() else { break };
            match parts.pop() {
                Some(part) => next = Some(part),
                None => {
                    order.push(*name);
                    path.pop();
                }
            }
        }
    }
    order
}

/// The schemas that a schema refers to from its `allOf` and `oneOf`, or from a schema in them.
fn collect<'a>(schema: &'a Schema, parts: &mut Vec<&'a str>) {
    for part in [&schema.all_of, &schema.one_of].into_iter().flatten().flatten() {
        parts.extend(part.referred());
        collect(part, parts);
    }
}

struct Merger<'a> {
    old: &'a IndexMap<String, Schema>,
    done: HashMap<String, Schema>,
    /// The schemas being merged: a union may be a variant of itself.
    open: HashSet<String>,
    made: Vec<(String, Schema)>,
    names: Names,
}

/// The greatest depth of nested `allOf`, the same as for a file.
const DEEPEST: usize = 64;

impl Merger<'_> {
    fn named(&mut self, name: &str, schema: &Schema, depth: usize) -> Schema {
        if let Some(done) = self.done.get(name) {
            return done.clone();
        }
        if !self.open.insert(name.to_owned()) {
            return Schema { all_of: None, one_of: None, ..schema.clone() };
        }
        let merged = self.merged(name, schema, depth);
        self.open.remove(name);
        self.done.insert(name.to_owned(), merged.clone());
        merged
    }

    /// The schema without `allOf`, and without properties beside a union.
    fn merged(&mut self, name: &str, schema: &Schema, depth: usize) -> Schema {
        let is_union = schema.one_of.is_some() && schema.properties.is_some();
        if (schema.all_of.is_none() && !is_union) || depth > DEEPEST {
            return schema.clone();
        }
        let mut own = schema.clone();
        let parts = own.all_of.take().unwrap_or_default();
        let mut base = Schema::default();
        let mut unions: Vec<Vec<Schema>> = Vec::new();
        for part in &parts {
            let mut part = self.resolved(part, depth);
            // The annotations of a part do not apply to the whole.
            take_own(&mut part);
            unions.extend(part.one_of.take());
            merge(&mut base, part);
        }
        unions.extend(own.one_of.take());
        merge(&mut base, own);
        name_once(&mut base);
        match unions.is_empty() {
            true => base,
            false => self.distributed(name, base, unions, depth),
        }
    }

    /// The schema that a part stands for, itself merged.
    fn resolved(&mut self, part: &Schema, depth: usize) -> Schema {
        let old = self.old;
        match part.referred().and_then(|name| old.get_key_value(name)) {
            Some((name, target)) => {
                let merged = self.named(name, target, depth + 1);
                // This is an alias of an alias.
                if merged.referred().is_some() && depth < DEEPEST {
                    self.resolved(&merged, depth + 1)
                } else {
                    merged
                }
            }
            None => self.merged("", part, depth + 1),
        }
    }

    /// A union whose variants also have the properties of the base.
    fn distributed(
        &mut self,
        name: &str,
        mut base: Schema,
        mut unions: Vec<Vec<Schema>>,
        depth: usize,
    ) -> Schema {
        let mut union = take_own(&mut base);
        let variants = unions.remove(0);
        let is_bare = Schema { ty: None, ..base.clone() } == Schema::default();
        if is_bare && unions.is_empty() {
            union.one_of = Some(variants);
            return union;
        }
        let mut made = Vec::new();
        for (index, variant) in variants.iter().enumerate() {
            let others = unions.iter().map(|union| union_of(union.clone()));
            let parts = [base.clone(), variant.clone()].into_iter().chain(others).collect();
            let own = variant.referred().map(|own| union_variant(name, own));
            let own = own.unwrap_or_else(|| format!("Option{}", index + 1));
            let words = self.names.take(&pascal(&format!("{name} {own}")), "");
            let all = Schema { all_of: Some(parts), ..Schema::default() };
            let mut merged = self.merged(&words, &all, depth + 1);
            let description = self.resolved(variant, depth).description;
            if !description.is_empty() {
                merged.description = description;
            }
            self.made.push((words.clone(), merged));
            point(&mut union, variant, &words);
            made.push(Schema::reference_to(&words));
        }
        union.one_of = Some(made);
        union
    }
}

fn union_of(variants: Vec<Schema>) -> Schema {
    Schema { one_of: Some(variants), ..Schema::default() }
}

/// Takes the annotations of a schema out of it.
fn take_own(schema: &mut Schema) -> Schema {
    Schema {
        title: std::mem::take(&mut schema.title),
        description: std::mem::take(&mut schema.description),
        discriminator: schema.discriminator.take(),
        example: schema.example.take(),
        deprecated: schema.deprecated.take(),
        nullable: schema.nullable.take(),
        ..Schema::default()
    }
}

/// Points the discriminator from a variant to the schema made from it.
fn point(union: &mut Schema, variant: &Schema, name: &str) {
    let (Some(old), Some(discriminator)) = (variant.referred(), &mut union.discriminator) else {
        return;
    };
    let mut is_named = false;
    for target in discriminator.mapping.values_mut() {
        if Discriminator::target(target) == old {
            *target = pointer_to(name);
            is_named = true;
        }
    }
    if !is_named {
        discriminator.mapping.insert(old.to_owned(), pointer_to(name));
    }
}

/// Merges `more` into `base`: properties are combined, and `more` overrides the other keywords.
fn merge(base: &mut Schema, more: Schema) {
    let mut more = more;
    let properties = base.properties.take();
    base.properties = match (properties, more.properties.take()) {
        (Some(mut known), Some(more)) => {
            for (name, property) in more {
                let both = match known.get(&name) {
                    Some(old) => both(old, property),
                    None => property,
                };
                known.insert(name, both);
            }
            Some(known)
        }
        (known, more) => known.or(more),
    };
    // Duplicates are removed after all parts have been merged.
    base.required.append(&mut more.required);
    if let (Some(known), Some(others)) = (&mut base.values, &more.values) {
        let others: HashSet<String> = others.iter().map(canonical).collect();
        known.retain(|one| others.contains(&canonical(one)));
        more.values = None;
    }
    base.replace(more);
}

/// Removes duplicate names from `required`.
fn name_once(schema: &mut Schema) {
    let mut seen = HashSet::new();
    schema.required.retain(|name| seen.insert(name.clone()));
}

/// A property that two parts describe: both descriptions merged, unless one of them is complete.
fn both(old: &Schema, new: Schema) -> Schema {
    let is_plain = |schema: &Schema| {
        schema.referred().is_none() && schema.one_of.is_none() && schema.all_of.is_none()
    };
    if is_plain(old) && is_plain(&new) {
        let mut merged = old.clone();
        merge(&mut merged, new);
        name_once(&mut merged);
        return merged;
    }
    // A reference is more specific than annotations beside it.
    let is_old = old.referred().is_some() && new.reference.is_none() && new.ty.is_none();
    if is_old { old.clone() } else { new }
}
