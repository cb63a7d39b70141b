//! The property that tells the variants of a union apart.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::lower::draft::{Draft, UnionTag};
use crate::lower::pass::Pass;
use crate::openapi::document::schema::{Discriminator, Schema};

pub(crate) const PASS: Pass = Pass {
    name: "tag_unions",
    does: "finds the property that tells the variants of a union apart, and its values",
    run,
};

/// The named schemas.
type Schemas = IndexMap<String, Schema>;

fn run(draft: &mut Draft) {
    let Draft { document, tags, tagged, .. } = draft;
    let all = &mut document.components.schemas;
    let unions: Vec<_> = all
        .iter()
        .filter_map(|(name, schema)| Some((name.clone(), tag_of(all, schema)?)))
        .collect();
    for (union, (property, variants)) in unions {
        let has_tag =
            |name: &str| properties_of(all, name, false, 0).iter().any(|(own, _)| *own == property);
        let is_optional = variants.iter().any(|(name, ..)| !has_tag(name));
        let mut values: IndexMap<String, Vec<String>> = IndexMap::new();
        for (name, texts, is_fixed) in variants {
            if let (true, [text]) = (is_fixed, &texts[..]) {
                tagged.entry(name.clone()).or_default().insert(property.clone(), text.clone());
            }
            for text in texts {
                values.entry(text).or_default().push(name.clone());
            }
        }
        if let Some(schema) = all.get_mut(&union) {
            schema.discriminator = None;
        }
        tags.insert(union, UnionTag { property, values, is_optional });
    }
}

/// The values of the tag in one variant of a union, and whether the variant's schema lists them.
type Values = (String, Vec<String>, bool);

/// The tag of a union, with the values that it has in each of its variants.
fn tag_of(all: &Schemas, schema: &Schema) -> Option<(String, Vec<Values>)> {
    let names: Vec<&str> =
        schema.one_of.as_ref()?.iter().map(Schema::referred).collect::<Option<_>>()?;
    let declared = schema.discriminator.as_ref().map(|one| one.property.as_str());
    let candidates: Vec<&str> = match declared {
        Some(tag) => vec![tag],
        None => {
            properties_of(all, names.first()?, false, 0).into_iter().map(|(name, _)| name).collect()
        }
    };
    let mapped = mapped(schema);
    let tagged = candidates.into_iter().filter_map(|tag| {
        let values = names.iter().map(|name| {
            let own = values_of(all, name, tag, false, 0);
            let listed = || values_of(all, name, tag, true, 0);
            let mapped = || mapped.get(*name).cloned().unwrap_or_else(|| vec![(*name).to_owned()]);
            match own {
                Some(values) => Some(((*name).to_owned(), values, true)),
                None if declared.is_some() => {
                    Some(((*name).to_owned(), listed().unwrap_or_else(mapped), false))
                }
                None => None,
            }
        });
        let values: Vec<Values> = values.collect::<Option<_>>()?;
        let groups: HashSet<&Vec<String>> = values.iter().map(|(_, values, _)| values).collect();
        let groups = groups.len();
        // A tag that is the same everywhere tells nothing.
        let tells = groups > 1 || (values.len() == 1 && declared.is_some());
        tells.then(|| (groups, (tag.to_owned(), values)))
    });
    // The one that tells most, and of those the first.
    let tagged: Vec<_> = tagged.collect();
    let most = tagged.iter().map(|(groups, _)| *groups).max()?;
    tagged.into_iter().find(|(groups, _)| *groups == most).map(|(_, found)| found)
}

/// The required properties of an object, or all of them; of a union, those of its first variant.
fn properties_of<'a>(
    all: &'a Schemas,
    name: &str,
    optional: bool,
    depth: usize,
) -> Vec<(&'a str, &'a Schema)> {
    let Some(schema) = all.get(name).filter(|_| depth < 8) else { return Vec::new() };
    if let Some(variants) = &schema.one_of {
        let first = variants.first().and_then(Schema::referred);
        return first
            .map(|first| properties_of(all, first, optional, depth + 1))
            .unwrap_or_default();
    }
    let required: HashSet<&str> = schema.required.iter().map(String::as_str).collect();
    schema
        .listed()
        .filter(|(name, _)| optional || required.contains(name.as_str()))
        .map(|(name, schema)| (name.as_str(), schema))
        .collect()
}

/// The strings that a property of an object can have; in a union, in any of its variants.
fn values_of(
    all: &Schemas,
    name: &str,
    tag: &str,
    optional: bool,
    depth: usize,
) -> Option<Vec<String>> {
    let schema = all.get(name).filter(|_| depth < 8)?;
    if let Some(variants) = &schema.one_of {
        let values =
            variants.iter().map(|one| values_of(all, one.referred()?, tag, optional, depth + 1));
        let mut values = values.collect::<Option<Vec<_>>>()?.concat();
        values.sort();
        values.dedup();
        return Some(values);
    }
    let (_, schema) =
        properties_of(all, name, optional, depth).into_iter().find(|(name, _)| *name == tag)?;
    if schema.is_nullable() {
        return None;
    }
    let schema = schema.referred().and_then(|name| all.get(name)).unwrap_or(schema);
    Some(schema.strings()?.into_iter().map(str::to_owned).collect())
}

/// The values that a discriminator maps to its variants, by their names.
fn mapped(schema: &Schema) -> HashMap<&str, Vec<String>> {
    let mut mapped: HashMap<&str, Vec<String>> = HashMap::new();
    for (value, target) in schema.discriminator.iter().flat_map(|one| &one.mapping) {
        mapped.entry(Discriminator::target(target)).or_default().push(value.clone());
    }
    mapped
}
