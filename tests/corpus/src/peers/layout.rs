//! The comparison as a Markdown table.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, bail};
use camino::Utf8Path;

use super::{Made, OPENAPI_TO_RUST};
use crate::table::percent;

/// The dependencies of progenitor's code, from its README.
pub(super) const PROGENITOR_DEPENDENCIES: &str = "[dependencies]
base64 = \"0.22\"
bytes = \"1\"
chrono = { version = \"0.4\", default-features = false, features = [\"serde\", \"now\"] }
futures = \"0.3\"
futures-core = \"0.3\"
progenitor-client = \"=0.15.1\"
rand = \"0.10\"
regress = \"0.12\"
reqwest = { version = \"0.13\", default-features = false, features = [\"form\", \"json\", \"multipart\", \"query\", \"rustls\", \"stream\"] }
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"
serde_urlencoded = \"0.7\"
uuid = { version = \"1\", features = [\"serde\", \"v4\"] }
";

const BEGIN: &str = "<!-- peers: begin -->";
const END: &str = "<!-- peers: end -->";

/// The table, with the date, the machine and the command.
pub(super) fn markdown(rows: &[(String, Vec<Made>)]) -> String {
    let mut text = format!(
        "| document | guestlist | progenitor 0.15.1 | openapi-to-rust {OPENAPI_TO_RUST} | time to progenitor's, to openapi-to-rust's |\n\
         |---|---|---|---|---|\n"
    );
    for (name, made) in rows {
        let cells: Vec<String> = made.iter().map(cell).collect();
        let ratio = |theirs: Option<&Made>| match (made.first(), theirs) {
            (Some(ours), Some(theirs)) if theirs.outcome == "yes" && ours.outcome == "yes" => {
                format!("{:.2}", ours.seconds / theirs.seconds.max(0.001))
            }
            _ => "-".to_owned(),
        };
        let ratio = format!("{}, {}", ratio(made.get(1)), ratio(made.last()));
        let _ = writeln!(text, "| `{name}` | {} | {ratio} |", cells.join(" | "));
    }
    let totals: Vec<String> = (0..3).map(|index| total(rows, index)).collect();
    let _ = writeln!(text, "| {} documents | {} | |", rows.len(), totals.join(" | "));
    let _ = writeln!(
        text,
        "\nOf each: whether code came, whether `cargo check` takes it, how many instances of the\n\
         component schemas came back the same, how many were taken for another member of their\n\
         union, and the seconds of the whole process, the middle of fifteen. `-`: the document has no\n\
         component that the generator has a type for, or the types cannot be decoded and encoded. Where a\n\
         generator refuses, panics or makes code that does not compile, the first error is shown.\n\
         {}, {}. Made by `cargo xtask corpus DIR --peers`; `tests/peers/README.md` tells how.",
        chrono::Utc::now().format("%Y-%m-%d"),
        machine()
    );
    text
}

fn cell(made: &Made) -> String {
    let seconds = format!("{:.3} s", made.seconds);
    let reason = made.error.as_deref().and_then(first_error);
    let because = reason.map_or(String::new(), |error| format!(": {error}"));
    match (made.outcome, made.compiled, &made.trip) {
        ("yes", Some(false), _) => format!("does not compile{because}, {seconds}"),
        ("yes", _, Some(trip)) => format!(
            "{} % of {}, {} wrong, {seconds}",
            percent(trip.same, trip.instances),
            trip.instances,
            trip.wrong_variants
        ),
        ("yes", _, None) => format!("compiles, -, {seconds}"),
        ("no", ..) => format!("refused{because}"),
        (other, ..) => format!("{other}{because}"),
    }
}

/// The greatest number of characters of an error in a cell.
const ERROR_WIDTH: usize = 110;

/// The first line of an output that states an error, as code for a table cell; else the first line that is
/// not the heading of a panic.
fn first_error(output: &str) -> Option<String> {
    let lines = || output.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_error = |line: &&str| line.to_lowercase().contains("error");
    let is_heading = |line: &&str| line.starts_with("thread '") || line.starts_with("note: ");
    let line = lines().find(is_error).or_else(|| lines().find(|line| !is_heading(line)))?;
    let plain = line.replace('`', "'").replace('|', "\\|");
    let mut short: String = plain.chars().take(ERROR_WIDTH).collect();
    if short.len() < plain.len() {
        short.push('…');
    }
    Some(format!("`{short}`"))
}

fn total(rows: &[(String, Vec<Made>)], index: usize) -> String {
    let all: Vec<&Made> = rows.iter().filter_map(|(_, made)| made.get(index)).collect();
    let count = |fits: &dyn Fn(&Made) -> bool| all.iter().filter(|made| fits(made)).count();
    let trips = || all.iter().filter_map(|made| made.trip.as_ref());
    let instances: usize = trips().map(|trip| trip.instances).sum();
    format!(
        "{} with code, {} compile, {} % of {instances}, {} wrong, {:.3} s",
        count(&|made| made.outcome == "yes"),
        count(&|made| made.compiled == Some(true)),
        percent(trips().map(|trip| trip.same).sum(), instances),
        trips().map(|trip| trip.wrong_variants).sum::<usize>(),
        all.iter().filter(|made| made.outcome == "yes").map(|made| made.seconds).sum::<f64>()
    )
}

/// Puts a text between the markers of a file.
#[expect(clippy::disallowed_methods, reason = "a table that its author asked for")]
pub(super) fn put(file: &Utf8Path, text: &str) -> Result<()> {
    let old = fs::read_to_string(file).with_context(|| format!("{file} cannot be read"))?;
    let parts = old.split_once(BEGIN).and_then(|(head, rest)| Some((head, rest.split_once(END)?)));
    let Some((head, (_, tail))) = parts else { bail!("{file} has no {BEGIN} and {END}") };
    let new = format!("{head}{BEGIN}\n\n{}\n\n{END}{tail}", text.trim());
    fs::write(file, new).with_context(|| format!("{file} cannot be written"))
}

/// Empties one of our folders.
pub(super) fn clear(folder: &Utf8Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{folder} cannot be removed"))?;
    }
    Ok(())
}

/// Makes a folder.
pub(super) fn make(folder: &Utf8Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{folder} cannot be made"))
}

fn machine() -> String {
    let info = fs::read_to_string(Utf8Path::new("/proc/cpuinfo")).unwrap_or_default();
    let model = info.lines().find(|line| line.starts_with("model name"));
    let model = model.and_then(|line| line.split_once(':')).map_or("", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores, {}", if model.is_empty() { "processor unknown" } else { model })
}
