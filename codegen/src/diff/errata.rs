//! The errata of a description, with those that no longer apply.
//!
//! It lists the errata of a description. Whether they are well written is for a check to find.

use crate::check::stale_erratum;
use crate::openapi::source::Source;

/// An erratum of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownErratum {
    /// Its id.
    pub id: String,

    /// The true statement, where the page is wrong.
    pub truth: String,

    /// The reason why it no longer applies; none if it still does.
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
