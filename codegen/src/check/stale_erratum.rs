//! Errata still apply.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::folder::tables::{Claim, Erratum, State, Subject};
use crate::openapi::source::Source;

pub(crate) const CHECK: Check = Check {
    code: "stale-erratum",
    rule: "What an erratum says about the document or an example is true.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let Some(errata) = &description.source.errata else { return };
    for (index, erratum) in errata.value.iter().enumerate() {
        for (property, reason) in reasons(description.source, erratum) {
            let message = format!("the erratum `{}` no longer applies: {reason}", erratum.id);
            let help = "correct the document, or remove the erratum if the page has changed";
            problems.add_at(errata.location(&format!("/{index}/{property}")), message, help);
        }
    }
}

/// The reasons why an erratum no longer applies, each with the property that contradicts it.
pub(crate) fn reasons(source: &Source, erratum: &Erratum) -> Vec<(&'static str, String)> {
    let claim = erratum.document.as_ref().and_then(|claim| about_document(source, claim));
    let subject = erratum.example.as_ref().and_then(|subject| about_example(source, subject));
    let all = [("document", claim), ("example", subject)].into_iter();
    all.filter_map(|(property, reason)| Some((property, reason?))).collect()
}

fn about_document(source: &Source, claim: &Claim) -> Option<String> {
    let found = source.claimed(&claim.at);
    let holds = match claim.is {
        State::Present => found.is_some(),
        State::Absent => found.is_none(),
        // `bad-claim` reports a claim without a value.
        State::Equals => claim.value.is_none() || found == claim.value.as_ref(),
    };
    let is = match found {
        None => "absent".to_owned(),
        Some(value) if claim.is == State::Equals => value.to_string(),
        Some(_) => "present".to_owned(),
    };
    (!holds).then(|| format!("`{}` is {is}", claim.at))
}

fn about_example(source: &Source, subject: &Subject) -> Option<String> {
    let printed = source.examples.get(&subject.printed)?;
    let corrected = source.examples.get(&subject.corrected)?;
    let is_json = |bytes: &[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
    if printed == corrected {
        return Some(format!("`{}` is the same as its correction", subject.printed));
    }
    (subject.refused_at == "syntax" && is_json(printed))
        .then(|| format!("`{}` is JSON", subject.printed))
}
