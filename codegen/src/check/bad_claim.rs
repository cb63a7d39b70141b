//! Each erratum states something that can be checked.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::folder::tables::{Erratum, State};
use crate::openapi::source::Source;

pub(crate) const CHECK: Check = Check {
    code: "bad-claim",
    rule: "An erratum has an id of its own, a page, operations that exist, and either an example or a claim about the document.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let Some(errata) = &description.source.errata else { return };
    let operations = description.operations();
    for (index, erratum) in errata.value.iter().enumerate() {
        let mut wrong = |property: &str, message: String, help: &str| {
            problems.add_at(errata.location(&format!("/{index}/{property}")), message, help);
        };
        if errata.value[..index].iter().any(|other| other.id == erratum.id) {
            wrong(
                "id",
                format!("another erratum has the id `{}`", erratum.id),
                "give it an id of its own",
            );
        }
        if !description
            .source
            .example_table
            .as_ref()
            .is_some_and(|table| table.value.pages.contains_key(&erratum.page))
        {
            wrong(
                "page",
                format!("there is no page `{}`", erratum.page),
                "use a page of examples.yaml",
            );
        }
        for (at, id) in erratum.operations.iter().enumerate() {
            if !operations.iter().any(|operation| operation.id() == id) {
                wrong(
                    &format!("operations/{at}"),
                    format!("there is no operation `{id}`"),
                    "use an operationId of the document",
                );
            }
        }
        for (message, help) in faults(description, erratum) {
            wrong("id", format!("the erratum `{}` {message}", erratum.id), help);
        }
    }
}

fn faults(description: &Description<'_>, erratum: &Erratum) -> Vec<(String, &'static str)> {
    let mut faults = Vec::new();
    if erratum.example.is_some() == erratum.document.is_some() {
        let help = "give it either `example:` or `document:`";
        faults.push(("needs exactly one thing to check".to_owned(), help));
    }
    if let Some(example) = &erratum.example {
        for file in [&example.printed, &example.corrected] {
            if !description.source.examples.contains_key(file) {
                faults.push((
                    format!("names `{file}`, which is not there"),
                    "name a file in `examples/`",
                ));
            }
        }
    }
    let claim = erratum.document.as_ref();
    if let Some(claim) = claim.filter(|claim| !Source::is_claim(&claim.at)) {
        let help = "write `/info/title`, or `$.paths['/pets'].get`";
        faults.push((
            format!("is about `{}`, which is neither a JSON pointer nor a JSONPath", claim.at),
            help,
        ));
    }
    if claim.is_some_and(|claim| (claim.is == State::Equals) != claim.value.is_some()) {
        let help = "write both, or neither";
        faults.push(("has one of `is: equals` and `value`, and not the other".to_owned(), help));
    }
    faults
}
