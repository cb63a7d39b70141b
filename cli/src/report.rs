//! Problems of a description, drawn with their lines.

use guestlist_codegen::{Diagnostic, Location, Report, is_hidden, visible};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, MietteError,
    MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents,
};

use crate::shell;

/// Shows all problems with their own severity.
pub fn show(report: &Report) {
    draw(report, false);
}

/// Shows all problems, with warnings as errors.
pub fn show_denied(report: &Report) {
    draw(report, true);
}

/// The number of problems that are drawn with their lines; more lines would not help.
const DRAWN: usize = 50;

/// The number of notes that are drawn with their lines; more would bury the problems.
const NOTES_DRAWN: usize = 3;

fn draw(report: &Report, denies_warnings: bool) {
    let theme = if shell::is_coloured() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    let (mut told, mut notes) = (0, 0);
    for problem in report.problems() {
        let is_note = problem.severity == guestlist_codegen::Severity::Note;
        let (count, most) = if is_note { (&mut notes, NOTES_DRAWN) } else { (&mut told, DRAWN) };
        *count += 1;
        if *count > most {
            let (location, message, help) = (&problem.location, &problem.message, &problem.help);
            shell::tell(&visible(&format!("{location}: {message}; {help}")));
            continue;
        }
        let severity = match problem.severity {
            guestlist_codegen::Severity::Error => Severity::Error,
            guestlist_codegen::Severity::Warning if denies_warnings => Severity::Error,
            guestlist_codegen::Severity::Warning => Severity::Warning,
            guestlist_codegen::Severity::Note => Severity::Advice,
        };
        let mut drawn = String::new();
        let diagnostic = diagnostic(report, problem, severity);
        // Drawing into a string fails only if the handler does; then one line must suffice.
        match handler.render_report(&mut drawn, diagnostic.as_ref()) {
            Ok(()) => shell::tell(drawn.trim_end()),
            Err(_) => shell::tell(&visible(&format!("{}: {}", problem.location, problem.message))),
        }
        for related in &problem.related {
            let mut drawn = String::new();
            let shown = Shown { location: &related.location, text: report.text(&related.location) };
            let message = MietteDiagnostic::new(visible(&related.message).into_owned());
            let advice = shown.draw(message.with_severity(Severity::Advice));
            if handler.render_report(&mut drawn, advice.as_ref()).is_ok() {
                shell::tell(drawn.trim_end());
            }
        }
    }
}

fn diagnostic(report: &Report, problem: &Diagnostic, severity: Severity) -> miette::Report {
    let shown = Shown { location: &problem.location, text: report.text(&problem.location) };
    let drawn = MietteDiagnostic::new(visible(&problem.message).into_owned())
        .with_code(problem.code)
        .with_severity(severity)
        .with_help(visible(&problem.help).into_owned());
    shown.draw(drawn)
}

/// A location, and the text of its file if it could be read.
struct Shown<'a> {
    location: &'a Location,
    text: Option<&'a str>,
}

impl Shown<'_> {
    /// A message with its line.
    fn draw(&self, drawn: MietteDiagnostic) -> miette::Report {
        match self.text {
            Some(text) => {
                let excerpt = Excerpt::of(text, self.location);
                let label = LabeledSpan::new_primary_with_span(None, excerpt.span);
                miette::Report::new(drawn.with_label(label)).with_source_code(excerpt)
            }
            None => {
                let message = format!("{}: {}", visible(&self.location.to_string()), drawn.message);
                miette::Report::new(MietteDiagnostic { message, ..drawn })
            }
        }
    }
}

/// The line of a location, with the lines around it. Only a part of a very long line is shown, because nobody
/// reads more, and miette draws no line that is wider than 65,535 columns.
struct Excerpt {
    location: Location,
    text: String,
    /// The number of lines before the first.
    above: usize,
    /// The rest of the line from the location on.
    span: SourceSpan,
}

/// The number of characters of a line that are shown, and how many of them come before a location.
const WIDTH: usize = 160;
const BEFORE: usize = 60;

impl Excerpt {
    fn of(text: &str, location: &Location) -> Self {
        let above = location.line.saturating_sub(2);
        let around = text.lines().skip(above).take(location.line - above + 1);
        let mut excerpt = String::new();
        let mut span = (0, 0);
        for (number, line) in (above + 1..).zip(around) {
            if number == location.line {
                let column = location.column.saturating_sub(1);
                let (from, shown) = window(line, column.saturating_sub(BEFORE));
                let skipped = shown.chars().take(column - from);
                let start = skipped.map(char::len_utf8).sum::<usize>();
                let length = shown.trim_end().len().saturating_sub(start);
                span = (excerpt.len() + start, length);
                excerpt.push_str(&shown);
            } else {
                excerpt.push_str(&window(line, 0).1);
            }
            excerpt.push('\n');
        }
        Self { location: location.clone(), text: excerpt, above, span: span.into() }
    }
}

/// The part of a line that is shown, and the character at which it begins; a short line is shown from its
/// start. Control characters are replaced one for one, so that columns stay the same.
fn window(line: &str, from: usize) -> (usize, String) {
    let is_short = line.chars().nth(WIDTH).is_none();
    let from = if is_short { 0 } else { from };
    let shown = line.chars().skip(from).take(WIDTH);
    (from, shown.map(|c| if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // Without surrounding lines, miette asks for the document's line and column.
        let (span, line, column) = match before {
            0 => (
                *span,
                self.location.line.saturating_sub(1),
                self.location.column.saturating_sub(1),
            ),
            _ => ((0, self.text.len()).into(), self.above, 0),
        };
        let bytes = self.text.as_bytes().get(span.offset()..span.offset() + span.len());
        let bytes = bytes.unwrap_or_default();
        let (name, count) =
            (visible(self.location.file.as_str()).into_owned(), self.text.lines().count());
        Ok(Box::new(MietteSpanContents::new_named(name, bytes, span, line, column, count)))
    }
}
