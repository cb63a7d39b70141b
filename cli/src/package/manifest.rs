//! `Cargo.toml`.

use guestlist_codegen::{is_hidden, visible};
use rayon::prelude::*;

use super::Package;

/// A crate that generated code may call: how it names it, and the line of the manifest.
struct Dependency {
    name: &'static str,
    mark: &'static str,
    value: &'static str,
}

/// The versions are those that `guestlist-runtime` has, or the code would meet two of a kind.
const DEPENDENCIES: [Dependency; 6] = [
    Dependency { name: "bytes", mark: "bytes::", value: "\"1\"" },
    Dependency {
        name: "chrono",
        mark: "chrono::",
        value: "{ version = \"0.4\", default-features = false }",
    },
    Dependency {
        name: "futures-util",
        mark: "futures_util::",
        value: "{ version = \"0.3\", default-features = false }",
    },
    Dependency { name: "http", mark: "http::", value: "\"1\"" },
    Dependency {
        name: "serde",
        mark: "serde::",
        value: "{ version = \"1\", default-features = false, features = [\"std\"] }",
    },
    Dependency { name: "serde_json", mark: "serde_json::", value: "\"1\"" },
];

pub(super) fn text(package: &Package<'_>) -> String {
    let about = package.about();
    let version = match semver::Version::parse(&about.version) {
        Ok(version) => version.to_string(),
        Err(_) => "0.1.0".to_owned(),
    };
    let title = package.title().trim_end_matches('.');
    let description = quoted(&visible(&format!("A client of {title}. Its models lose nothing.")));
    let rust_version = env!("CARGO_PKG_RUST_VERSION");
    let dependencies = dependencies(package);
    let workspace = if package.place.needs_workspace {
        "\n# A workspace above does not list this crate. Once it does, this line goes.\n[workspace]\n"
    } else {
        ""
    };
    format!(
        "[package]
name = \"{name}\"
version = \"{version}\"
edition = \"2024\"
rust-version = \"{rust_version}\"
description = {description}
readme = \"README.md\"

[features]
default = [\"gzip\", \"http2\", \"rustls\", \"system-proxy\"]
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
}

fn dependencies(package: &Package<'_>) -> String {
    let runtime = env!("CARGO_PKG_VERSION");
    let path = package.place.runtime.as_ref();
    let path = path.map(|path| format!(", path = {}", quoted(path.as_str()))).unwrap_or_default();
    let mut lines = vec![(
        "guestlist-runtime",
        format!(
            "{{ version = \"{runtime}\"{path}, default-features = false, features = [\"patterns\"] }}"
        ),
    )];
    let has = |mark: &str| package.files.iter().any(|(_, code)| mentions(code, mark));
    let needed = DEPENDENCIES.par_iter().filter(|one| has(one.mark));
    lines.extend(needed.map(|one| (one.name, one.value.to_owned())).collect::<Vec<_>>());
    lines.sort();
    lines.into_iter().map(|(name, value)| format!("{name} = {value}\n")).collect()
}

/// Whether code names a path that begins with this crate.
fn mentions(code: &str, mark: &str) -> bool {
    code.match_indices(mark).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        // `guestlist_runtime::http::` is a module of another crate.
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

/// A text as TOML writes it: a basic string (TOML 1.0, section "String").
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
    fn a_crate_is_needed_where_a_path_begins_with_it() {
        assert!(mentions("use bytes::Bytes;", "bytes::"));
        assert!(mentions("let x: Vec<bytes::Bytes>", "bytes::"));
        assert!(!mentions("use runtime::bytes::Bytes;", "bytes::"));
        assert!(!mentions("megabytes::count()", "bytes::"));
    }

    #[test]
    fn any_title_is_a_text_of_toml() {
        assert_eq!(quoted("a \"b\" \\ c\n"), "\"a \\\"b\\\" \\\\ c\\U0000000A\"");
        assert_eq!(quoted("\u{202e}b"), "\"\\U0000202Eb\"");
    }
}
