//! What `guestlist generate` takes.

use camino::Utf8PathBuf;

/// Makes a client crate from an OpenAPI document.
///
/// The crate has a manifest, a README, a front page, examples and the generated code. Nothing is
/// written unless the whole document compiles, a file whose content is already right is not
/// touched, and what people have written stays: a second run renews `src/generated/` and
/// `examples/documented/`, and adds what is missing.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  generate --spec petstore.yaml --out petstore            the crate `petstore`
  generate --spec api.json --out clients/api --name acme  the crate `acme`
  generate --spec api.json --out api --partial            what can be made, and a list of the rest
  generate --spec api.json --out api --force              manifest and front page anew as well
  generate --spec api.json --out api --deny-warnings      nothing, where the document has slips

Then, in the folder: cargo run --example first_call

Exit codes: 0 all is well, 1 something is broken and nothing was written.")]
pub struct Arguments {
    /// The OpenAPI document, in YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub spec: Utf8PathBuf,

    /// The folder that references may lead into; that of the document unless given
    #[arg(long, value_name = "DIR")]
    pub root: Option<Utf8PathBuf>,

    /// The folder of the crate: new, empty, or made by this command before
    #[arg(long, value_name = "DIR")]
    pub out: Utf8PathBuf,

    /// The name of the crate; that of the folder unless given
    #[arg(long, value_name = "CRATE")]
    pub name: Option<String>,

    /// Leaves out what cannot be made, and lists it
    #[arg(long)]
    pub partial: bool,

    /// Takes warnings about the document for errors, so that nothing is written
    #[arg(long)]
    pub deny_warnings: bool,

    /// The folder of `guestlist-runtime`, to depend on in place of the registry's
    #[arg(long, value_name = "PATH")]
    pub runtime: Option<Utf8PathBuf>,

    /// Writes manifest, README, front page and examples anew, though they are there
    #[arg(long)]
    pub force: bool,
}
