//! A review as Markdown, for a comment on a pull request.

use std::fmt::Write as _;

use guestlist_codegen::{Effect, SurfaceLine, visible};

use crate::diff::proof::{MovedErratum, MovedRow, Proof};
use crate::diff::review::{Review, Row, word};

/// The text.
pub(super) fn text(review: &Review) -> String {
    let mut text = format!("## {}\n\n**{}**", escaped(&review.title), review.verdict());
    if let Some(change) = &review.forced_by {
        _ = write!(text, " Because {}.", escaped(change));
    }
    let (breaking, compatible) = (review.count(Effect::Breaking), review.count(Effect::Compatible));
    let docs = review.count(Effect::None);
    _ = writeln!(
        text,
        "\n\nVersions: {}. {breaking} breaking, {compatible} compatible, {docs} of documentation only.",
        review.versions()
    );
    let (rows, folded): (Vec<_>, Vec<_>) =
        review.rows.iter().partition(|row| row.severity() != Effect::None);
    if !rows.is_empty() {
        text += "\n| | change | effects | where |\n|---|---|---|---|\n";
        rows.iter().for_each(|row| text += &table_row(row));
    }
    if let Some(executed) = review.executed() {
        _ = writeln!(text, "\n{executed}");
    }
    for one in &review.disagreements {
        _ = writeln!(text, "\n**A fault of a rule:** {}", escaped(one));
    }
    let examples: String = rows.iter().filter_map(|row| example(row)).collect();
    if !examples.is_empty() {
        _ = writeln!(text, "\n<details><summary>Bodies</summary>\n\n{examples}</details>");
    }
    text += &of_proof(&review.proof);
    let lines: Vec<String> = rows.iter().flat_map(|row| &row.change.rust).map(diff_line).collect();
    if !lines.is_empty() {
        _ = writeln!(
            text,
            "\n<details><summary>Rust</summary>\n\n```diff\n{}```\n\n</details>",
            lines.concat()
        );
    }
    if !folded.is_empty() {
        text += "\n<details><summary>Documentation only</summary>\n\n";
        folded.iter().for_each(|row| _ = writeln!(text, "- {}", escaped(&row.change.sentence)));
        text += "\n</details>\n";
    }
    text
}

fn table_row(row: &Row) -> String {
    let places: Vec<String> =
        row.locations().iter().map(|(which, at)| format!("{which} `{at}`")).collect();
    let approved = row.approved.as_ref().map(|reason| format!(" Approved: {}", escaped(reason)));
    format!(
        "| {} | {}{} `{}` | {} | {} |\n",
        word(row.severity()),
        escaped(&row.change.sentence),
        approved.unwrap_or_default(),
        row.change.fingerprint,
        row.effects_text(),
        places.join(", "),
    )
}

/// A body before and after, with the results of the two versions as separate lines of code.
fn example(row: &Row) -> Option<String> {
    let example = row.example.as_ref()?;
    let lines = |sign: char, text: &str| -> String {
        let text = visible(text).replace('`', " ");
        text.lines().map(|line| format!("{sign}{line}\n")).collect()
    };
    let (before, after) = (&example.before, &example.after);
    let both = match before == after {
        true => lines(' ', before),
        false => lines('-', before) + &lines('+', after),
    };
    Some(format!(
        "{} ({}, {}), and what comes of it:\n\n```diff\n{}{both}```\n\n",
        escaped(&row.change.sentence),
        escaped(&example.title),
        example.class.words(),
        lines(' ', &example.body),
    ))
}

/// The table rows that changed, folded, and the errata that changed.
fn of_proof(proof: &Proof) -> String {
    let mut text = String::new();
    for MovedErratum { title, fate, text: of } in &proof.errata {
        let (title, of) = (escaped(title), escaped(of));
        _ = writeln!(text, "\n**Erratum {}:** {title}: {of}", fate.word());
    }
    proof.counts().iter().for_each(|counts| _ = writeln!(text, "\n{counts}"));
    let line = |text: &str| visible(text).replace(['\n', '`'], " ");
    for group in &proof.groups {
        _ = writeln!(
            text,
            "\n<details><summary>Rows that moved: {}</summary>\n\n{}\n\n```diff",
            group.rows.len(),
            escaped(&group.cause)
        );
        for MovedRow { title, old, new } in &group.rows {
            _ = writeln!(text, " {}", line(title));
            old.iter().for_each(|old| _ = writeln!(text, "-{}", line(old)));
            new.iter().for_each(|new| _ = writeln!(text, "+{}", line(new)));
        }
        text += "```\n\n</details>\n";
    }
    text
}

fn diff_line(line: &SurfaceLine) -> String {
    let SurfaceLine { old, new, .. } = line;
    let old = old.iter().map(|line| format!("-{line}\n"));
    old.chain(new.iter().map(|line| format!("+{line}\n"))).collect()
}

/// Escapes a text for a table cell; only code spans stay.
fn escaped(text: &str) -> String {
    let text = visible(text).replace('\n', " ").replace('|', "\\|");
    let mut is_code = false;
    let letters = text.chars().map(|letter| {
        is_code ^= letter == '`';
        match letter {
            '<' | '>' | '[' | ']' | '*' | '_' | '&' | '@' | '#' if !is_code => {
                format!("\\{letter}")
            }
            letter => letter.to_string(),
        }
    });
    letters.collect()
}
