//! The table, for people and as JSON.
//!
//! `untried` counts the components for which no instance could be made, and the instances that were not used
//! because the schema refuses them. `in streams` counts the instances that were read as events and as lines.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::row::Row;

const HEAD: [&str; 15] = [
    "document",
    "outcome",
    "operations",
    "components",
    "files",
    "lines",
    "compiles",
    "instances",
    "untried",
    "same %",
    "wrong",
    "unlisted",
    "in streams",
    "seconds",
    "peak MB",
];

/// The table, with a row of totals.
pub fn text(rows: &[Row]) -> String {
    let mut cells: Vec<Vec<String>> = vec![HEAD.iter().map(|head| (*head).to_owned()).collect()];
    cells.extend(rows.iter().map(of_row));
    cells.push(totals(rows));
    aligned(&cells)
}

/// Columns, the first aligned left and all others right.
pub fn aligned(cells: &[Vec<String>]) -> String {
    let count = cells.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let widths = cells.iter().filter_map(|row| row.get(column));
        widths.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut text = String::new();
    for row in cells {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = widths[column];
            let _ = match column {
                0 => write!(line, "{cell:<width$}"),
                _ => write!(line, "  {cell:>width$}"),
            };
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

fn of_row(row: &Row) -> Vec<String> {
    let generated = &row.generated;
    let trip = row.trip.as_ref();
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    vec![
        row.document.clone(),
        row.outcome.clone(),
        format!("{}/{}", generated.operations, row.operations),
        format!("{}/{}", row.typed, row.components),
        generated.files.to_string(),
        generated.lines.to_string(),
        or_dash(row.compiled.map(|compiled| match (compiled, row.warnings) {
            (true, 0) => "yes".to_owned(),
            (true, warnings) => format!("yes, {warnings} warn"),
            (false, _) => "NO".to_owned(),
        })),
        or_dash(trip.map(|trip| trip.instances.to_string())),
        or_dash(trip.map(|trip| format!("{}, {}", trip.untried.len(), trip.unusable))),
        or_dash(trip.map(|trip| percent(trip.same, trip.instances))),
        or_dash(trip.map(|trip| trip.wrong_variants.to_string())),
        or_dash(trip.map(|trip| format!("{}/{}", trip.unlisted_same, trip.unlisted))),
        or_dash(trip.map(|trip| format!("{}/{}", trip.items_same, trip.items))),
        format!("{:.3}", row.seconds()),
        format!("{:.0}", generated.peak_kb as f64 / 1024.0),
    ]
}

fn totals(rows: &[Row]) -> Vec<String> {
    let sum = |part: &dyn Fn(&Row) -> usize| rows.iter().map(part).sum::<usize>();
    let trips = |part: &dyn Fn(&crate::trip::Outcome) -> usize| {
        rows.iter().filter_map(|row| row.trip.as_ref()).map(part).sum::<usize>()
    };
    let instances = trips(&|trip| trip.instances);
    let tried = sum(&|row| usize::from(row.compiled.is_some()));
    let peak = rows.iter().map(|row| row.generated.peak_kb).max().unwrap_or(0);
    vec![
        format!("{} documents", rows.len()),
        format!("{} whole", sum(&|row| usize::from(row.outcome == "whole"))),
        format!("{}/{}", sum(&|row| row.generated.operations), sum(&|row| row.operations)),
        format!("{}/{}", sum(&|row| row.typed), sum(&|row| row.components)),
        sum(&|row| row.generated.files).to_string(),
        sum(&|row| row.generated.lines).to_string(),
        format!("{}/{tried}", sum(&|row| usize::from(row.compiled == Some(true)))),
        instances.to_string(),
        format!("{}, {}", trips(&|trip| trip.untried.len()), trips(&|trip| trip.unusable)),
        percent(trips(&|trip| trip.same), instances),
        trips(&|trip| trip.wrong_variants).to_string(),
        format!("{}/{}", trips(&|trip| trip.unlisted_same), trips(&|trip| trip.unlisted)),
        format!("{}/{}", trips(&|trip| trip.items_same), trips(&|trip| trip.items)),
        format!("{:.3}", rows.iter().map(Row::seconds).sum::<f64>()),
        format!("{:.0}", peak as f64 / 1024.0),
    ]
}

/// A percentage, never rounded up to 100.
pub fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    if part == whole {
        return "100".to_owned();
    }
    let share = (part as f64 * 1000.0 / whole as f64).floor() / 10.0;
    format!("{share:.1}")
}

/// All data as JSON: `documents` has one object for each, `totals` their sums.
pub fn json(rows: &[Row]) -> Value {
    let totals: serde_json::Map<String, Value> = HEAD
        .iter()
        .zip(totals(rows))
        .map(|(head, cell)| ((*head).to_owned(), cell.into()))
        .collect();
    json!({ "documents": rows, "totals": totals })
}

/// The faults, in words.
pub fn faults(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let name = &row.document;
        if let Some(fault) = &row.fault {
            let _ = writeln!(
                text,
                "{name}: {}\n  {}",
                row.outcome,
                fault.lines().next().unwrap_or_default()
            );
        }
        if let Some(error) = row.compile_error.as_deref().filter(|_| row.compiled == Some(false)) {
            let first: Vec<&str> = error.lines().take(6).collect();
            let _ = writeln!(text, "{name}: does not compile\n  {}", first.join("\n  "));
        }
        if row.outcome == "refused" {
            let codes = row.generated.problems.iter();
            let codes: Vec<String> = codes.map(|(code, count)| format!("{code} {count}")).collect();
            let _ = writeln!(text, "{name}: refused: {}", codes.join(", "));
            if let Some(first) = &row.generated.first_problem {
                let _ = writeln!(text, "  {first}");
            }
        }
        for failure in row.trip.iter().flat_map(|trip| &trip.failures).take(8) {
            let short = |text: &str| text.chars().take(160).collect::<String>();
            let _ = writeln!(
                text,
                "{name}: {} {}\n  from {}\n  back {}",
                failure.component,
                failure.kind,
                short(&failure.instance.to_string()),
                short(&failure.back)
            );
        }
    }
    text
}
