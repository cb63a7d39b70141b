//! What came of a document: a row of the table.

use serde::Serialize;
use serde_json::Value;

use crate::child::Generated;
use crate::trip::Outcome;

/// What came of a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// The document, by its path in the folder.
    pub document: String,
    /// `whole`, `partial`, `refused`, `crashed` or `hung`.
    pub outcome: String,
    /// How many operations the document has, and its components.
    pub operations: usize,
    /// How many component schemas the document has.
    pub components: usize,
    /// How many of them have a type.
    pub typed: usize,
    /// What the generation told of itself.
    pub generated: Generated,
    /// What a generation that crashed said last.
    pub fault: Option<String>,
    /// Whether the generated crate compiles; none where it was not tried.
    pub compiled: Option<bool>,
    /// How many warnings the compiler has for it.
    pub warnings: usize,
    /// The first error of the compiler.
    pub compile_error: Option<String>,
    /// What came of its instances; none where they were not tried.
    pub trip: Option<Outcome>,
}

impl Row {
    /// The middle one of the times.
    pub fn seconds(&self) -> f64 {
        median(&self.generated.seconds)
    }

    /// Whether the promises are kept: no crash, no code that does not compile, nothing lost.
    pub fn is_well(&self) -> bool {
        let is_known = matches!(self.outcome.as_str(), "whole" | "partial" | "refused");
        let is_kept = self.trip.as_ref().is_none_or(|trip| {
            trip.same == trip.instances
                && trip.items_same == trip.items
                && trip.wrong_variants == 0
                && !trip.failures.iter().any(|one| one.kind == "unlisted-lost")
        });
        is_known && self.compiled != Some(false) && is_kept
    }
}

/// The middle one.
pub fn median(seconds: &[f64]) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

/// How many operations a document has.
pub fn operations(document: &Value) -> usize {
    const METHODS: [&str; 8] =
        ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let items = document["paths"].as_object().into_iter().flatten();
    items.map(|(_, item)| METHODS.iter().filter(|method| item[**method].is_object()).count()).sum()
}
