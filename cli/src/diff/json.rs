//! A review as JSON, for programs.

use anyhow::Result;
use guestlist_codegen::{Effect, Location, Reader, SurfaceLine};
use serde_json::{Map, Value, json};

use crate::diff::proof::{MovedErratum, MovedRow, MovedRows, Proof};
use crate::diff::review::Review;
use crate::execution::class::Class;
use crate::execution::outcome::{Disagreement, Example, Execution};

/// The text: one object.
pub(super) fn text(review: &Review) -> Result<String> {
    let changes = review.rows.iter().map(|row| {
        let change = &row.change;
        let effects: serde_json::Map<String, Value> = Reader::ALL
            .iter()
            .map(|(reader, name)| ((*name).to_owned(), change.effects.on(*reader).word().into()))
            .collect();
        json!({
            "rule": change.rule.id,
            "sentence": change.sentence,
            "effects": effects,
            "old": change.old.as_ref().map(location),
            "new": change.new.as_ref().map(location),
            "fingerprint": change.fingerprint,
            "rust": lines(&change.rust),
            "approved": row.approved,
            "example": row.example.as_ref().map(example),
        })
    });
    let surface = review
        .surface
        .iter()
        .map(|item| json!({ "item": item.title, "lines": lines(&item.lines) }));
    let whole = json!({
        "title": review.title,
        "bump": review.bump.word(),
        "forcedBy": review.forced_by,
        "breaking": review.count(Effect::Breaking),
        "compatible": review.count(Effect::Compatible),
        "documentation": review.count(Effect::None),
        "changes": changes.collect::<Vec<_>>(),
        "surface": surface.collect::<Vec<_>>(),
        "staleApprovals": review.stale,
        "execution": review.execution.as_ref().map(execution),
        "proof": proof(&review.proof),
    });
    Ok(serde_json::to_string_pretty(&whole)? + "\n")
}

fn example(one: &Example) -> Value {
    json!({
        "title": one.title,
        "body": one.body,
        "before": one.before,
        "after": one.after,
        "class": one.class.words(),
    })
}

fn execution(one: &Execution) -> Value {
    let classes: Map<String, Value> = Class::ALL
        .iter()
        .map(|class| (class.words().to_owned(), one.count(*class).into()))
        .collect();
    let disagreement =
        |one: &Disagreement| json!({ "fingerprint": one.fingerprint, "sentence": one.sentence });
    json!({
        "documented": one.documented,
        "mutated": one.mutated,
        "made": one.made,
        "untried": one.untried,
        "calls": one.calls,
        "otherCalls": one.other_calls,
        "classes": classes,
        "disagreements": one.disagreements.iter().map(disagreement).collect::<Vec<_>>(),
    })
}

fn proof(proof: &Proof) -> Value {
    let row = |row: &MovedRow| json!({ "row": row.title, "old": row.old, "new": row.new });
    let group = |group: &MovedRows| {
        let rows: Vec<Value> = group.rows.iter().map(row).collect();
        json!({ "cause": group.cause, "rows": rows })
    };
    let erratum = |one: &MovedErratum| json!({ "erratum": one.title, "fate": one.fate.word(), "text": one.text });
    json!({
        "moved": proof.groups.iter().map(group).collect::<Vec<_>>(),
        "unmoved": proof.unmoved,
        "errata": proof.errata.iter().map(erratum).collect::<Vec<_>>(),
    })
}

fn lines(lines: &[SurfaceLine]) -> Vec<Value> {
    let line = |one: &SurfaceLine| json!({ "old": one.old, "new": one.new, "breaks": one.breaks });
    lines.iter().map(line).collect()
}

fn location(at: &Location) -> Value {
    json!({ "file": at.file.as_str(), "line": at.line, "column": at.column })
}
