//! The output of `cargo build --message-format json`.

use serde_json::Value;

use crate::execution::supervise::{Ended, Fault};

/// The messages of a finished cargo run.
#[derive(Debug)]
pub struct CargoOutput {
    messages: Vec<Value>,
}

impl CargoOutput {
    /// Reads the messages; other lines are ignored.
    pub fn of(ended: &Ended) -> Self {
        let lines = ended.output.lines();
        Self { messages: lines.filter_map(|line| serde_json::from_str(line).ok()).collect() }
    }

    /// The messages, in order.
    pub fn messages(&self) -> &[Value] {
        &self.messages
    }

    /// The error of a failed cargo run: the first error of the compiler, or else cargo's own text. None if it
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
