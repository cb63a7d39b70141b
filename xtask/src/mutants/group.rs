//! Which tests guard which files.

/// Files whose mutants are caught by the same tests.
pub(super) struct Group {
    pub(super) name: &'static str,
    /// The package that the files belong to.
    pub(super) package: &'static str,
    pub(super) files: &'static [&'static str],
    /// The packages whose tests guard them.
    pub(super) tested_by: &'static [&'static str],
    /// Those of the packages' tests, as `cargo test` takes them.
    pub(super) targets: &'static [&'static str],
    /// Tests of other promises, which would only take time.
    skipped: &'static [&'static str],
}

pub(super) const GROUPS: [Group; 3] = [
    Group {
        name: "models and JSON",
        package: "guestlist-runtime",
        files: &[
            "crates/runtime/src/ground/bounds.rs",
            "crates/runtime/src/json/wire.rs",
            "crates/runtime/src/json/wire",
            "crates/runtime/src/json/decode.rs",
            "crates/runtime/src/json/encode.rs",
            "crates/runtime/src/json/error.rs",
            "crates/runtime/src/json/foreign.rs",
            "crates/runtime/src/json/foreign",
            "crates/runtime/src/json/parts.rs",
            "crates/runtime/src/json/path.rs",
            "crates/runtime/src/json/reader",
            "crates/runtime/src/json/text.rs",
            "crates/runtime/src/json/writer.rs",
            "crates/runtime/src/value/timestamp.rs",
            "crates/runtime/src/http/parameter.rs",
            "crates/runtime/src/http/parameter",
        ],
        tested_by: &["guestlist-runtime", "guestlist-constructs", "guestlist-party"],
        targets: &["--lib", "--test=constructs", "--test=calls"],
        skipped: &["fresh"],
    },
    Group {
        name: "calls",
        package: "guestlist-runtime",
        files: &[
            "crates/runtime/src/http/session.rs",
            "crates/runtime/src/http/session",
            "crates/runtime/src/http/retry.rs",
            "crates/runtime/src/http/rate_limit.rs",
            "crates/runtime/src/http/paging.rs",
            "crates/runtime/src/http/paging",
            "crates/runtime/src/http/token.rs",
        ],
        tested_by: &["guestlist-runtime", "guestlist-tests"],
        targets: &["--lib", "--test=client_policy"],
        skipped: &["environment", "masking", "wire"],
    },
    Group {
        name: "descriptions",
        package: "guestlist-codegen",
        files: &["codegen/src/lower", "codegen/src/lower.rs"],
        tested_by: &[
            "guestlist-codegen",
            "guestlist-tests",
            "guestlist-constructs",
            "guestlist-party",
            "guestlist-hostile",
        ],
        targets: &[
            "--lib",
            "--test=compiler_cases",
            "--test=constructs",
            "--test=fresh",
            "--test=texts",
        ],
        skipped: &["bounds", "random", "docs", "growth", "keywords", "mutat", "takes_long"],
    },
];

impl Group {
    /// What the test programs get, so that they leave out tests of other promises.
    pub(super) fn skips(&self) -> impl Iterator<Item = String> {
        self.skipped.iter().map(|name| format!("--skip={name}"))
    }

    pub(super) fn guards(&self, file: &str) -> bool {
        self.files.iter().any(|path| is_under(file, path))
    }
}

/// Whether a path is the file, or a folder that it stands in.
pub(super) fn is_under(file: &str, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn each_file_is_there() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let files = GROUPS.iter().flat_map(|group| group.files);
        let missing: Vec<_> = files.filter(|file| !root.join(file).exists()).collect();
        assert!(missing.is_empty(), "moved, or gone: {missing:?}");
    }
}
