//! What a `cargo build --message-format json` said.

use serde_json::Value;

use crate::execution::supervise::{Ended, Fault};

/// The messages of a cargo that ended.
#[derive(Debug)]
pub struct CargoOutput {
    messages: Vec<Value>,
}

impl CargoOutput {
    /// Reads the messages; lines that are none are left out.
    pub fn of(ended: &Ended) -> Self {
        let lines = ended.output.lines();
        Self { messages: lines.filter_map(|line| serde_json::from_str(line).ok()).collect() }
    }

    /// The messages, in their order.
    pub fn messages(&self) -> &[Value] {
        &self.messages
    }

    /// Why a cargo failed that has ended so: the first error of the compiler, or else what cargo wrote. None where it
    /// did not fail.
    pub fn error(&self, ended: &Ended) -> Option<String> {
        let fault = ended.fault?;
        let is_error = |one: &&Value| one["message"]["level"] == "error";
        let error = self.messages.iter().find(is_error);
        if let Some(text) = error.and_then(|one| one["message"]["rendered"].as_str()) {
            return Some(text.to_owned());
        }
        let hung = if fault == Fault::Hung { "the build did not end in time\n" } else { "" };
        Some(format!("{hung}{}", ended.errors))
    }
}
