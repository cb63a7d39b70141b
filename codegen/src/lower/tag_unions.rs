//! The property that distinguishes the variants of a union.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::lower::draft::{Draft, UnionTag};
use crate::lower::pass::Pass;
use crate::openapi::document::schema::{Discriminator, JsonType, Schema, Schemas};
use crate::rust::formats::spellings;

pub(crate) const PASS: Pass = Pass {
    name: "tag_unions",
    does: "finds the property that tells the variants of a union apart, and its values",
    run,
};

fn run(draft: &mut Draft) {
    let Draft { document, tags, tagged, .. } = draft;
    let all = &mut document.components.schemas;
    let unions: Vec<_> = all
        .iter()
        .filter_map(|(name, schema)| Some((name.clone(), tag_of(all, schema)?)))
        .collect();
    for (union, Tag { property, is_json, variants }) in unions {
        let has_tag =
            |name: &str| properties_of(all, name, false, 0).iter().any(|(own, _)| *own == property);
        let is_optional = variants.iter().any(|one| !has_tag(&one.name));
        let mut values: IndexMap<String, Vec<String>> = IndexMap::new();
        for Variant { name, values: own, is_listed } in variants {
            if let (true, false, [value]) = (is_listed, is_json, &own[..]) {
                tagged.entry(name.clone()).or_default().insert(property.clone(), value.clone());
            }
            for value in own {
                values.entry(value).or_default().push(name.clone());
            }
        }
        let discriminator = all.get_mut(&union).and_then(|schema| schema.discriminator.take());
        let default = discriminator.and_then(|one| one.default);
        let default = default.map(|target| Discriminator::target(&target).to_owned());
        tags.insert(union, UnionTag { property, values, is_optional, is_json, default });
    }
}

/// The tag of a union.
struct Tag {
    property: String,
    is_json: bool,
    variants: Vec<Variant>,
}

/// The values of the tag in one variant of a union.
struct Variant {
    name: String,
    values: Vec<String>,
    /// Whether the variant's schema lists them.
    is_listed: bool,
}

/// The tag of a union, with its values in each of the variants.
fn tag_of(all: &Schemas, schema: &Schema) -> Option<Tag> {
    let names: Vec<&str> =
        schema.one_of.as_ref()?.iter().map(Schema::referred).collect::<Option<_>>()?;
    if let Some(discriminator) = &schema.discriminator {
        return declared(all, &names, discriminator);
    }
    let candidates = properties_of(all, names.first()?, false, 0).into_iter();
    let tagged = candidates.filter_map(|(property, _)| {
        let variants = names.iter().map(|name| {
            let values = values_of(all, name, property, Wanted::default())?;
            Some(Variant { name: (*name).to_owned(), values, is_listed: true })
        });
        let variants: Vec<Variant> = variants.collect::<Option<_>>()?;
        let groups: HashSet<&Vec<String>> = variants.iter().map(|one| &one.values).collect();
        let groups = groups.len();
        // A tag with the same values everywhere distinguishes nothing.
        let tag = Tag { property: property.to_owned(), is_json: false, variants };
        (groups > 1).then_some((groups, tag))
    });
    // The tag that distinguishes the most variants; of several, the first.
    let tagged: Vec<_> = tagged.collect();
    let most = tagged.iter().map(|(groups, _)| *groups).max()?;
    tagged.into_iter().find(|(groups, _)| *groups == most).map(|(_, found)| found)
}

/// The tag that a discriminator names.
fn declared(all: &Schemas, names: &[&str], discriminator: &Discriminator) -> Option<Tag> {
    let property = discriminator.property.as_str();
    let is_json = names.iter().any(|name| is_json(all, name, property, 0));
    let mapped = mapped(discriminator);
    let default = discriminator.default.as_deref().map(Discriminator::target);
    let variants = names.iter().map(|name| {
        let listed = |is_optional| values_of(all, name, property, Wanted { is_optional, is_json });
        let own = listed(false);
        let is_listed = own.is_some();
        let of_name = || match default == Some(*name) {
            true => Vec::new(),
            false => vec![(*name).to_owned()],
        };
        let mapped = || mapped.get(*name).cloned().unwrap_or_else(of_name);
        let values = own.or_else(|| listed(true)).unwrap_or_else(mapped);
        Variant { name: (*name).to_owned(), values, is_listed }
    });
    let variants: Vec<Variant> = variants.collect();
    let groups: HashSet<&Vec<String>> = variants.iter().map(|one| &one.values).collect();
    let tells = groups.len() > 1 || variants.len() == 1;
    tells.then(|| Tag { property: property.to_owned(), is_json, variants })
}

/// Whether a property of an object is not a string; for a union, in any variant.
fn is_json(all: &Schemas, name: &str, property: &str, depth: usize) -> bool {
    let Some(schema) = all.get(name).filter(|_| depth < 8) else { return false };
    if let Some(variants) = &schema.one_of {
        let mut names = variants.iter().filter_map(Schema::referred);
        return names.any(|name| is_json(all, name, property, depth + 1));
    }
    let Some(own) = schema.properties.as_ref().and_then(|all| all.get(property)) else {
        return false;
    };
    let own = own.followed(all);
    let is_typed = matches!(own.ty, Some(JsonType::Integer | JsonType::Number | JsonType::Boolean));
    is_typed || (own.values.is_some() && own.strings().is_none())
}

/// The required properties of an object, or all of them; for a union, those of its first variant.
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

/// The wanted values of a property.
#[derive(Clone, Copy, Default)]
struct Wanted {
    /// Whether an optional property counts.
    is_optional: bool,
    /// Whether to return any values as JSON, instead of strings.
    is_json: bool,
}

/// The allowed values of a property of an object; for a union, those in any of its variants.
fn values_of(all: &Schemas, name: &str, property: &str, wanted: Wanted) -> Option<Vec<String>> {
    values_within(all, name, property, wanted, 0)
}

fn values_within(
    all: &Schemas,
    name: &str,
    property: &str,
    wanted: Wanted,
    depth: usize,
) -> Option<Vec<String>> {
    let schema = all.get(name).filter(|_| depth < 8)?;
    if let Some(variants) = &schema.one_of {
        let values = variants
            .iter()
            .map(|one| values_within(all, one.referred()?, property, wanted, depth + 1));
        let mut values = values.collect::<Option<Vec<_>>>()?.concat();
        values.sort();
        values.dedup();
        return Some(values);
    }
    let properties = properties_of(all, name, wanted.is_optional, depth);
    let (_, schema) = properties.into_iter().find(|(name, _)| *name == property)?;
    if schema.is_nullable() {
        return None;
    }
    let schema = schema.followed(all);
    if wanted.is_json {
        let values = schema.values.as_ref()?.iter();
        return values.map(|value| spellings(&value.to_string()).pop()).collect();
    }
    Some(schema.strings()?.into_iter().map(str::to_owned).collect())
}

/// The values that a discriminator maps to its variants, by the variants' names.
fn mapped(discriminator: &Discriminator) -> HashMap<&str, Vec<String>> {
    let mut mapped: HashMap<&str, Vec<String>> = HashMap::new();
    for (value, target) in &discriminator.mapping {
        mapped.entry(Discriminator::target(target)).or_default().push(value.clone());
    }
    mapped
}
