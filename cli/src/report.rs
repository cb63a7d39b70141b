//! Problems of a description, drawn with the line that they are in.

use guestlist_codegen::{Diagnostic, Report};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Severity,
    SourceSpan,
};

use crate::shell;

/// Shows all problems.
pub fn show(report: &Report) {
    draw(report, Severity::Error);
}

/// Shows what was left out, which keeps nothing from being written.
pub fn show_notes(report: &Report) {
    draw(report, Severity::Warning);
}

fn draw(report: &Report, severity: Severity) {
    let theme = if shell::is_coloured() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    for problem in report.problems() {
        let mut drawn = String::new();
        let diagnostic = diagnostic(report, problem, severity);
        // Drawing into a string fails only if the handler does: then one line has to do.
        match handler.render_report(&mut drawn, diagnostic.as_ref()) {
            Ok(()) => shell::tell(drawn.trim_end()),
            Err(_) => shell::tell(&format!("{}: {}", problem.place, problem.message)),
        }
    }
}

fn diagnostic(report: &Report, problem: &Diagnostic, severity: Severity) -> miette::Report {
    let (place, text) = (&problem.place, report.text(&problem.place));
    let drawn = MietteDiagnostic::new(problem.message.clone())
        .with_code(problem.code)
        .with_severity(severity)
        .with_help(problem.help.clone());
    match text {
        Some(text) => {
            let span = span(text, place.line, place.column);
            let label = LabeledSpan::new_primary_with_span(None, span);
            let source = NamedSource::new(&place.file, text.to_owned());
            miette::Report::new(drawn.with_label(label)).with_source_code(source)
        }
        None => {
            let message = format!("{place}: {}", problem.message);
            miette::Report::new(MietteDiagnostic { message, ..drawn })
        }
    }
}

/// The rest of the line from a place on.
fn span(text: &str, line: usize, column: usize) -> SourceSpan {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default().lines().next().unwrap_or_default();
    let skipped: usize = rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    let end = rest.trim_end().len().max(skipped);
    (before + skipped, end - skipped).into()
}
