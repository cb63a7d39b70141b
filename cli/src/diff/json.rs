//! A review for programs.

use anyhow::Result;
use guestlist_codegen::{Effect, Location, Reader};
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
        let lines = change
            .rust
            .iter()
            .map(|line| json!({ "old": line.old, "new": line.new, "breaks": line.breaks }));
        json!({
            "rule": change.rule.id,
            "sentence": change.sentence,
            "effects": effects,
            "old": change.old.as_ref().map(location),
            "new": change.new.as_ref().map(location),
            "fingerprint": change.fingerprint,
            "rust": lines.collect::<Vec<_>>(),
            "approved": row.approved,
        })
    });
    let surface = review.surface.iter().map(|item| {
        let lines = item
            .lines
            .iter()
            .map(|line| json!({ "old": line.old, "new": line.new, "breaks": line.breaks }));
        json!({ "item": item.title, "lines": lines.collect::<Vec<_>>() })
    });
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

fn location(at: &Location) -> Value {
    json!({ "file": at.file.as_str(), "line": at.line, "column": at.column })
}
