//! The files of a document: its own file, and those that its references lead to.

use std::collections::HashMap;

use camino::{Utf8Path, Utf8PathBuf};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::openapi::chains::Chains;
use crate::openapi::pointer::escape;
use crate::openapi::source::{Source, SourceFile, document};
use crate::report::{Diagnostic, Report};

/// A file and a pointer in it. The file 0 is the document's own.
pub(crate) type FilePointer = (usize, String);

/// The reason why a reference is broken, and advice.
pub(crate) type Refusal = (String, String);

/// The files, each read once.
pub(crate) struct Files {
    /// The folder of the document, or the given folder around it. No file outside of it is read.
    root: Utf8PathBuf,
    /// The files by canonical path; none for unreadable ones.
    known: HashMap<Utf8PathBuf, Option<usize>>,
    pub(crate) others: Vec<SourceFile<Value>>,
    /// The problems that prevent reading files.
    pub(crate) faults: Vec<Diagnostic>,
    /// The pointers of values with an `$id` or an `$anchor`, by file, collected when one is needed.
    anchors: HashMap<usize, HashMap<String, String>>,
    /// The ends of reference chains.
    chains: Chains<FilePointer>,
}

impl Files {
    pub(crate) fn of(source: &Source) -> Self {
        let root = real(&source.root).unwrap_or_else(|| source.root.clone());
        let own = real(&source.document.file).unwrap_or_else(|| source.document.file.clone());
        Self {
            root,
            known: HashMap::from([(own, Some(0))]),
            others: Vec::new(),
            faults: Vec::new(),
            anchors: HashMap::new(),
            chains: Chains::default(),
        }
    }

    /// The file with a number: 0 is the document's own.
    pub(crate) fn file<'a>(&'a self, source: &'a Source, file: usize) -> &'a SourceFile<Value> {
        self.others.get(file.wrapping_sub(1)).unwrap_or(&source.document)
    }

    /// The file and the pointer that a reference in a file leads to.
    pub(crate) fn resolve(
        &mut self,
        source: &Source,
        file: usize,
        reference: &str,
    ) -> Result<(usize, String), Refusal> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if path.is_empty() || self.anchored(source, file, path).as_deref() == Some("") {
            return self.find(source, file, reference, fragment);
        }
        if let Some(pointer) = self.anchored(source, file, path) {
            return self.find(source, file, reference, &format!("{pointer}{fragment}"));
        }
        if path.contains("://") || path.starts_with("//") {
            let help =
                "copy what it leads to into a file beside the document, and refer to that file";
            let message = format!("`{reference}` lies on another host, and nothing is downloaded");
            return Err((message, help.to_owned()));
        }
        let other = self.open(source, file, path)?;
        self.find(source, other, reference, fragment)
    }

    /// Reads the file of a path, unless it has been read before.
    fn open(&mut self, source: &Source, file: usize, path: &str) -> Result<usize, Refusal> {
        let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
        let from = &self.file(source, file).file;
        let joined = from.parent().unwrap_or(Utf8Path::new("")).join(decoded.as_str());
        let Some(found) = real(&joined) else {
            let message = format!("there is no file `{path}`");
            return Err((message, "a path is relative to the file that refers to it".to_owned()));
        };
        if Utf8Path::new(&decoded).is_absolute() {
            let message = format!("`{path}` lies outside of the folder of the document");
            return Err((message, "a path is relative to the file that refers to it".to_owned()));
        }
        if !found.starts_with(&self.root) {
            let message = format!("`{path}` lies outside of the folder of the document");
            let help =
                "name a folder around both with `--root DIR`, or put the file beside the document";
            return Err((message, help.to_owned()));
        }
        let known = match self.known.get(&found) {
            Some(known) => *known,
            None => {
                let mut report = Report::default();
                // Messages name the file relative to the given folder, not by its canonical path.
                let inside = found.strip_prefix(&self.root).unwrap_or(&found);
                let read = document(&source.root.join(inside), &mut report);
                self.faults.extend(report.problems().iter().cloned());
                let known = read.map(|file| {
                    self.others.push(file);
                    self.others.len()
                });
                self.known.insert(found, known);
                known
            }
        };
        known.ok_or_else(|| {
            let help = "correct that file: its problems are reported too";
            (format!("`{path}` cannot be read"), help.to_owned())
        })
    }

    /// The pointer that a fragment leads to.
    fn find(
        &mut self,
        source: &Source,
        file: usize,
        reference: &str,
        fragment: &str,
    ) -> Result<(usize, String), Refusal> {
        let value = &self.file(source, file).value;
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        for pointer in [decoded.as_ref(), fragment] {
            if value.pointer(pointer).is_some() {
                return Ok((file, pointer.to_owned()));
            }
        }
        if let Some(through) = self.through(source, file, &decoded) {
            return Ok(through);
        }
        if !fragment.starts_with('/')
            && let Some(pointer) = self.anchored(source, file, fragment)
        {
            return Ok((file, pointer));
        }
        let message = format!("`{reference}` leads nowhere");
        Err((message, format!("there is nothing at `{decoded}` in that file")))
    }

    /// A pointer whose steps lead through references, resolved to one without references.
    fn through(&mut self, source: &Source, file: usize, pointer: &str) -> Option<FilePointer> {
        let steps = pointer.strip_prefix('/')?.split('/');
        let mut chains = std::mem::take(&mut self.chains);
        let mut at = Some((file, String::new()));
        for step in steps {
            let end = at.and_then(|at| chains.end(at, |at| self.next(source, at)));
            at = end.map(|(file, end)| (file, format!("{end}/{step}")));
        }
        self.chains = chains;
        at.filter(|(file, pointer)| self.file(source, *file).value.pointer(pointer).is_some())
    }

    /// The target of the reference at a pointer; none if there is no reference.
    fn next(&mut self, source: &Source, (file, pointer): &FilePointer) -> Option<FilePointer> {
        let value = self.file(source, *file).value.pointer(pointer)?;
        let reference = value.get("$ref")?.as_str()?.to_owned();
        let (path, fragment) = reference.split_once('#').unwrap_or((&reference, ""));
        let decoded = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        match path {
            "" => Some((*file, decoded)),
            path if path.contains("://") || path.starts_with("//") => None,
            path => Some((self.open(source, *file, path).ok()?, decoded)),
        }
    }

    /// The pointer of the value with this `$id` or `$anchor`.
    fn anchored(&mut self, source: &Source, file: usize, name: &str) -> Option<String> {
        if !self.anchors.contains_key(&file) {
            let mut found = HashMap::new();
            anchors(&self.file(source, file).value, &mut String::new(), &mut found);
            self.anchors.insert(file, found);
        }
        self.anchors.get(&file)?.get(name).cloned()
    }
}

/// The canonical path of a file.
fn real(path: &Utf8Path) -> Option<Utf8PathBuf> {
    let path = if path.as_str().is_empty() { Utf8Path::new(".") } else { path };
    path.canonicalize_utf8().ok()
}

fn anchors(value: &Value, pointer: &mut String, found: &mut HashMap<String, String>) {
    let length = pointer.len();
    match value {
        Value::Object(properties) => {
            for name in ["$id", "$anchor", "$dynamicAnchor", "$self"] {
                if let Some(Value::String(anchor)) = properties.get(name) {
                    found.entry(anchor.clone()).or_insert_with(|| pointer.clone());
                }
            }
            for (name, property) in properties {
                pointer.push('/');
                pointer.push_str(&escape(name));
                anchors(property, pointer, found);
                pointer.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                anchors(item, pointer, found);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}
