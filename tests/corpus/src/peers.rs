//! Beside other generators.

use anyhow::{Result, bail};
use camino::Utf8Path;

use crate::documents::Document;
use crate::proof::Proof;

/// Compares.
///
/// # Errors
///
/// Always, so far.
pub fn run(_: &Proof, _: &[Document], _: Option<&Utf8Path>) -> Result<String> {
    bail!("the comparison is not there yet")
}
