//! Named schemas that need no type of their own are inlined where they are used.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::each_schema;
use crate::openapi::document::schema::{JsonType, Schema};

pub(crate) const PASS: Pass = Pass {
    name: "inline_aliases",
    does: "replaces references to named scalars, arrays, maps and unrestricted schemas with these schemas",
    run,
};

fn run(draft: &mut Draft) {
    let all = &mut draft.document.components.schemas;
    let mut aliases: IndexMap<String, Schema> = all
        .iter()
        .filter(|(_, schema)| is_alias(schema))
        .map(|(name, schema)| (name.clone(), trimmed(schema)))
        .collect();
    for name in kept(&aliases) {
        aliases.shift_remove(&name);
        all.get_mut(&name).into_iter().for_each(keep);
    }
    all.retain(|name, _| !aliases.contains_key(name));
    shorten(&mut aliases);
    each_schema(draft, &mut |schema| {
        if let Some(alias) = schema.referred().and_then(|name| aliases.get(name)) {
            inline(schema, alias);
        }
    });
}

/// Inlines aliases into other aliases, from the last of a chain to the first.
fn shorten(aliases: &mut IndexMap<String, Schema>) {
    let names: Vec<String> = aliases.keys().cloned().collect();
    let mut done = HashSet::new();
    for start in names {
        let mut chain = Vec::new();
        let mut at = Some(start);
        // Circles have already been broken by types that are kept.
        while let Some(name) = at.filter(|name| done.insert(name.clone())) {
            at = aliases
                .get(&name)
                .and_then(Schema::referred)
                .filter(|next| aliases.contains_key(*next))
                .map(str::to_owned);
            chain.push(name);
        }
        for name in chain.into_iter().rev() {
            let target =
                aliases.get(&name).and_then(Schema::referred).and_then(|next| aliases.get(next));
            if let (Some(target), Some(alias)) = (target.cloned(), aliases.get_mut(&name)) {
                inline(alias, &target);
            }
        }
    }
}

fn is_alias(schema: &Schema) -> bool {
    let is_map = schema.properties.is_none()
        && schema.additional_schema().is_some_and(|values| *values != Schema::default());
    let is_object = schema.ty == Some(JsonType::Object) && !is_map;
    !is_object && schema.one_of.is_none() && schema.values.is_none()
}

/// The alias without the keywords that do not apply to its type: they would be copied to every use, and can
/// lead back to the alias.
fn trimmed(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.properties = None;
    schema.all_of = None;
    if schema.ty != Some(JsonType::Array) {
        schema.items = None;
    }
    if schema.ty != Some(JsonType::Object) {
        schema.additional = None;
    }
    schema
}

/// The annotations beside the reference describe this use, and are kept.
fn inline(schema: &mut Schema, alias: &Schema) {
    let beside = std::mem::replace(schema, alias.clone());
    schema.annotate(&beside);
    schema.nullable = alias.nullable.max(beside.nullable);
}

/// An array of itself and a map of itself become types.
fn keep(schema: &mut Schema) {
    if schema.ty == Some(JsonType::Array) {
        let list = std::mem::take(schema);
        schema.one_of = Some(vec![list]);
    } else if schema.additional.is_some() {
        schema.properties = Some(IndexMap::new());
    }
}

/// The aliases that are kept as types: one in each circle, and enough of a long chain that no type is deeply
/// nested.
fn kept(aliases: &IndexMap<String, Schema>) -> Vec<String> {
    const DEEPEST: usize = 16;
    // The depth of each alias down to the next type. An alias leads to at most one other, so each is walked
    // once.
    let mut depths: HashMap<&str, usize> = HashMap::new();
    let mut kept = Vec::new();
    for start in aliases.keys() {
        let mut path = Vec::new();
        let mut on_path = HashSet::new();
        let mut at = Some(start.as_str());
        let mut depth = 0;
        while let Some(name) = at {
            if let Some(known) = depths.get(name) {
                depth = *known;
                break;
            }
            if !on_path.insert(name) {
                kept.push(name.to_owned());
                depths.insert(name, 0);
                break;
            }
            path.push(name);
            at = aliases.get(name).and_then(leads_to).filter(|next| aliases.contains_key(*next));
        }
        for name in path.into_iter().rev() {
            // Another name for a type does not make it deeper.
            depth += usize::from(aliases.get(name).and_then(Schema::referred).is_none());
            if depth == DEEPEST && !kept.iter().any(|one| one == name) {
                kept.push(name.to_owned());
                depth = 0;
            }
            depths.entry(name).or_insert(depth);
        }
    }
    kept
}

/// The named schema that an alias stands for, directly or as an array or a map of it.
fn leads_to(schema: &Schema) -> Option<&str> {
    match schema.referred() {
        Some(name) => Some(name),
        None => schema.items.as_deref().or_else(|| schema.additional_schema()).and_then(leads_to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arrays of one another, the last of strings, each with another name if `has_names` is set.
    fn chain(length: usize, has_names: bool) -> IndexMap<String, Schema> {
        let mut aliases = IndexMap::new();
        for at in 0..length {
            let inner = match at + 1 < length {
                true => Schema::reference_to(&format!("L{}", at + 1)),
                false => Schema { ty: Some(JsonType::String), ..Schema::default() },
            };
            let list = Schema {
                ty: Some(JsonType::Array),
                items: Some(Box::new(inner)),
                ..Schema::default()
            };
            if has_names {
                aliases.insert(format!("L{at}"), Schema::reference_to(&format!("N{at}")));
                aliases.insert(format!("N{at}"), list);
            } else {
                aliases.insert(format!("L{at}"), list);
            }
        }
        aliases
    }

    #[test]
    fn one_in_sixteen_of_a_long_chain_stays_a_type() {
        assert!(kept(&chain(15, false)).is_empty());
        assert_eq!(kept(&chain(16, false)), ["L0"]);
        assert_eq!(kept(&chain(40, false)), ["L24", "L8"]);
        // Names alone do not add depth.
        assert_eq!(kept(&chain(16, true)), ["N0"]);
    }

    #[test]
    fn one_of_a_circle_stays_a_type() {
        let mut circle = chain(3, false);
        let last = Schema::reference_to("L0");
        circle.entry("L2".to_owned()).and_modify(|list| list.items = Some(Box::new(last)));
        assert_eq!(kept(&circle), ["L0"]);
    }
}
