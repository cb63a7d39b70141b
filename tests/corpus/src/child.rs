//! The generation of one document in its own process.

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use anyhow::Result;
use camino::{Utf8Path, Utf8PathBuf};
use guestlist::generate;
use guestlist_codegen::Files;
use serde::{Deserialize, Serialize};

/// The result for a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Generated {
    /// `whole`, `partial` or `refused`.
    pub outcome: String,
    /// The number of problems of each code.
    pub problems: BTreeMap<String, usize>,
    /// The first problem in words.
    pub first_problem: Option<String>,
    /// The number of files.
    pub files: usize,
    /// The number of lines in them.
    pub lines: usize,
    /// The number of operations in them.
    pub operations: usize,
    /// The components that have a type.
    pub components: Vec<Type>,
    /// The seconds of each generation.
    pub seconds: Vec<f64>,
    /// The peak memory of the process in kB.
    pub peak_kb: u64,
}

/// The type of a component.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Type {
    /// Its name in the document.
    pub name: String,
    /// Its type, as written at the root of the crate.
    pub rust: String,
    /// The variants of a union, in the order of its members.
    pub variants: Vec<String>,
    /// Whether the events or lines of a stream contain it.
    #[serde(default)]
    pub is_streamed: bool,
}

/// The types of a document's components.
pub fn types(files: &Files) -> Vec<Type> {
    let types = files.components().iter().map(|one| Type {
        name: one.name.clone(),
        rust: one.rust.clone(),
        variants: one.variants.clone(),
        is_streamed: one.is_streamed,
    });
    types.collect()
}

/// The task of the process.
#[derive(Clone, Debug)]
pub struct Order {
    /// The document.
    pub spec: Utf8PathBuf,
    /// The folder and the name of the crate to write.
    pub out: Option<(Utf8PathBuf, String)>,
    /// The folder of the runtime.
    pub runtime: Option<Utf8PathBuf>,
    /// Whether to leave out everything that cannot be generated.
    pub partial: bool,
    /// The number of timed runs.
    pub times: usize,
}

/// Generates the crate, and returns the result.
///
/// # Errors
///
/// When the crate cannot be written.
pub fn run(order: &Order) -> Result<Generated> {
    let mut generated = Generated::default();
    let mut result = None;
    for _ in 0..order.times.max(1) {
        let started = Instant::now();
        result = Some(generate::compile(&order.spec, order.partial));
        generated.seconds.push(started.elapsed().as_secs_f64());
    }
    // Measured before anything is written, because writing is not part of the generator.
    generated.peak_kb = peak_kb();
    match result {
        Some(Ok((files, left_out))) => {
            let outcome = if left_out.is_empty() { "whole" } else { "partial" };
            generated.outcome = outcome.to_owned();
            for note in &left_out {
                *generated.problems.entry(note.code.to_owned()).or_default() += 1;
            }
            generated.files = files.iter().count();
            generated.lines = files.iter().map(|(_, text)| text.lines().count()).sum();
            generated.operations = files.counts().operations;
            generated.components = types(&files);
            if let Some((out, name)) = &order.out {
                let arguments = generate::Arguments {
                    spec: Some(order.spec.clone()),
                    out: Some(out.clone()),
                    name: Some(name.clone()),
                    partial: order.partial,
                    runtime: order.runtime.as_ref().map(ToString::to_string),
                    force: true,
                    ..generate::Arguments::default()
                };
                generate::write(&arguments, &files)?;
            }
        }
        Some(Err(report)) => {
            generated.outcome = "refused".to_owned();
            for problem in report.problems() {
                *generated.problems.entry(problem.code.to_owned()).or_default() += 1;
            }
            generated.first_problem =
                report.problems().first().map(|one| format!("{}: {}", one.location, one.message));
        }
        None => {}
    }
    Ok(generated)
}

/// The peak memory of this process; 0 if the system does not report it.
fn peak_kb() -> u64 {
    let status = fs::read_to_string(Utf8Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
