//! The errata of a description, and which of them still apply.
//!
//! In goes a description, out come its errata. Whether they are well written is a check's to find.

use crate::check::stale_erratum;
use crate::openapi::source::Source;

/// An erratum of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownErratum {
    /// Its id.
    pub id: String,

    /// What is true, where the page says otherwise.
    pub truth: String,

    /// Why it no longer applies; none where it does.
    pub stale: Option<String>,
}

/// The errata of a description, in their order.
pub(super) fn errata(source: &Source) -> Vec<KnownErratum> {
    let Some(errata) = &source.errata else { return Vec::new() };
    let known = errata.value.iter().map(|one| {
        let reasons = stale_erratum::reasons(source, one);
        KnownErratum {
            id: one.id.clone(),
            truth: one.truth.clone(),
            stale: reasons.into_iter().map(|(_, reason)| reason).next(),
        }
    });
    known.collect()
}
