//! Problems of a description, as data: location, message and advice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use camino::Utf8PathBuf;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,

    /// The name of the check that found it, in kebab case.
    pub code: &'static str,

    /// What is wrong.
    pub message: String,

    /// Where it is.
    pub location: Location,

    /// Advice on how to fix it.
    pub help: String,

    /// Other locations that it concerns, such as a value that an overlay has changed.
    pub related: Vec<Related>,
}

/// Another location that a problem concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where it is.
    pub location: Location,

    /// The message for that location.
    pub message: String,
}

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated from the document.
    Error,

    /// The code may differ from the intention of the document's author.
    Warning,

    /// Something that the reader of the code should know.
    Note,
}

impl Severity {
    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A location in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The path of the file, as passed to [`crate::compile`].
    pub file: Utf8PathBuf,

    /// The line, from 1.
    pub line: usize,

    /// The column, in characters from 1.
    pub column: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// All problems of a description, in the order of their locations, with the text of their files.
#[derive(Clone, Debug, Default)]
pub struct Report {
    problems: Vec<Diagnostic>,
    files: BTreeMap<Utf8PathBuf, Arc<str>>,
}

impl Report {
    /// A report of a fault that is not in the document.
    pub(crate) fn of_fault(message: &str) -> Self {
        let mut report = Self::default();
        report.add(Diagnostic {
            severity: Severity::Error,
            code: "internal-fault",
            message: message.to_owned(),
            location: Location { file: "openapi.yaml".into(), line: 1, column: 1 },
            help: "this is a fault of guestlist-codegen: please report it with the description"
                .to_owned(),
            related: Vec::new(),
        });
        report
    }

    /// The problems that are warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().filter(|problem| problem.severity == Severity::Warning)
    }

    /// The problems, in the order of their locations.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The text of the file with a problem, if it could be read.
    pub fn text(&self, location: &Location) -> Option<&str> {
        self.files.get(&location.file).map(|text| &**text)
    }

    pub(crate) fn add(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    pub(crate) fn quote(&mut self, file: Utf8PathBuf, text: Arc<str>) {
        self.files.insert(file, text);
    }

    /// The value, unless there are problems.
    pub(crate) fn or<T>(self, value: T) -> Result<T, Self> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.sorted()) }
    }

    /// Sorts the problems by location, and removes duplicates.
    pub(crate) fn sorted(mut self) -> Self {
        let mut told = BTreeSet::new();
        self.problems
            .retain(|one| told.insert((one.location.clone(), one.code, one.message.clone())));
        self.problems.sort_by(|a, b| (&a.location, a.code).cmp(&(&b.location, b.code)));
        self
    }
}

/// One line per problem, in a format that editors and terminals turn into a link.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            let word = problem.severity.word();
            writeln!(f, "{}: {word}[{}]: {}", problem.location, problem.code, problem.message)?;
            for related in &problem.related {
                writeln!(f, "  {}: {}", related.location, related.message)?;
            }
            writeln!(f, "  help: {}", problem.help)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}
