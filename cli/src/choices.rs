//! The options of a run, which the manifest of the crate remembers.
//!
//! `[package.metadata.guestlist]` has an entry for each given option, under its name, with paths relative to
//! the crate. A later run without that option uses the entry.

pub(crate) mod chosen;
pub(crate) mod table;

use anyhow::{Context as _, Result, bail};
use camino::Utf8Path;

use crate::arguments::Arguments;
use crate::choices::chosen::{Choices, Runtime};
use crate::manifest;

/// The options of this run. Arguments that name a document are complete; without a document, they override
/// the options remembered in the folder of the crate. The place of the runtime is always kept.
///
/// # Errors
///
/// When the remembered options cannot be understood, or no document is named anywhere.
pub(crate) fn find(arguments: &Arguments, out: &Utf8Path) -> Result<Choices> {
    let known = remembered(out)?;
    let given = given(arguments);
    let Some(known) = known else {
        if arguments.spec.is_none() {
            bail!(
                "give a document with `--spec FILE`: {out}/Cargo.toml remembers none, because it has \
                 no `[package.metadata.guestlist]`"
            );
        }
        return Ok(given);
    };
    let runtime = given.runtime.or(known.runtime);
    if arguments.spec.is_some() {
        return Ok(Choices { runtime, ..given });
    }
    Ok(Choices {
        spec: known.spec,
        root: given.root.or(known.root),
        overlays: or(given.overlays, known.overlays),
        only: or(given.only, known.only),
        skip: or(given.skip, known.skip),
        all_components: given.all_components || known.all_components,
        partial: given.partial || known.partial,
        runtime,
    })
}

/// The options of the last run in this folder that are not given now.
pub(crate) fn forgotten(asked: &Choices, out: &Utf8Path) -> Vec<&'static str> {
    let Ok(Some(known)) = remembered(out) else { return Vec::new() };
    let options = [
        ("--root", known.root.is_some() && asked.root.is_none()),
        ("--overlay", !known.overlays.is_empty() && asked.overlays.is_empty()),
        ("--only", !known.only.is_empty() && asked.only.is_empty()),
        ("--skip", !known.skip.is_empty() && asked.skip.is_empty()),
        ("--all-components", known.all_components && !asked.all_components),
        ("--partial", known.partial && !asked.partial),
    ];
    options.into_iter().filter(|(_, is_gone)| *is_gone).map(|(name, _)| name).collect()
}

fn or<T>(given: Vec<T>, known: Vec<T>) -> Vec<T> {
    if given.is_empty() { known } else { given }
}

/// The options of the arguments alone.
pub(crate) fn given(arguments: &Arguments) -> Choices {
    Choices {
        spec: arguments.spec.clone().unwrap_or_default(),
        root: arguments.root.clone(),
        overlays: arguments.overlay.clone(),
        only: arguments.only.clone(),
        skip: arguments.skip.clone(),
        all_components: arguments.all_components,
        partial: arguments.partial,
        runtime: arguments.runtime.as_deref().map(Runtime::of),
    }
}

/// The choices in the manifest of a folder; none if it has no such table.
///
/// # Errors
///
/// When the table cannot be understood.
pub(crate) fn remembered(out: &Utf8Path) -> Result<Option<Choices>> {
    let path = out.join("Cargo.toml");
    let Ok(text) = std::fs::read_to_string(&path) else { return Ok(None) };
    let manifest = toml_edit::Document::parse(text.as_str());
    let manifest =
        manifest.with_context(|| format!("{path} is not a manifest that cargo can read"))?;
    let known = table::read(&manifest, &path)?;
    Ok(known.map(|known| known.seen_from_here(out)))
}

/// Whether a folder remembers its options.
pub(crate) fn is_made(out: &Utf8Path) -> bool {
    manifest::of(out).is_some_and(|manifest| table::of(manifest.as_table()).is_some())
}
