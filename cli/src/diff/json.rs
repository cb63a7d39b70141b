//! A review for programs.

use anyhow::Result;
use guestlist_codegen::{Effect, Location, Reader, SurfaceLine};
use serde_json::{Value, json};

use crate::diff::review::Review;

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
    });
    Ok(serde_json::to_string_pretty(&whole)? + "\n")
}

fn lines(lines: &[SurfaceLine]) -> Vec<Value> {
    let line = |one: &SurfaceLine| json!({ "old": one.old, "new": one.new, "breaks": one.breaks });
    lines.iter().map(line).collect()
}

fn location(at: &Location) -> Value {
    json!({ "file": at.file.as_str(), "line": at.line, "column": at.column })
}
