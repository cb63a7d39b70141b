//! A review for the terminal.

use std::fmt::Write as _;

use guestlist_codegen::{Effect, SurfaceLine, visible};

use crate::diff::proof::{MovedRow, Proof};
use crate::diff::review::{Review, Row, word};
use crate::shell;

/// The text, in colour if standard output supports it.
pub(super) fn text(review: &Review, is_shown: bool) -> String {
    let paint = Paint(is_shown && shell::prints_coloured());
    let mut text = format!("{}\n\n{}\n", review.title, paint.bold(&review.verdict()));
    if let Some(change) = &review.forced_by {
        _ = writeln!(text, "Because {}.", visible(change));
    }
    _ = writeln!(text, "Versions: {}", review.versions());
    review.executed().iter().for_each(|executed| _ = writeln!(text, "{executed}"));
    text.push('\n');
    let (breaking, compatible) = (review.count(Effect::Breaking), review.count(Effect::Compatible));
    let docs = review.count(Effect::None);
    _ = writeln!(
        text,
        "{breaking} breaking, {compatible} compatible, {docs} of documentation only"
    );
    for row in review.rows.iter().filter(|row| row.severity() != Effect::None) {
        write_row(&mut text, row, &paint);
    }
    write_proof(&mut text, &review.proof, &paint);
    if docs > 0 {
        _ = writeln!(text, "\nDocumentation only:");
        for row in review.rows.iter().filter(|row| row.severity() == Effect::None) {
            _ = writeln!(text, "  {}", visible(&row.change.sentence));
        }
    }
    text
}

fn write_row(text: &mut String, row: &Row, paint: &Paint) {
    let change = &row.change;
    let severity = paint.severity(row.severity());
    _ = writeln!(text, "\n{severity}[{}]: {}", change.rule.id, visible(&change.sentence));
    _ = writeln!(text, "  {} ({})", row.effects_text(), change.fingerprint);
    for (which, location) in row.locations() {
        _ = writeln!(text, "  {which}: {location}");
    }
    for SurfaceLine { old, new, .. } in &change.rust {
        old.iter().for_each(|line| _ = writeln!(text, "  {}", paint.gone(&format!("- {line}"))));
        new.iter().for_each(|line| _ = writeln!(text, "  {}", paint.come(&format!("+ {line}"))));
    }
    if let Some(example) = &row.example {
        _ = writeln!(
            text,
            "  body ({}, {}): {}",
            example.title,
            example.class.words(),
            shortened(&example.body)
        );
        _ = writeln!(text, "    before: {}", shortened(&example.before));
        _ = writeln!(text, "    after:  {}", shortened(&example.after));
    }
    if let Some(reason) = &row.approved {
        _ = writeln!(text, "  approved: {reason}");
    }
}

/// The table rows and the errata that changed.
fn write_proof(text: &mut String, proof: &Proof, paint: &Paint) {
    for one in &proof.errata {
        _ = writeln!(text, "\nerratum {}: {}: {}", one.fate.word(), one.title, visible(&one.text));
    }
    proof.counts().iter().for_each(|counts| _ = writeln!(text, "\n{counts}"));
    for group in &proof.groups {
        _ = writeln!(text, "\n{}:", visible(&group.cause));
        for MovedRow { title, old, new } in &group.rows {
            _ = writeln!(text, "  {}", visible(title));
            let gone = old.iter().map(|old| paint.gone(&format!("- {}", visible(old))));
            let come = new.iter().map(|new| paint.come(&format!("+ {}", visible(new))));
            gone.chain(come).for_each(|line| _ = writeln!(text, "    {line}"));
        }
    }
}

/// The first characters of a text, on one line.
fn shortened(text: &str) -> String {
    const MOST: usize = 160;
    let text = visible(text).replace('\n', " ");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Colours, or none.
struct Paint(bool);

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn bold(&self, text: &str) -> String {
        self.with("1", text)
    }

    fn gone(&self, text: &str) -> String {
        self.with("31", text)
    }

    fn come(&self, text: &str) -> String {
        self.with("32", text)
    }

    fn severity(&self, effect: Effect) -> String {
        let code = if effect == Effect::Breaking { "1;31" } else { "1;32" };
        self.with(code, word(effect))
    }
}
