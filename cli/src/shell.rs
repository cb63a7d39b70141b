//! Output in cargo's style: a verb in a column of twelve characters, then its object.

use std::io::{IsTerminal, Write as _, stderr, stdout};

/// A step that goes well.
pub fn status(verb: &str, text: &str) {
    line("32", verb, text);
}

/// A step that needs the reader's attention.
pub fn notice(verb: &str, text: &str) {
    line("33", verb, text);
}

/// An error.
pub fn error(text: &str) {
    let label = if is_coloured() { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
    tell(&format!("{label}: {text}"));
}

/// A plain line.
pub fn tell(text: &str) {
    // After the reader has closed the pipe, no more lines are needed.
    let _ = writeln!(stderr(), "{text}");
}

/// A number of things, such as `1 file` and `2 files`.
pub fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// A line of a unified diff: `-` for a removed line, `+` for an added one, a space for context.
pub fn changed(sign: &str, text: &str) {
    match sign {
        "-" if is_coloured() => tell(&format!("\u{1b}[31m-{text}\u{1b}[0m")),
        "+" if is_coloured() => tell(&format!("\u{1b}[32m+{text}\u{1b}[0m")),
        _ => tell(&format!("{sign}{text}")),
    }
}

/// Prints the result to standard output.
pub fn print(text: &str) {
    let _ = stdout().write_all(text.as_bytes());
}

/// Whether colours are wanted (<https://no-color.org>).
pub fn is_coloured() -> bool {
    stderr().is_terminal() && wants_colour()
}

/// Whether colours are wanted on standard output.
pub fn prints_coloured() -> bool {
    stdout().is_terminal() && wants_colour()
}

fn wants_colour() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn line(colour: &str, verb: &str, text: &str) {
    if is_coloured() {
        tell(&format!("\u{1b}[1;{colour}m{verb:>12}\u{1b}[0m {text}"));
    } else {
        tell(&format!("{verb:>12} {text}"));
    }
}
