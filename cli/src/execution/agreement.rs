//! Comparing the rules with the execution.
//!
//! From the changes and the results for bodies, this finds the rules that are wrong. A response breaks if a
//! valid body is refused or loses something; a request also breaks if the new document no longer describes
//! the contents of a body, apart from limits on values. A body that becomes another variant breaks only the
//! callers of the old variant. It supports a rule that reports the break, and does not contradict a rule that
//! reports none.

use guestlist_codegen::{Change, ChangedSchema, Direction, Effect};

use crate::execution::class::Class;
use crate::execution::names::{Names, is_along};
use crate::execution::outcome::Disagreement;
use crate::execution::round_trip::RoundTrip;
use crate::execution::units::{Instance, Unit, Units};

/// A body that breaks.
struct Break<'a> {
    instance: &'a Instance,
    /// A description of the fault, for people.
    what: String,
    path: &'a [String],
}

/// The disagreements between the rules and the execution.
pub(super) fn disagreements(
    changes: &[Change],
    units: &Units,
    round_trips: &[Vec<RoundTrip>],
    names: &Names<'_>,
) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (unit, round_trips) in units.units.iter().zip(round_trips) {
        for direction in &unit.directions {
            let breaks = breaks(unit, round_trips, *direction);
            found.extend(unknown(changes, unit, *direction, &breaks, names));
            for (change, schema) in breaking(changes, *direction) {
                let has_shown = breaks.iter().any(|one| is_along(&schema.path, one.path));
                let is_other = |(instance, trip): (&Instance, &RoundTrip)| {
                    instance.was_right && trip.class == Class::OtherVariant
                };
                let has_shown = has_shown || unit.instances.iter().zip(round_trips).any(is_other);
                if schema.root == unit.name && !has_shown {
                    found.extend(harmless(unit, change));
                }
            }
        }
    }
    found
}

/// The changes of schemas that break bodies in a direction.
fn breaking(
    changes: &[Change],
    direction: Direction,
) -> impl Iterator<Item = (&Change, &ChangedSchema)> {
    let of_schemas = changes.iter().filter_map(|change| Some((change, change.schema.as_ref()?)));
    of_schemas.filter(move |(change, schema)| {
        schema.direction == direction && effect(change, direction) == Effect::Breaking
    })
}

fn effect(change: &Change, direction: Direction) -> Effect {
    match direction {
        Direction::Request => change.effects.request,
        Direction::Response => change.effects.response,
    }
}

/// The bodies that were valid, but break now.
fn breaks<'a>(
    unit: &'a Unit,
    round_trips: &'a [RoundTrip],
    direction: Direction,
) -> Vec<Break<'a>> {
    let mut found = Vec::new();
    for (instance, trip) in unit.instances.iter().zip(round_trips) {
        if !instance.was_right {
            continue;
        }
        if trip.class.is_worse() {
            let what = format!("{}: {}", trip.class.words(), trip.new.shown());
            found.push(Break { instance, what, path: &trip.path });
        }
        if let (Direction::Request, Some(path)) = (direction, &instance.objection) {
            let what = format!("not as the new document says, at `{}`", path.join("."));
            found.push(Break { instance, what, path });
        }
    }
    found
}

/// A disagreement, if a body breaks and no rule reports a breaking change.
fn unknown(
    changes: &[Change],
    unit: &Unit,
    direction: Direction,
    breaks: &[Break<'_>],
    names: &Names<'_>,
) -> Option<Disagreement> {
    let one = breaks.iter().min_by_key(|one| one.instance.json.len())?;
    let is_about = |schema: &ChangedSchema| names.leads((&unit.old_name, &unit.name), &schema.root);
    if breaking(changes, direction).any(|(_, schema)| is_about(schema)) {
        return None;
    }
    let rule = changes.iter().find(|change| {
        let schema = change.schema.as_ref();
        schema.is_some_and(|schema| schema.direction == direction && is_about(schema))
    });
    let said = match rule {
        Some(change) => format!("`{}` says that it breaks nothing", change.rule.id),
        None => "no rule says that it breaks".to_owned(),
    };
    Some(Disagreement {
        fingerprint: rule.map(|change| change.fingerprint.clone()),
        sentence: format!(
            "a body of `{}` {}, and {said}: {} is {}",
            unit.name,
            words(direction),
            one.instance.json,
            one.what
        ),
        is_break: true,
    })
}

/// The disagreement if a rule reports a break, but every valid body is still valid.
fn harmless(unit: &Unit, change: &Change) -> Option<Disagreement> {
    let tried = unit.instances.iter().filter(|one| one.was_right).count();
    (tried > 0).then(|| Disagreement {
        fingerprint: Some(change.fingerprint.clone()),
        sentence: format!(
            "`{}` says that something breaks, and all {tried} bodies of `{}` are as right as before",
            change.rule.id, unit.name
        ),
        is_break: false,
    })
}

fn words(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "in requests",
        Direction::Response => "in responses",
    }
}
