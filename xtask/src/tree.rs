//! The descriptions in `spec/`, and the folders of their code.
//!
//! The rule: `spec/<crate>/[<module>/]openapi.yaml` becomes
//! `crates/<crate>/src/[<module>/]generated/`.

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};

/// A description in `spec/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Api {
    /// `acme/v1`, or `acme` if the crate has one description.
    pub(crate) name: String,
}

impl Api {
    /// The name of its crate, without `guestlist-`.
    pub(crate) fn package(&self) -> &str {
        self.name.split_once('/').map_or(self.name.as_str(), |(package, _)| package)
    }

    /// The folder of the description, from the root of the workspace.
    pub(crate) fn spec(&self) -> Utf8PathBuf {
        Utf8Path::new("spec").join(&self.name)
    }

    /// The folder of the generated code, from the root of the workspace.
    pub(crate) fn generated(&self) -> Utf8PathBuf {
        let (package, module) = self.name.split_once('/').unwrap_or((&self.name, ""));
        let source = Utf8Path::new("crates").join(package).join("src");
        if module.is_empty() {
            source.join("generated")
        } else {
            source.join(module).join("generated")
        }
    }
}

/// The root of the workspace, which contains `spec/`.
pub(crate) fn root() -> Result<Utf8PathBuf> {
    let here = Utf8PathBuf::try_from(std::env::current_dir()?)?;
    match here
        .ancestors()
        .find(|folder| folder.join("Cargo.toml").is_file() && folder.join("spec").is_dir())
    {
        Some(root) => Ok(root.to_owned()),
        None => bail!("there is no `spec/` here or above: run this inside the workspace"),
    }
}

/// All descriptions, by name.
pub(crate) fn all(root: &Utf8Path) -> Result<Vec<Api>> {
    let mut apis = Vec::new();
    for package in folders(&root.join("spec"))? {
        if root.join("spec").join(&package).join("openapi.yaml").is_file() {
            apis.push(Api { name: package.clone() });
        }
        for module in folders(&root.join("spec").join(&package))? {
            if root.join("spec").join(&package).join(&module).join("openapi.yaml").is_file() {
                apis.push(Api { name: format!("{package}/{module}") });
            }
        }
    }
    apis.sort();
    Ok(apis)
}

/// The descriptions with the given names. A crate's name stands for all its descriptions, and no names for
/// all of them.
pub(crate) fn named(root: &Utf8Path, names: &[String]) -> Result<Vec<Api>> {
    let all = all(root)?;
    if names.is_empty() {
        return Ok(all);
    }
    let mut chosen = Vec::new();
    for name in names {
        let matches = |api: &&Api| api.name == *name || api.name.starts_with(&format!("{name}/"));
        let found: Vec<Api> = all.iter().filter(matches).cloned().collect();
        if found.is_empty() {
            let known: Vec<&str> = all.iter().map(|api| api.name.as_str()).collect();
            bail!("there is no API `{name}`: there are {}", known.join(", "));
        }
        chosen.extend(found);
    }
    chosen.sort();
    chosen.dedup();
    Ok(chosen)
}

/// The generated folders that belong to no description, from the root of the workspace.
pub(crate) fn stray(root: &Utf8Path, apis: &[Api]) -> Vec<Utf8PathBuf> {
    let mut stray = Vec::new();
    for package in folders(&root.join("crates")).unwrap_or_default() {
        let source = Utf8Path::new("crates").join(package).join("src");
        let modules = folders(&root.join(&source)).unwrap_or_default();
        let inner = modules.iter().map(|module| source.join(module).join("generated"));
        for folder in std::iter::once(source.join("generated")).chain(inner) {
            if root.join(&folder).is_dir() && apis.iter().all(|api| api.generated() != folder) {
                stray.push(folder);
            }
        }
    }
    stray
}

fn folders(folder: &Utf8Path) -> Result<Vec<String>> {
    let entries = folder.read_dir_utf8().with_context(|| format!("{folder} cannot be read"))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_owned());
        }
    }
    names.sort();
    Ok(names)
}
