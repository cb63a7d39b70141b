//! The arguments of `guestlist generate`.

use camino::Utf8PathBuf;

/// Makes a client crate from an OpenAPI document.
///
/// The crate has a manifest, a README, a front page, examples, the generated code, and a copy of the
/// runtime that it needs, so that it builds at once. Nothing is written unless the whole document
/// compiles, a file whose content is already right is not touched, and what people have written
/// stays: a later run renews `src/generated/`, `examples/documented/` and the runtime, and adds what
/// is missing.
///
/// What was asked for is remembered in the crate's Cargo.toml, under `[package.metadata.guestlist]`:
/// in that folder, `guestlist generate` does it again, and an option that is given takes the place of
/// the remembered one. With `--spec`, what is asked for is all that is given.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(after_help = "Examples:
  generate --spec petstore.yaml --out petstore            the crate `petstore`
  generate                                                the crate of this folder, anew
  generate --check                                        whether it is fresh, for CI
  generate --spec api.json --out clients/api --name acme  the crate `acme`
  generate --spec api.json --out api --partial            what can be made, and a list of the rest
  generate --spec api.json --out api --only 'GET /pets/**' --only tag:Users --skip deleteUser
  generate --spec api.json --out api --overlay fixes.yaml
  generate --spec - --out api < api.json
  generate --spec api.json --out api --force              manifest and front page anew as well
  generate --spec api.json --out api --deny-warnings      nothing, where the document has slips

Then, in the folder: cargo run --example first_call

A SELECTOR is an operationId, `tag:NAME`, `METHOD /path` or `/path`. `*` stands for any characters
but `/`, `**` for any at all.

Exit codes: 0 all is well, 1 something is broken and nothing was written, 4 `--check` found
something to write.")]
pub struct Arguments {
    /// The OpenAPI document, in YAML or JSON; `-` reads it from standard input
    #[arg(long, value_name = "FILE")]
    pub spec: Option<Utf8PathBuf>,

    /// The folder that references may lead into; that of the document unless given
    #[arg(long, value_name = "DIR")]
    pub root: Option<Utf8PathBuf>,

    /// The folder of the crate: new, empty, or made by this command before; this one unless given
    #[arg(long, value_name = "DIR")]
    pub out: Option<Utf8PathBuf>,

    /// The name of the crate; that of the folder unless given
    #[arg(long, value_name = "CRATE")]
    pub name: Option<String>,

    /// An overlay to apply to the document first (OpenAPI Overlay 1.0 or 1.1); may be repeated
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<Utf8PathBuf>,

    /// The operations to make, and no others; may be repeated
    #[arg(long, value_name = "SELECTOR")]
    pub only: Vec<String>,

    /// Operations to leave out; may be repeated
    #[arg(long, value_name = "SELECTOR")]
    pub skip: Vec<String>,

    /// Keeps the components that no chosen operation needs
    #[arg(long)]
    pub all_components: bool,

    /// Leaves out what cannot be made, and lists it
    #[arg(long)]
    pub partial: bool,

    /// Takes warnings about the document for errors, so that nothing is written
    #[arg(long)]
    pub deny_warnings: bool,

    /// The folder of `guestlist-runtime`, which crates may share; `registry` to depend on the
    /// registry's; a copy in the crate's folder `runtime` unless given
    #[arg(long, value_name = "PATH|registry")]
    pub runtime: Option<String>,

    /// Writes nothing, and tells whether something would be written
    #[arg(long)]
    pub check: bool,

    /// Writes manifest, README, front page and examples anew, though they are there
    #[arg(long)]
    pub force: bool,
}
