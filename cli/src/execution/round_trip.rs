//! Round trips of bodies through both versions.
//!
//! It runs the program and compares the results of the two versions for each body. If a body ends the
//! program, the version refuses it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, ensure};
use camino::Utf8Path;
use serde_json::value::RawValue;

use crate::execution::class::Class;
use crate::execution::names::steps;
use crate::execution::program::TypeId;
use crate::execution::supervise::run;
use crate::execution::tree::Tree;
use crate::execution::units::{Unit, Units};

/// The time that all bodies may take.
const LIMIT: Duration = Duration::from_secs(900);

/// The number of bodies that may end the program before the run is aborted.
const CRASHES: usize = 20;

/// The results of two versions for a body.
#[derive(Clone, Debug)]
pub(super) struct RoundTrip {
    pub(super) old: Decoded,
    pub(super) new: Decoded,
    pub(super) class: Class,
    /// The path of the difference in the body; empty for the whole.
    pub(super) path: Vec<String>,
}

/// The result of a version for a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// It accepts the body as a variant.
    Taken { variant: String, json: String, is_same: bool },
    /// It refuses the body.
    Refused { path: String, error: String },
}

/// Sends all bodies through both versions.
///
/// # Errors
///
/// When the program cannot be started, or too many bodies end it.
pub(super) fn round_trips(program: &Utf8Path, units: &Units) -> Result<Vec<Vec<RoundTrip>>> {
    let mut lines = Vec::new();
    for unit in &units.units {
        for instance in &unit.instances {
            let text = one_line(&instance.json);
            lines.extend([(unit.old, text.clone()), (unit.new, text)]);
        }
    }
    let mut results = results(program, &lines)?.into_iter();
    let mut all = Vec::new();
    for unit in &units.units {
        let mut found = Vec::new();
        for instance in &unit.instances {
            let body = Tree::parse(&instance.json);
            let (Some(old), Some(new)) = (results.next(), results.next()) else { break };
            found.push(compare(unit, body.as_ref(), judged(old, &body), judged(new, &body)));
        }
        all.push(found);
    }
    Ok(all)
}

/// The text on one line: JSON has line feeds only between tokens.
fn one_line(json: &str) -> String {
    json.replace(['\n', '\r'], " ")
}

/// The result of each version for a text; a text that ends the program is refused.
///
/// # Errors
///
/// When the program cannot be started, or too many texts end it.
pub(super) fn results(program: &Utf8Path, lines: &[(TypeId, String)]) -> Result<Vec<Decoded>> {
    let mut found: Vec<Decoded> = Vec::new();
    let mut crashes = 0;
    while found.len() < lines.len() {
        let mut input = String::new();
        for (TypeId { module, index }, text) in &lines[found.len()..] {
            _ = writeln!(input, "{module}\t{index}\t{text}");
        }
        let ended = run(&mut Command::new(program), Some(&input), LIMIT)?;
        for line in ended.output.lines() {
            // A line that was cut off belongs to the body that ended the program.
            let Ok([kind, first, second]) = serde_json::from_str::<[String; 3]>(line) else {
                break;
            };
            found.push(match kind.as_str() {
                "taken" => Decoded::Taken { variant: first, json: second, is_same: false },
                _ => Decoded::Refused { path: first, error: second },
            });
        }
        if found.len() < lines.len() {
            let error = ended.errors.lines().last().unwrap_or("it ended the program").to_owned();
            found.push(Decoded::Refused { path: String::new(), error });
            crashes += 1;
            ensure!(crashes <= CRASHES, "more than {CRASHES} bodies end the program {program}");
        }
    }
    Ok(found)
}

/// The same result, with the check whether anything was lost.
fn judged(decoded: Decoded, body: &Option<Tree>) -> Decoded {
    match decoded {
        Decoded::Taken { variant, json, .. } => {
            let is_same = Tree::parse(&json) == *body;
            Decoded::Taken { variant, json, is_same }
        }
        refused => refused,
    }
}

fn compare(unit: &Unit, body: Option<&Tree>, old: Decoded, new: Decoded) -> RoundTrip {
    use Decoded::{Refused, Taken};
    let (class, path) = match (&old, &new) {
        (Refused { .. }, Refused { .. }) => (Class::Same, Vec::new()),
        (Refused { path, .. }, Taken { .. }) => (Class::NewlyAccepted, steps(path)),
        (Taken { .. }, Refused { path, .. }) => (Class::NewlyRefused, steps(path)),
        (Taken { is_same: true, .. }, Taken { is_same: false, json, .. }) => {
            (Class::NewlyLost, difference(body, Tree::parse(json).as_ref()))
        }
        (Taken { is_same: false, json, .. }, Taken { is_same: true, .. }) => {
            (Class::NewlyLossless, difference(body, Tree::parse(json).as_ref()))
        }
        (Taken { variant: before, .. }, Taken { variant: after, .. }) => {
            let is_same = before == after
                || (is_type(before, &unit.old_type) && is_type(after, &unit.new_type));
            (if is_same { Class::Same } else { Class::OtherVariant }, Vec::new())
        }
    };
    RoundTrip { old, new, class, path }
}

/// Whether the `Debug` output begins with the name of the type, not of a variant.
fn is_type(shown: &str, ty: &str) -> bool {
    let name = ty.rsplit("::").next().unwrap_or(ty).trim_end_matches('>');
    shown.is_empty() || shown == name
}

/// The path of the first difference between two values.
fn difference(one: Option<&Tree>, other: Option<&Tree>) -> Vec<String> {
    let (Some(mut one), Some(mut other)) = (one, other) else { return Vec::new() };
    let mut path = Vec::new();
    loop {
        let step = match (one, other) {
            (Tree::Object(before), Tree::Object(after)) => {
                let differs = |name: &&String| before.get(*name) != after.get(*name);
                let name = before.keys().chain(after.keys()).find(differs);
                name.map(|name| (name.clone(), before.get(name), after.get(name)))
            }
            (Tree::List(before), Tree::List(after)) => {
                let length = before.len().max(after.len());
                let at = (0..length).find(|at| before.get(*at) != after.get(*at));
                at.map(|at| (at.to_string(), before.get(at), after.get(at)))
            }
            _ => None,
        };
        let Some((step, before, after)) = step else { return path };
        path.push(step);
        let (Some(before), Some(after)) = (before, after) else { return path };
        (one, other) = (before, after);
    }
}

impl Decoded {
    /// The text to show: JSON, or the reason of the refusal.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Taken { json, .. } => json.clone(),
            Self::Refused { error, .. } => format!("refused: {error}"),
        }
    }

    /// The part of the JSON at a path; the reason if the body was refused.
    pub(super) fn part(&self, path: &[String]) -> String {
        let Self::Taken { json, .. } = self else { return self.shown() };
        part(json, path)
    }
}

/// The part of a JSON text at a path, with its spelling; the whole text if it has no such part.
pub(super) fn part(json: &str, path: &[String]) -> String {
    let mut text = json;
    for step in path {
        let object = serde_json::from_str::<BTreeMap<Cow<'_, str>, &RawValue>>(text).ok();
        let inner = object.and_then(|members| members.get(step.as_str()).copied());
        let item = || {
            let items = serde_json::from_str::<Vec<&RawValue>>(text).ok()?;
            items.get(step.parse::<usize>().ok()?).copied()
        };
        match inner.or_else(item) {
            Some(inner) => text = inner.get(),
            None => return json.to_owned(),
        }
    }
    text.to_owned()
}
