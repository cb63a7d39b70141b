//! The result for a document: a row of the table.

use serde::Serialize;
use serde_json::Value;

use crate::child::Generated;
use crate::trip::Outcome;

/// The result for a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// The path of the document in the folder.
    pub document: String,
    /// `whole`, `partial`, `refused`, `crashed` or `hung`.
    pub outcome: String,
    /// The number of operations in the document.
    pub operations: usize,
    /// The number of component schemas in the document.
    pub components: usize,
    /// The number of components with a type.
    pub typed: usize,
    /// The report of the generation.
    pub generated: Generated,
    /// The last output of a generation that crashed.
    pub fault: Option<String>,
    /// Whether the generated crate compiles; none if it was not tried.
    pub compiled: Option<bool>,
    /// The number of compiler warnings.
    pub warnings: usize,
    /// The first compiler error.
    pub compile_error: Option<String>,
    /// The results for its instances; none if they were not tried.
    pub trip: Option<Outcome>,
}

impl Row {
    /// The median of the times.
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

/// The median.
pub fn median(seconds: &[f64]) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

/// The number of operations in a document.
pub fn operations(document: &Value) -> usize {
    const METHODS: [&str; 8] =
        ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let items = document["paths"].as_object().into_iter().flatten();
    items.map(|(_, item)| METHODS.iter().filter(|method| item[**method].is_object()).count()).sum()
}
