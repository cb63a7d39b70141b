//! Streams: the instances of streamed components are sent as an event stream and as JSON lines, and the
//! runtime reads them like a generated call.

use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;
use camino::Utf8Path;
use guestlist::execution::supervise::run;
use guestlist::execution::tree::Tree;
use serde::Deserialize;
use serde_json::Value;

use super::{Item, Load, Outcome};
use crate::child::Type;

/// The two streams of each type, in the program's order.
const STREAMS: [&str; 2] = ["event", "line"];

/// The program's result for a stream: each item as JSON text, or the error.
#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    json: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    json: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

/// Reads the instances of streamed components as items of streams. `first` is the index of their first stream
/// in the program: after the types.
///
/// # Errors
///
/// When the program cannot be started.
pub fn read_streams(
    (program, first): (&Utf8Path, usize),
    types: &[Type],
    load: &Load,
    outcome: &mut Outcome,
) -> Result<()> {
    let streamed = types.iter().enumerate().filter(|(_, ty)| ty.is_streamed);
    for (place, (component, ty)) in streamed.enumerate() {
        let is_sent = |item: &&Item| item.component == component && !item.is_unlisted;
        let sent: Vec<&Item> = load.items.iter().filter(is_sent).collect();
        let body = Value::from_iter(sent.iter().map(|item| item.instance.to_string()));
        outcome.streamed += 1;
        for (offset, name) in STREAMS.iter().enumerate() {
            let mut input = String::new();
            let _ = writeln!(input, "{}\t{body}", first + place * STREAMS.len() + offset);
            let ended = run(&mut Command::new(program), Some(&input), Duration::from_secs(600))?;
            let answer: Option<Answer> = serde_json::from_str(ended.output.trim()).ok();
            let told = answer.as_ref().and_then(|answer| answer.json.as_deref());
            let told: Vec<Told> =
                told.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
            let fault = answer.and_then(|answer| answer.error).unwrap_or(ended.errors);
            // Extra items are not among those that were sent.
            outcome.items += sent.len().max(told.len());
            for (index, item) in sent.iter().enumerate() {
                let back = told.get(index);
                let json = back.and_then(|back| back.json.as_deref());
                if json.is_some_and(|json| {
                    Tree::parse(json) == Tree::parse(&item.instance.to_string())
                }) {
                    outcome.items_same += 1;
                } else {
                    let error = back.and_then(|back| back.error.clone());
                    let text = json.map(str::to_owned).or(error).unwrap_or_else(|| fault.clone());
                    outcome.add(&ty.name, name, item, text);
                }
            }
        }
    }
    Ok(())
}
