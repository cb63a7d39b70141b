//! Calls with both versions, and the requests that they send.
//!
//! Operations that a change affects, or that have documented bodies, are called with the same body and
//! arguments in each version. Nothing leaves the program: a transport records the requests.

use std::collections::BTreeMap;

use camino::Utf8Path;
use guestlist_codegen::{Change, Compared, Effect, Signature};

use crate::execution::bodies::{Body, Comparison, Message};
use crate::execution::causes::Causes;
use crate::execution::class::Class;
use crate::execution::contents::routes;
use crate::execution::instances::instances;
use crate::execution::outcome::{Disagreement, Example, Execution};
use crate::execution::program::{Program, TypeId};
use crate::execution::round_trip::{Decoded, results};
use crate::execution::units::Units;

/// The greatest number of calls that are compiled for one comparison.
const MOST: usize = 60;

/// The number of operations that are called for a change of the whole description.
const FEW: usize = 3;

/// The calls of a comparison.
pub(super) struct Calls(Vec<Call>);

/// An operation that both versions call with the same body.
struct Call {
    operation: String,
    route: String,
    old: TypeId,
    new: TypeId,
    /// The bodies, each with its source; a single empty one if there are none.
    bodies: Vec<(String, String)>,
}

impl Calls {
    pub(super) fn of(comparison: &Comparison<'_>, units: &Units, program: &mut Program) -> Self {
        let Compared { diff, old, new } = comparison.compared;
        let causes = Causes::of(comparison.compared);
        let is_of_all = |change: &&Change| change.is_of_document() && asks(change);
        let few = if diff.changes.iter().any(|change| is_of_all(&change)) { FEW } else { 0 };
        let modules = units.modules;
        let mut calls = Vec::new();
        for (at, (before, after, route)) in pairs(comparison.compared).into_iter().enumerate() {
            let bodies = bodies(comparison, units, &after.id, &causes);
            let is_documented = bodies.iter().any(|(_, title)| !title.is_empty());
            let is_changed = !causes.of_body(&after.id, Message::Request).is_empty();
            if !(is_documented || is_changed || at < few) || calls.len() >= MOST {
                continue;
            }
            calls.push(Call {
                operation: after.id.clone(),
                route,
                old: program.add_call(modules.0, &old.files, before),
                new: program.add_call(modules.1, &new.files, after),
                bodies,
            });
        }
        Self(calls)
    }

    /// Makes the calls, and adds their results to those of the bodies.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub(super) fn run(
        &self,
        program: &Utf8Path,
        compared: &Compared,
        execution: &mut Execution,
    ) -> anyhow::Result<()> {
        let mut lines = Vec::new();
        for call in &self.0 {
            for (body, _) in &call.bodies {
                lines.extend([(call.old, body.clone()), (call.new, body.clone())]);
            }
        }
        let mut results = results(program, &lines)?.into_iter();
        let causes = Causes::of(compared);
        for call in &self.0 {
            for (body, title) in &call.bodies {
                let (Some(old), Some(new)) = (results.next(), results.next()) else { break };
                execution.calls += 1;
                if is_alike(&old, &new) {
                    continue;
                }
                execution.other_calls += 1;
                let mut affecting = causes.of_body(&call.operation, Message::Request);
                let changes = compared.diff.changes.iter();
                affecting.extend(changes.filter(|change| change.is_of_document()));
                affecting.retain(|change| asks(change));
                execution.disagreements.extend(unknown(call, &affecting, &old, &new));
                let example = Example {
                    title: match title.as_str() {
                        "" => format!("what `{}` sends", call.route),
                        title => format!("what `{}` sends for {title}", call.route),
                    },
                    body: body.clone(),
                    before: shown(&old),
                    after: shown(&new),
                    class: Class::SentOtherwise,
                };
                let is_named =
                    |change: &&&Change| change.schema.as_ref().is_some_and(|one| one.is_named);
                for change in affecting.iter().filter(|change| !is_named(change)) {
                    let known = &mut execution.examples;
                    known.entry(change.fingerprint.clone()).or_insert_with(|| example.clone());
                }
            }
        }
        Ok(())
    }
}

/// Whether a change can be seen in a request, which also names the accepted media types.
fn asks(change: &Change) -> bool {
    change.effects.request > Effect::None || change.effects.response > Effect::None
}

/// The operations in both versions, each with its method and path.
fn pairs(compared: &Compared) -> Vec<(&Signature, &Signature, String)> {
    let (before, after) = (routes(&compared.old), routes(&compared.new));
    let known: BTreeMap<&str, &str> =
        before.iter().map(|(id, route)| (route.as_str(), id.as_str())).collect();
    let old = compared.old.files.signatures();
    let pairs = compared.new.files.signatures().iter().filter_map(|one| {
        let route = after.get(&one.id)?;
        let same_id = old.iter().find(|other| other.id == one.id);
        let same_route = || old.iter().find(|other| known.get(route.as_str()) == Some(&&*other.id));
        Some((same_id.or_else(same_route)?, one, route.clone()))
    });
    pairs.collect()
}

/// The bodies for calls of an operation: the documented ones, or else the first of each version's schema.
fn bodies(
    comparison: &Comparison<'_>,
    units: &Units,
    operation: &str,
    causes: &Causes<'_>,
) -> Vec<(String, String)> {
    let is_of = |body: &&Body| {
        let is_whole = body.mutation.is_none();
        body.operation == operation && body.message == Message::Request && is_whole
    };
    let documented = comparison.bodies.iter().filter(is_of);
    let mut found: Vec<_> =
        documented.map(|body| (body.json.clone(), body.title.clone())).collect();
    if found.is_empty() {
        for (oracle, name) in [&units.old, &units.new].into_iter().zip(causes.names(operation)) {
            let made = name.and_then(|name| instances(oracle, &name)).unwrap_or_default();
            found.extend(made.valid.first().map(|value| (value.to_string(), String::new())));
        }
        found.dedup();
    }
    if found.is_empty() {
        found.push((String::new(), String::new()));
    }
    found
}

/// The disagreement if a call is sent differently and no rule reports a change for it.
fn unknown(
    call: &Call,
    affecting: &[&Change],
    old: &Decoded,
    new: &Decoded,
) -> Option<Disagreement> {
    affecting.is_empty().then(|| Disagreement {
        fingerprint: None,
        sentence: format!(
            "`{}` is sent otherwise, and no rule says so: {:?} became {:?}",
            call.route,
            shown(old),
            shown(new)
        ),
        is_break: true,
    })
}

fn is_alike(old: &Decoded, new: &Decoded) -> bool {
    match (old, new) {
        (Decoded::Taken { json: old, .. }, Decoded::Taken { json: new, .. }) => old == new,
        (Decoded::Refused { .. }, Decoded::Refused { .. }) => true,
        _ => false,
    }
}

fn shown(one: &Decoded) -> String {
    match one {
        Decoded::Taken { json, .. } => json.clone(),
        Decoded::Refused { error, .. } => format!("not sent: {error}"),
    }
}
