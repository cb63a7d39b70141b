//! Helpers that several rules share.

use serde_json::Value;

use crate::diff::flat::Flat;

/// The texts for which a condition is true, as code; none if there are none.
pub(super) fn listed<'a>(
    texts: impl Iterator<Item = &'a str>,
    is: impl Fn(&str) -> bool,
) -> Option<String> {
    let found: Vec<String> =
        texts.filter(|text| is(text)).map(|text| format!("`{text}`")).collect();
    (!found.is_empty()).then(|| found.join(", "))
}

/// Values as code; none if there are none.
pub(super) fn values<'a>(values: impl Iterator<Item = &'a Value>) -> Option<String> {
    let found: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    (!found.is_empty()).then(|| found.join(", "))
}

/// The variants of one union that another lacks: by name, or as a count.
pub(super) fn variants(of: &Flat<'_>, other: &Flat<'_>) -> Option<String> {
    let names = |flat: &Flat<'_>| -> Vec<String> {
        flat.variants.iter().filter_map(|one| one.schema.referred().map(str::to_owned)).collect()
    };
    let others = names(other);
    let mut found: Vec<String> = names(of)
        .into_iter()
        .filter(|name| !others.contains(name))
        .map(|name| format!("`{name}`"))
        .collect();
    let unnamed = |flat: &Flat<'_>| flat.variants.len() - names(flat).len();
    let more = unnamed(of).saturating_sub(unnamed(other));
    if more > 0 {
        found.push(format!("{more} more without a name"));
    }
    (!found.is_empty()).then(|| found.join(", "))
}

/// Whether another property or other values distinguish the variants that two unions have in common. A value
/// that is added or removed with its variant does not count.
pub(super) fn other_discriminator(old: &Flat<'_>, new: &Flat<'_>) -> bool {
    if old.variants.is_empty() || new.variants.is_empty() {
        return false;
    }
    let (Some(before), Some(after)) = (old.discriminator, new.discriminator) else {
        return old.discriminator != new.discriminator;
    };
    let is_elsewhere = |(value, target): (&String, &String)| {
        after.mapping.get(value).is_some_and(|other| other != target)
    };
    let has_same_variants = variants(old, new).is_none() && variants(new, old).is_none();
    before.property != after.property
        || before.default != after.default
        || before.mapping.iter().any(is_elsewhere)
        || (has_same_variants && before.mapping != after.mapping)
}
