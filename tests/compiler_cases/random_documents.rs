//! Random documents through load, check, lower and emit: the result is code that parses or a report with
//! locations, the same each time, and never more than a multiple of the document.

mod made;
mod mutated;
mod words;

use std::time::{Duration, Instant};

use arbitrary::{Result, Unstructured};
use camino::Utf8Path;
use guestlist_codegen::{Files, Report, compile_document, compile_document_partial};
use guestlist_tests::fuzz::{Input, Suite, run};

/// How long one document may take: a hundred times what the slowest needs on a busy machine.
const LONGEST: Duration = Duration::from_secs(20);

/// How many bytes of code may come of a document: so many times its own, and some in any case.
const MOST: (usize, usize) = (2_000, 1 << 20);

fn make(u: &mut Unstructured<'_>) -> Result<Input> {
    if u.ratio(1, 4)? { mutated::make(u) } else { made::make(u) }
}

fn fault(input: &Input) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = Utf8Path::from_path(folder.path()).expect("a path in UTF-8");
    let file = folder.join(&input.label);
    std::fs::write(&file, &input.bytes).expect("a file");
    let started = Instant::now();
    let whole = compile_document(&file);
    let partial = compile_document_partial(&file);
    if started.elapsed() > LONGEST {
        return Some(format!("it takes {:?}", started.elapsed()));
    }
    let left_out = partial.as_ref().map(|(_, left_out)| left_out.problems().len());
    if whole.is_ok() && left_out.as_ref().is_ok_and(|left_out| *left_out > 0) {
        return Some("it is whole, and parts are left out".to_owned());
    }
    for report in whole.as_ref().err().into_iter().chain(partial.as_ref().err()) {
        if let Some(fault) = fault_of_report(report) {
            return Some(fault);
        }
    }
    let files = match (&whole, &partial) {
        (Ok(files), _) | (_, Ok((files, _))) => files,
        _ => return None,
    };
    fault_of_files(files, input.bytes.len()).or_else(|| {
        let again = match &whole {
            Ok(_) => compile_document(&file).ok(),
            Err(_) => compile_document_partial(&file).ok().map(|(files, _)| files),
        };
        let is_same = again.is_some_and(|again| again.iter().eq(files.iter()));
        (!is_same).then(|| "it is made twice, and differs".to_owned())
    })
}

fn fault_of_report(report: &Report) -> Option<String> {
    let is_bad = |problem: &&guestlist_codegen::Diagnostic| {
        problem.code == "internal-fault"
            || problem.location.line < 1
            || problem.location.column < 1
            || problem.message.is_empty()
            || problem.help.is_empty()
    };
    report.problems().iter().find(is_bad).map(|problem| format!("{problem:?}"))
}

fn fault_of_files(files: &Files, length: usize) -> Option<String> {
    let made: usize = files.iter().map(|(_, code)| code.len()).sum();
    if made > MOST.1 + MOST.0 * length {
        return Some(format!("{made} bytes of code come of {length}"));
    }
    for (path, code) in files.iter().filter(|(path, _)| path.extension() == Some("rs")) {
        if let Err(error) = syn::parse_file(code) {
            return Some(format!("{path} does not parse: {error}"));
        }
    }
    None
}

#[test]
fn no_document_that_chance_makes_is_more_than_code_or_a_report() {
    run(Suite {
        failures: "tests/compiler_cases/random_documents/failures",
        count: 400,
        make,
        fault,
    });
}
