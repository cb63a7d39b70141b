//! Reading and writing `[package.metadata.guestlist]`.

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use toml_edit::{Array, Document, DocumentMut, Item, Table, TableLike, Value, value};

use crate::choices::chosen::{Choices, REGISTRY, Runtime};

/// The format of the table, which a newer tool may raise.
const FORMAT: i64 = 1;

/// The names of the entries.
const NAMES: [&str; 9] =
    ["format", "spec", "root", "overlay", "only", "skip", "all-components", "partial", "runtime"];

/// The table of a manifest.
pub(crate) fn of(manifest: &Table) -> Option<&dyn TableLike> {
    let package = manifest.get("package")?.as_table_like()?;
    package.get("metadata")?.as_table_like()?.get("guestlist")?.as_table_like()
}

/// Reads the table of a manifest, with unchanged paths.
pub(crate) fn read(manifest: &Document<&str>, file: &Utf8Path) -> Result<Option<Choices>> {
    let package = manifest.get("package").and_then(Item::as_table_like);
    let metadata = package.and_then(|package| package.get("metadata"));
    let Some(item) = metadata.and_then(Item::as_table_like).and_then(|all| all.get("guestlist"))
    else {
        return Ok(None);
    };
    let at = |item: &Item| {
        let start = item.span().map_or(0, |span| span.start);
        let lines = manifest.raw().get(..start).unwrap_or_default().matches('\n').count();
        format!("{file}:{}: `[package.metadata.guestlist]`", lines + 1)
    };
    let Some(table) = item.as_table_like() else {
        bail!("{} is not a table: remove it, and give `--spec FILE` again", at(item));
    };
    let format = table.get("format");
    match format.map(|item| (item, item.as_integer())) {
        Some((_, Some(FORMAT))) => {}
        Some((item, Some(newer))) if newer > FORMAT => bail!(
            "{} has format {newer}, and this version knows up to {FORMAT}: install a newer \
             `guestlist`",
            at(item)
        ),
        Some((item, _)) => bail!("{} has an unknown `format`: it is {FORMAT}", at(item)),
        None => bail!("{} has no `format`: it is `format = {FORMAT}`", at(item)),
    }
    for (name, item) in table.iter() {
        if !NAMES.contains(&name) {
            bail!("{} has no entry `{name}`: there are {}", at(item), NAMES.join(", "));
        }
    }
    let wrong =
        |name: &str, what: &str, item: &Item| format!("{}: `{name}` is not {what}", at(item));
    let string = |name: &str| match table.get(name) {
        None => Ok(None),
        Some(item) => item.as_str().map(Some).with_context(|| wrong(name, "a string", item)),
    };
    let strings = |name: &str| {
        let Some(item) = table.get(name) else { return Ok(Vec::new()) };
        let array = item.as_array().with_context(|| wrong(name, "an array of strings", item))?;
        let texts = array.iter().map(|one| one.as_str().map(str::to_owned));
        let texts: Option<Vec<String>> = texts.collect();
        texts.with_context(|| wrong(name, "an array of strings", item))
    };
    let boolean = |name: &str| match table.get(name) {
        None => Ok(false),
        Some(item) => item.as_bool().with_context(|| wrong(name, "a boolean", item)),
    };
    let spec = string("spec")?.with_context(|| format!("{} has no `spec`", at(item)))?;
    Ok(Some(Choices {
        spec: spec.into(),
        root: string("root")?.map(Utf8PathBuf::from),
        overlays: strings("overlay")?.into_iter().map(Utf8PathBuf::from).collect(),
        only: strings("only")?,
        skip: strings("skip")?,
        all_components: boolean("all-components")?,
        partial: boolean("partial")?,
        runtime: string("runtime")?.map(Runtime::of),
    }))
}

/// Writes choices into a manifest, unless it has them already.
///
/// # Errors
///
/// When the manifest has no package, or a path cannot be determined.
pub(crate) fn remember(
    manifest: &mut DocumentMut,
    choices: &Choices,
    out: &Utf8Path,
) -> Result<()> {
    let new = choices.below(out)?;
    let text = manifest.to_string();
    let known = Document::parse(text.as_str()).ok();
    let known = known.and_then(|known| read(&known, "Cargo.toml".into()).ok().flatten());
    if known.as_ref() == Some(&new) {
        return Ok(());
    }
    let known = known.as_ref().map(entries);
    let package = manifest.get_mut("package").and_then(Item::as_table_like_mut);
    let package = package.context("the manifest has no `[package]`")?;
    let metadata = implicit(package, "metadata");
    let table = metadata.context("`package.metadata` is not a table")?;
    let table = table.entry("guestlist").or_insert(toml_edit::table()).as_table_like_mut();
    let table = table.context("`package.metadata.guestlist` is not a table")?;
    for (index, (name, entry)) in entries(&new).into_iter().enumerate() {
        // Entries that are right already keep their comments.
        let old = known.as_ref().and_then(|known| known[index].1.as_ref());
        if old.map(Value::to_string) == entry.as_ref().map(Value::to_string) && old.is_some() {
            continue;
        }
        match entry {
            Some(entry) => table.insert(name, value(entry)),
            None => table.remove(name),
        };
    }
    Ok(())
}

/// A table inside another, which is added without a heading of its own if it is absent.
fn implicit<'a>(outer: &'a mut dyn TableLike, name: &str) -> Option<&'a mut dyn TableLike> {
    let mut new = Table::new();
    new.set_implicit(true);
    outer.entry(name).or_insert(Item::Table(new)).as_table_like_mut()
}

/// The entries in order, each with its value; none for options that were not given.
fn entries(choices: &Choices) -> [(&'static str, Option<Value>); 9] {
    let path = |path: &Utf8PathBuf| Value::from(path.as_str());
    let list = |texts: Vec<&str>| (!texts.is_empty()).then(|| Array::from_iter(texts).into());
    let texts = |texts: &[String]| list(texts.iter().map(String::as_str).collect());
    let yes = |is_so: bool| is_so.then(|| Value::from(true));
    let runtime = choices.runtime.as_ref().map(|runtime| match runtime {
        Runtime::Folder(folder) => path(folder),
        Runtime::Registry => REGISTRY.into(),
    });
    let values = [
        Some(FORMAT.into()),
        Some(path(&choices.spec)),
        choices.root.as_ref().map(path),
        list(choices.overlays.iter().map(|one| one.as_str()).collect()),
        texts(&choices.only),
        texts(&choices.skip),
        yes(choices.all_components),
        yes(choices.partial),
        runtime,
    ];
    let mut values = values.into_iter();
    NAMES.map(|name| (name, values.next().flatten()))
}
