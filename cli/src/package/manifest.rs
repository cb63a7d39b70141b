//! `Cargo.toml`.

use anyhow::Result;
use guestlist_codegen::{Dependency as Crate, is_hidden, visible};
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

use super::input::Package;
use crate::choices::table::remember;
use crate::runtime::NAME;
use crate::target::Dependency;

pub(super) fn text(package: &Package<'_>) -> Result<String> {
    let about = package.about();
    let version = match semver::Version::parse(&about.version) {
        Ok(version) => version.to_string(),
        Err(_) => "0.1.0".to_owned(),
    };
    let title = package.title().trim_end_matches('.');
    let description = quoted(&visible(&format!("A client of {title}. Its models lose nothing.")));
    let rust_version = env!("CARGO_PKG_RUST_VERSION");
    let dependencies = dependencies(package);
    let dependencies: String =
        dependencies.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    let workspace = if package.target.needs_workspace {
        "\n# A workspace above does not list this crate. Once it does, this line goes.\n[workspace]\n"
    } else {
        ""
    };
    let mut manifest: DocumentMut = format!(
        "[package]
name = \"{name}\"
version = \"{version}\"
edition = \"2024\"
rust-version = \"{rust_version}\"
description = {description}
readme = \"README.md\"

[features]
default = [\"charset\", \"gzip\", \"http2\", \"rustls\", \"system-proxy\"]
charset = [\"guestlist-runtime/charset\"]
gzip = [\"guestlist-runtime/gzip\"]
http2 = [\"guestlist-runtime/http2\"]
mock = [\"guestlist-runtime/mock\"]
native-tls = [\"guestlist-runtime/native-tls\"]
rustls = [\"guestlist-runtime/rustls\"]
system-proxy = [\"guestlist-runtime/system-proxy\"]
tracing = [\"guestlist-runtime/tracing\"]

[dependencies]
{dependencies}
[dev-dependencies]
tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}
{workspace}",
        name = package.name,
    )
    .parse()?;
    remember(&mut manifest, package.choices, package.out)?;
    Ok(manifest.to_string())
}

/// The dependencies in order: each name, and its value in TOML.
fn dependencies(package: &Package<'_>) -> Vec<(&'static str, String)> {
    let needed = package.files.dependencies();
    let mut all: Vec<_> = needed.crates.iter().map(|one| crate_of(*one)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let path = match &package.target.runtime {
        Dependency::Folder { path, .. } => format!(", path = {}", quoted(path.as_str())),
        Dependency::Registry | Dependency::Workspace => String::new(),
    };
    let features: Vec<String> = needed.runtime_features.iter().map(|one| quoted(one)).collect();
    let features = match features.as_slice() {
        [] => String::new(),
        features => format!(", features = [{}]", features.join(", ")),
    };
    let runtime =
        format!("{{ version = \"{version}\"{path}, default-features = false{features} }}");
    all.push((NAME, runtime));
    all.sort();
    all
}

/// The versions are those of `guestlist-runtime`, or the code would have two versions of a crate.
fn crate_of(dependency: Crate) -> (&'static str, String) {
    let (name, value) = match dependency {
        Crate::Bytes => ("bytes", "\"1\""),
    };
    (name, value.to_owned())
}

/// An existing manifest with the missing dependencies and features of the code, and the options of this run;
/// none if nothing is missing. Everything else stays as it is.
///
/// # Errors
///
/// When the manifest is not TOML, or not that of a package.
pub(crate) fn completed(manifest: &str, package: &Package<'_>) -> Result<Option<String>> {
    let mut document: DocumentMut = manifest.parse()?;
    let before = document.to_string();
    let table = document.entry("dependencies").or_insert(toml_edit::table());
    if let Some(table) = table.as_table_like_mut() {
        for (name, value) in dependencies(package) {
            if !table.contains_key(name) {
                table.insert(name, Item::Value(value.parse()?));
            }
        }
        if let Some(runtime) = table.get_mut(NAME) {
            set_path(runtime, &package.target.runtime);
        }
        let runtime = table.get_mut(NAME).and_then(Item::as_table_like_mut);
        if let Some(runtime) = runtime.filter(|runtime| lacks_defaults(&**runtime)) {
            add_features(runtime, &package.files.dependencies().runtime_features);
        }
    }
    remember(&mut document, package.choices, package.out)?;
    let after = document.to_string();
    Ok((after != before).then_some(after))
}

/// Points the dependency on the runtime to its place.
fn set_path(dependency: &mut Item, target: &Dependency) {
    if let (Dependency::Folder { .. }, Some(version)) = (target, dependency.as_str()) {
        let mut whole = InlineTable::new();
        whole.insert("version", version.into());
        *dependency = toml_edit::value(whole);
    }
    let Some(table) = dependency.as_table_like_mut() else { return };
    match target {
        Dependency::Folder { path, .. } => {
            if table.get("path").and_then(Item::as_str) != Some(path.as_str()) {
                table.insert("path", toml_edit::value(path.as_str()));
            }
        }
        Dependency::Registry => {
            table.remove("path");
        }
        Dependency::Workspace => {}
    }
}

/// Whether a dependency has no default features, or may have none because the workspace decides.
fn lacks_defaults(dependency: &dyn TableLike) -> bool {
    let is = |key, wanted| dependency.get(key).and_then(Item::as_bool) == Some(wanted);
    is("default-features", false) || is("workspace", true)
}

fn add_features(dependency: &mut dyn TableLike, needed: &[&str]) {
    if needed.is_empty() {
        return;
    }
    let features = dependency.entry("features").or_insert(Item::Value(Array::new().into()));
    let Some(features) = features.as_array_mut() else { return };
    for feature in needed {
        if !features.iter().any(|known| known.as_str() == Some(*feature)) {
            features.push(Value::from(*feature));
        }
    }
}

/// A text as a TOML basic string (TOML 1.0, section "String").
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || is_hidden(c) => {
                quoted.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_title_is_a_text_of_toml() {
        assert_eq!(quoted("a \"b\" \\ c\n"), "\"a \\\"b\\\" \\\\ c\\U0000000A\"");
        assert_eq!(quoted("\u{202e}b"), "\"\\U0000202Eb\"");
    }
}
