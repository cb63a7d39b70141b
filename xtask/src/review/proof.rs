//! The changed rows of the tables of documented bodies, by cause, and the changed errata.
//!
//! This makes data for a review from the trees of two revisions and the comparison. The tables are those that
//! the tests keep. No test is run here, so a stale table keeps its old rows.

use std::collections::BTreeSet;
use std::fs;

use camino::Utf8Path;
use guestlist::diff::proof::{Fate, MovedErratum, MovedRow, MovedRows, Proof};
use guestlist::execution::causes::Causes;
use guestlist_codegen::{Change, Compared};

use crate::review::tables::{Row, TABLES, rows};
use crate::tree::Api;

/// A comparison, with the changes by the bodies that they affect.
struct Known<'a> {
    api: &'a str,
    causes: Causes<'a>,
}

/// The changes between two trees.
pub(super) fn proof(old: &Utf8Path, new: &Utf8Path, found: &[(&Api, Compared)]) -> Proof {
    let known: Vec<Known<'_>> = found
        .iter()
        .map(|(api, compared)| Known { api: &api.name, causes: Causes::of(compared) })
        .collect();
    let read = |root: &Utf8Path| -> Vec<Row> {
        let texts = TABLES.iter().map(|path| fs::read_to_string(root.join(path)));
        texts.flat_map(|text| rows(&text.unwrap_or_default())).collect()
    };
    let (before, after) = (read(old), read(new));
    let mut proof = Proof { errata: errata(found), ..Proof::default() };
    for (row, old, new) in pairs(&before, &after) {
        if old == new {
            proof.unmoved += 1;
            continue;
        }
        let cause = cause(row, (old, new), &known, &after);
        let moved = MovedRow {
            title: row.title.clone(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        match proof.groups.iter_mut().find(|group| group.cause == cause) {
            Some(group) => group.rows.push(moved),
            None => proof.groups.push(MovedRows { cause, rows: vec![moved] }),
        }
    }
    proof
}

/// The rows of two tables by title, each with its old and new text.
fn pairs<'r>(
    old: &'r [Row],
    new: &'r [Row],
) -> impl Iterator<Item = (&'r Row, Option<&'r str>, Option<&'r str>)> {
    let of = |rows: &'r [Row], title: &str| {
        rows.iter().find(|row| row.title == title).map(|row| row.text.as_str())
    };
    let kept = new.iter().map(move |row| (row, of(old, &row.title), Some(row.text.as_str())));
    let gone = old.iter().filter(move |row| of(new, &row.title).is_none());
    kept.chain(gone.map(|row| (row, Some(row.text.as_str()), None)))
}

/// The cause of a changed row: the change that affects it, if there is only one.
fn cause(
    row: &Row,
    (old, new): (Option<&str>, Option<&str>),
    known: &[Known<'_>],
    all: &[Row],
) -> String {
    let bodies: Vec<&Row> = match row.body {
        Some(_) => vec![row],
        // A row about all bodies can change with any of them.
        None => all.iter().filter(|one| one.body.is_some()).collect(),
    };
    let mut changes: Vec<&Change> = Vec::new();
    for (api, operation, message) in bodies.iter().filter_map(|one| one.body.as_ref()) {
        for one in known.iter().filter(|one| one.api == api) {
            changes.extend(one.causes.of_body(operation, *message));
        }
    }
    let mut seen = BTreeSet::new();
    changes.retain(|change| seen.insert(change.fingerprint.clone()));
    let of_what = row.body.as_ref().map_or_else(
        || "all documented bodies".to_owned(),
        |(api, operation, _)| format!("`{operation}` of `{api}`"),
    );
    match (changes.as_slice(), old, new) {
        ([], None, Some(_)) => format!("{of_what}: a body is new"),
        ([], Some(_), None) => format!("{of_what}: a body is gone"),
        ([], ..) => format!("{of_what}: no change of the description affects it"),
        ([one], ..) => one.sentence.clone(),
        (several, ..) => format!("{of_what}: one of {} changes", several.len()),
    }
}

/// The errata that are new, gone, or no longer apply.
fn errata(found: &[(&Api, Compared)]) -> Vec<MovedErratum> {
    let mut moved = Vec::new();
    for (api, Compared { old, new, .. }) in found {
        let mut add = |id: &str, fate, text: &str| {
            let title = format!("{}: {id}", api.name);
            moved.push(MovedErratum { title, fate, text: text.to_owned() });
        };
        for one in &new.errata {
            let is_new = old.errata.iter().all(|known| known.id != one.id);
            match &one.stale {
                Some(reason) => add(&one.id, Fate::Stale, reason),
                None if is_new => add(&one.id, Fate::New, &one.truth),
                None => {}
            }
        }
        for one in &old.errata {
            if new.errata.iter().all(|known| known.id != one.id) {
                add(&one.id, Fate::Gone, &one.truth);
            }
        }
    }
    moved
}
