//! Each example is JSON, unless an erratum says that the page does not print JSON.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::report::Location;

pub(crate) const CHECK: Check = Check {
    code: "broken-example",
    rule: "An example is JSON, or an erratum says where it is not.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let errata = description.source.errata.iter().flat_map(|errata| &errata.value);
    let known: Vec<&str> = errata
        .filter_map(|erratum| erratum.example.as_ref())
        .filter(|example| example.refused_at == "syntax")
        .map(|example| example.printed.as_str())
        .collect();
    for (file, bytes) in &description.source.examples {
        let result = serde_json::from_slice::<serde::de::IgnoredAny>(bytes);
        if let (Err(error), false) = (result, known.contains(&file.as_str())) {
            let path = description.source.root.join("examples").join(file);
            let location =
                Location { file: path, line: error.line(), column: error.column().max(1) };
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            let help = "copy it from the page again; if it is wrong there, add an erratum with `refused_at: syntax`";
            problems.add_at(location, format!("the example is not JSON: {message}"), help);
        }
    }
}
