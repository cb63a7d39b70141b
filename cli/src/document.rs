//! The document of a run: from a file or standard input, with overlays and a selection.

use std::io::{IsTerminal as _, Read as _, stdin};

use anyhow::{Context as _, Result, bail, ensure};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::{Input, Selection};

use crate::choices::chosen::Choices;

/// The limit in bytes for standard input, which is that of a file.
const MOST: u64 = 64 << 20;

/// A document. A file is read only when it is compiled.
pub(crate) struct Document {
    file: Utf8PathBuf,
    text: Option<String>,
    root: Option<Utf8PathBuf>,
    overlays: Vec<Utf8PathBuf>,
    selection: Selection,
}

impl Document {
    /// Reads standard input if that is the document.
    ///
    /// # Errors
    ///
    /// When standard input is a terminal or cannot be read, or the document is not inside the root.
    pub(crate) fn open(choices: &Choices) -> Result<Self> {
        let text = if choices.is_piped() { Some(piped()?) } else { None };
        if text.is_none() {
            check_root(&choices.spec, choices.root.as_deref())?;
        }
        let (only, skip) = (choices.only.clone(), choices.skip.clone());
        // A document from standard input refers to files relative to the working directory.
        let here = text.as_ref().map(|_| Utf8PathBuf::from("."));
        Ok(Self {
            file: choices.shown_spec().into(),
            text,
            root: choices.root.clone().or(here),
            overlays: choices.overlays.clone(),
            selection: Selection { only, skip, all_components: choices.all_components },
        })
    }

    /// The input of the compiler.
    pub(crate) fn input(&self) -> Input<'_> {
        let input = Input::from(&self.file).overlaid(&self.overlays).selecting(&self.selection);
        let input = self.text.as_deref().map_or(input, |text| input.with_text(text));
        self.root.as_ref().map_or(input, |root| input.below(root))
    }
}

fn piped() -> Result<String> {
    let input = stdin();
    if input.is_terminal() {
        bail!(
            "the document comes from standard input: pipe it in, or name a file with `--spec FILE`"
        );
    }
    let mut bytes = Vec::new();
    input.lock().take(MOST + 1).read_to_end(&mut bytes).context("standard input cannot be read")?;
    ensure!(bytes.len() as u64 <= MOST, "standard input has more than {MOST} bytes");
    String::from_utf8(bytes).context("standard input is not UTF-8")
}

/// Checks that the document is inside the folder of `--root`.
fn check_root(spec: &Utf8Path, root: Option<&Utf8Path>) -> Result<()> {
    let Some(root) = root else { return Ok(()) };
    let real = root.canonicalize_utf8();
    let real = real.with_context(|| format!("`--root {root}` is not a folder that can be read"))?;
    // A missing document is reported elsewhere.
    let is_inside = spec.canonicalize_utf8().map_or(true, |document| document.starts_with(&real));
    ensure!(is_inside, "`--root {root}` is not a folder around {spec}");
    Ok(())
}
