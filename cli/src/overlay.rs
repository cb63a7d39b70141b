//! `guestlist overlay`: the overlay that turns one document into another.

use anyhow::Result;
use camino::Utf8PathBuf;
use guestlist_codegen::overlay_between;

use crate::outcome::Outcome;
use crate::{report, shell};

/// Prints the overlay (OpenAPI Overlay 1.1) that makes one document of another.
///
/// Correct a copy of a vendor's document, print what you changed, and keep that: `guestlist generate
/// --overlay` applies it to each later version of the document, and says where it no longer fits.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  overlay api.json corrected.json > fixes.yaml
  generate --spec api.json --overlay fixes.yaml --out api

Exit codes: 0 all is well, 1 a document cannot be read.")]
pub struct Arguments {
    /// The document as it is
    #[arg(value_name = "OLD")]
    pub old: Utf8PathBuf,

    /// The document as it should be
    #[arg(value_name = "NEW")]
    pub new: Utf8PathBuf,
}

/// Runs the command.
///
/// # Errors
///
/// Never yet: unreadable documents are reported.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    match overlay_between(&arguments.old, &arguments.new) {
        Ok(Some(overlay)) => shell::print(&overlay),
        Ok(None) => {
            shell::notice("Same", "the documents differ in nothing, so there is no overlay")
        }
        Err(found) => {
            report::show(&found);
            shell::error("a document cannot be read, so there is nothing to compare");
            return Ok(Outcome::Broken);
        }
    }
    Ok(Outcome::Well)
}
