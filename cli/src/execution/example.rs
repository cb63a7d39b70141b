//! Finding a body that shows each change.
//!
//! For each change, the best body is chosen: one that is newly refused or lost, or else one that both
//! versions treat differently, or else one that only has a value there. Documented bodies come before
//! generated ones, and short ones before long ones.

use std::collections::BTreeMap;

use guestlist_codegen::{Change, ChangedSchema};
use serde_json::Value;

use crate::execution::class::Class;
use crate::execution::names::{Names, is_along, values};
use crate::execution::outcome::Example;
use crate::execution::round_trip::{RoundTrip, part};
use crate::execution::units::{Instance, Origin, Units};

/// How well a body shows a change; a smaller score is better.
type Score = (bool, bool, bool, usize);

/// The examples, by the fingerprints of their changes.
pub(super) fn examples(
    changes: &[Change],
    units: &Units,
    round_trips: &[Vec<RoundTrip>],
    names: &Names<'_>,
) -> BTreeMap<String, Example> {
    let of_schemas = changes.iter().filter_map(|change| Some((change, change.schema.as_ref()?)));
    let found = of_schemas.filter_map(|(change, schema)| {
        let example = best(schema, units, round_trips, names)?;
        Some((change.fingerprint.clone(), example))
    });
    found.collect()
}

fn best(
    schema: &ChangedSchema,
    units: &Units,
    round_trips: &[Vec<RoundTrip>],
    names: &Names<'_>,
) -> Option<Example> {
    let mut best: Option<(Score, Example)> = None;
    for (unit, round_trips) in units.units.iter().zip(round_trips) {
        if !unit.directions.contains(&schema.direction) {
            continue;
        }
        for path in names.paths(&unit.name, &schema.root) {
            let whole: Vec<String> = path.iter().chain(&schema.path).cloned().collect();
            for (instance, trip) in unit.instances.iter().zip(round_trips) {
                let Some((score, at)) = score(instance, trip, &path, &whole) else { continue };
                if best.as_ref().is_none_or(|(known, _)| score < *known) {
                    best = Some((score, example(instance, trip, &at)));
                }
            }
        }
    }
    best.map(|(_, example)| example)
}

/// The score of a body for a change, and the steps to the part that the changed schema describes; none if it
/// does not show the change.
fn score(
    instance: &Instance,
    trip: &RoundTrip,
    path: &[String],
    whole: &[String],
) -> Option<(Score, Vec<String>)> {
    let is_other = trip.class != Class::Same && is_along(whole, &trip.path);
    let body: Value = serde_json::from_str(&instance.json).ok()?;
    if !is_other && values(&body, whole).is_empty() {
        return None;
    }
    let at = steps_to(&body, path, is_other.then_some(&trip.path));
    let is_made = !matches!(instance.origin, Origin::Documented(_));
    let is_worse = is_other && trip.class.is_worse();
    Some(((!is_worse, !is_other, is_made, instance.json.len()), at))
}

/// The steps in a body to the first value at a path, or to the value that another path leads through.
fn steps_to(body: &Value, path: &[String], along: Option<&Vec<String>>) -> Vec<String> {
    let (mut value, mut steps) = (body, Vec::new());
    for (at, step) in path.iter().filter(|step| !step.starts_with('<')).enumerate() {
        let known = along.and_then(|along| along.get(at));
        let name = match (step.as_str(), value, known) {
            (_, _, Some(known)) => known.clone(),
            ("[]", Value::Array(_), None) => "0".to_owned(),
            ("*", Value::Object(members), None) => match members.keys().next() {
                Some(name) => name.clone(),
                None => break,
            },
            (name, ..) => name.to_owned(),
        };
        let inner = match value {
            Value::Array(items) => name.parse().ok().and_then(|at: usize| items.get(at)),
            value => value.get(&name),
        };
        let Some(inner) = inner else { break };
        value = inner;
        steps.push(name);
    }
    steps
}

fn example(instance: &Instance, trip: &RoundTrip, at: &[String]) -> Example {
    let title = match &instance.origin {
        Origin::Made => "made of the schema".to_owned(),
        Origin::Documented(title) => title.clone(),
        Origin::Mutated(title, kind) => format!("{title}, changed: {kind}"),
    };
    Example {
        title,
        body: part(&instance.json, at),
        before: trip.old.part(at),
        after: trip.new.part(at),
        class: trip.class,
    }
}
