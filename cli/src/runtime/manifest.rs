//! The manifest of the copy: the runtime's own, without its workspace.

use anyhow::{Context as _, Result};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

const OWN: &str = include_str!("../../runtime/manifest.toml");
const WORKSPACE: &str = include_str!("../../runtime/workspace.toml");

const HEAD: &str = "# A copy that `guestlist generate` wrote, and renews: see CHECKSUMS.txt.\n\n";

/// The text of the manifest.
pub(super) fn text() -> Result<String> {
    let mut manifest: DocumentMut = OWN.parse()?;
    let workspace: DocumentMut = WORKSPACE.parse()?;
    let workspace = workspace.get("workspace").context("the workspace has no such table")?;
    let package = manifest.get_mut("package").and_then(Item::as_table_mut);
    let package = package.context("the manifest has no package")?;
    for (name, value) in package.iter_mut() {
        if is_inherited(value) {
            let shared = workspace.get("package").and_then(|table| table.get(name.get()));
            *value = shared.cloned().context("a field of the workspace is missing")?;
            without_comments(value);
        }
    }
    package.insert("publish", toml_edit::value(false));
    for table in dependencies(&mut manifest) {
        for (name, value) in table.iter_mut() {
            let shared = workspace.get("dependencies").and_then(|table| table.get(name.get()));
            inherit(value, shared.context("a dependency of the workspace is missing")?);
        }
    }
    let mut lints = workspace.get("lints").cloned().context("the workspace has no lints")?;
    let tables = lints.as_table_mut().into_iter().flat_map(Table::iter_mut);
    // These tables come after all others, in their own order.
    tables.filter_map(|(_, table)| table.as_table_mut()).for_each(|table| table.set_position(None));
    manifest.remove("lints");
    manifest.insert("lints", lints);
    Ok(format!("{HEAD}{manifest}"))
}

/// The tables of dependencies: those for all targets, and those for some.
fn dependencies(manifest: &mut Table) -> Vec<&mut Table> {
    let mut found = Vec::new();
    for (name, item) in manifest.iter_mut() {
        match (name.get(), item.as_table_mut()) {
            ("dependencies" | "dev-dependencies", Some(table)) => found.push(table),
            ("target", Some(targets)) => {
                let targets = targets.iter_mut().filter_map(|(_, target)| target.as_table_mut());
                found.extend(targets.flat_map(dependencies));
            }
            _ => {}
        }
    }
    found
}

fn is_inherited(value: &Item) -> bool {
    let table = value.as_table_like();
    table.and_then(|table| table.get("workspace")).and_then(Item::as_bool) == Some(true)
}

/// Replaces an inherited dependency by the workspace's, with its own additions.
fn inherit(value: &mut Item, shared: &Item) {
    if !is_inherited(value) {
        return;
    }
    let mut whole = match shared.as_table_like() {
        Some(table) => entries(table),
        None => {
            let mut whole = InlineTable::new();
            whole.extend(shared.as_value().map(|version| ("version", bare(version))));
            whole
        }
    };
    let own = value.as_table_like().map(entries).unwrap_or_default();
    for (name, added) in own.iter().filter(|(name, _)| *name != "workspace") {
        match (name, added, whole.get_mut("features").and_then(Value::as_array_mut)) {
            ("features", Value::Array(added), Some(features)) => {
                for feature in added.iter().map(bare) {
                    features.push(feature);
                }
                features.fmt();
            }
            _ => {
                whole.insert(name, added.clone());
            }
        }
    }
    *value = toml_edit::value(whole);
}

/// The values of a table, without their comments.
fn entries(table: &dyn TableLike) -> InlineTable {
    let values = table.iter().filter_map(|(name, item)| Some((name, item.as_value()?)));
    values.map(|(name, value)| (name, bare(value))).collect()
}

fn bare(value: &Value) -> Value {
    let mut value = value.clone();
    value.decor_mut().clear();
    if let Value::Array(array) = &mut value {
        *array = array.iter().map(bare).collect::<Array>();
    }
    value
}

fn without_comments(value: &mut Item) {
    if let Some(value) = value.as_value_mut() {
        *value = bare(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_needs_no_workspace() {
        let text = text().unwrap();
        assert!(!text.contains("workspace"), "{text}");
        assert!(!text.contains("path ="), "{text}");
        let manifest: DocumentMut = text.parse().unwrap();
        let features = |group: &str, name: &str| {
            let features = manifest[group][name]["features"].as_array().unwrap();
            features.iter().map(|one| one.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(features("dev-dependencies", "serde"), ["std", "derive"]);
        assert_eq!(manifest["dependencies"]["tracing"]["optional"].as_bool(), Some(true));
        let native = &manifest["target"]["cfg(not(target_arch = \"wasm32\"))"]["dependencies"];
        // The workspace's features come first.
        assert_eq!(native["tokio"]["features"][1].as_str(), Some("sync"));
        assert_eq!(native["tokio"]["features"][2].as_str(), Some("rt"));
        assert_eq!(manifest["package"]["edition"].as_str(), Some("2024"));
        assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    }
}
