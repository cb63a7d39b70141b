//! Changes of a schema: the rules of requests and responses share these functions.

use crate::diff::flat::Flat;
use crate::diff::pair::Pair;
use crate::diff::rules::helpers::{other_discriminator, values, variants};
use crate::openapi::document::schema::Additional;

pub(super) fn additional_properties_changed(
    pair: &Pair<'_, Flat<'_>>,
    in_what: &str,
) -> Option<String> {
    let (old, new) = pair.both()?;
    let word = |one: &Flat<'_>| match one.additional {
        Some(Additional::Of(_)) => "of a schema",
        Some(Additional::Allowed(false)) => "not allowed",
        Some(Additional::Allowed(true)) | None => "any",
    };
    let (before, after) = (word(old), word(new));
    (before != after).then(|| {
        format!(
            "the additional properties of {} {in_what} changed from {before} to {after}",
            pair.subject
        )
    })
}

pub(super) fn became_not_nullable(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    pair.became(&format!("not nullable {in_what}"), |one| !one.is_nullable)
}

pub(super) fn became_nullable(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    pair.became(&format!("nullable {in_what}"), |one| one.is_nullable)
}

pub(super) fn discriminator_changed(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    let is_other = other_discriminator(old, new);
    is_other.then(|| format!("the discriminator of {} {in_what} changed", pair.subject))
}

pub(super) fn enum_changed(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    match (old.values, new.values) {
        (None, Some(_)) => Some(format!("{} became an enum {in_what}", pair.subject)),
        (Some(_), None) => Some(format!("{} may have any value now {in_what}", pair.subject)),
        _ => None,
    }
}

pub(super) fn format_changed(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    let name =
        |one: &Flat<'_>| one.format.map_or_else(|| "none".to_owned(), |name| format!("`{name}`"));
    let (before, after) = (name(old), name(new));
    let is_same_type = old.type_name() == new.type_name();
    (is_same_type && before != after).then(|| {
        format!("the format of {} {in_what} changed from {before} to {after}", pair.subject)
    })
}

/// Whether all values of one format are values of another.
pub(super) fn is_wider(old: Option<&str>, new: Option<&str>) -> bool {
    /// The formats of integers, with the powers of two that bound them.
    const INTEGERS: [(&str, u32, u32); 8] = [
        ("int8", 7, 7),
        ("int16", 15, 15),
        ("int32", 31, 31),
        ("int64", 63, 63),
        ("uint8", 0, 8),
        ("uint16", 0, 16),
        ("uint32", 0, 32),
        ("uint64", 0, 64),
    ];
    let bounds = |format: Option<&str>| {
        let found = INTEGERS.iter().find(|(name, ..)| Some(*name) == format);
        found.map(|(_, least, most)| (*least, *most))
    };
    match (bounds(old), bounds(new)) {
        (Some(old), Some(new)) => old.0 <= new.0 && old.1 <= new.1,
        _ => new.is_none() || (old, new) == (Some("float"), Some("double")),
    }
}

pub(super) fn type_changed(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.type_name(), new.type_name());
    (old != new)
        .then(|| format!("the type of {} {in_what} changed from {old} to {new}", pair.subject))
}

pub(super) fn values_added(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.values?, new.values?);
    let added = values(new.iter().filter(|value| !old.contains(value)))?;
    Some(format!("{} may also be {added} {in_what}", pair.subject))
}

pub(super) fn values_removed(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    let (old, new) = (old.values?, new.values?);
    let removed = values(old.iter().filter(|value| !new.contains(value)))?;
    Some(format!("{} is no longer {removed} {in_what}", pair.subject))
}

pub(super) fn variant_added(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    let added = variants(new, old).filter(|_| !old.variants.is_empty())?;
    Some(format!("{} may also be {added} {in_what}", pair.subject))
}

pub(super) fn variant_removed(pair: &Pair<'_, Flat<'_>>, in_what: &str) -> Option<String> {
    let (old, new) = pair.both()?;
    let removed = variants(old, new).filter(|_| !new.variants.is_empty())?;
    Some(format!("{} is no longer {removed} {in_what}", pair.subject))
}
