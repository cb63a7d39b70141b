//! The tests that guard each group of files.

use std::collections::BTreeSet;

use anyhow::Result;
use camino::Utf8Path;

use crate::tree;

/// Files whose mutants are caught by the same tests.
pub(super) struct Group {
    pub(super) name: &'static str,
    /// The package that the files belong to.
    pub(super) package: &'static str,
    pub(super) files: &'static [&'static str],
    /// The files among them that other tests guard.
    pub(super) except: &'static [&'static str],
    /// The tests that guard them, the quickest first. A round runs only if no earlier round noticed the
    /// mutant.
    pub(super) rounds: &'static [Round],
}

/// Tests that run together.
pub(super) struct Round {
    /// The packages with the tests; [`CLIENTS`] stands for those of the descriptions.
    packages: &'static [&'static str],
    /// The test targets of the packages, as arguments of `cargo test`.
    pub(super) targets: &'static [&'static str],
    /// Parts of the names of the tests that run; empty for all tests.
    only: &'static [&'static str],
    /// Tests of other promises, which are skipped to save time.
    skipped: &'static [&'static str],
}

/// The clients that are generated from `spec/`, which are found there.
const CLIENTS: &str = "clients";

pub(super) const GROUPS: [Group; 3] = [
    Group {
        name: "models and JSON",
        package: "guestlist-runtime",
        files: &[
            "crates/runtime/src/ground/bounds.rs",
            "crates/runtime/src/json",
            "crates/runtime/src/value",
        ],
        except: &[],
        rounds: &[
            Round {
                packages: &["guestlist-runtime"],
                targets: &["--lib"],
                only: &[],
                skipped: &["http::"],
            },
            Round {
                packages: &["guestlist-constructs", "guestlist-party"],
                targets: &["--test=constructs", "--test=calls"],
                only: &[],
                skipped: &["fresh"],
            },
        ],
    },
    Group {
        name: "calls",
        package: "guestlist-runtime",
        files: &["crates/runtime/src/http"],
        // Tried by the tests of the clients, in `crates/*/tests`, and by `masking` of `tests/client_policy`.
        except: &[
            "crates/runtime/src/http/caller_secrets.rs",
            "crates/runtime/src/http/masking.rs",
            "crates/runtime/src/http/masking",
            "crates/runtime/src/http/mock.rs",
            // Compiled only for a browser.
            "crates/runtime/src/http/platform/browser.rs",
            "crates/runtime/src/http/platform/browser",
            "crates/runtime/src/http/transport/unknown_progress.rs",
            "crates/runtime/src/http/mock",
        ],
        rounds: &[
            Round {
                packages: &["guestlist-runtime"],
                targets: &["--lib"],
                only: &[],
                skipped: &["json::", "masking", "value::"],
            },
            Round {
                packages: &["guestlist-party"],
                targets: &["--test=calls"],
                only: &[],
                skipped: &[],
            },
            Round {
                packages: &[CLIENTS],
                targets: &["--test=calls"],
                only: &[],
                skipped: &["jobs"],
            },
            Round {
                packages: &["guestlist-tests"],
                targets: &["--test=client_policy"],
                only: &[],
                skipped: &["masking"],
            },
        ],
    },
    Group {
        name: "descriptions",
        package: "guestlist-codegen",
        files: &["codegen/src/lower", "codegen/src/lower.rs"],
        except: &[],
        rounds: &[
            Round {
                packages: &["guestlist-tests"],
                targets: &["--test=compiler_cases"],
                only: &[],
                skipped: &[
                    "bounds",
                    "deep",
                    "diffs",
                    "form_of_a_file",
                    "growth",
                    "keywords",
                    "mutat",
                    "overlays",
                    "random",
                    "selections",
                    "undocumented",
                    "what_code_needs",
                ],
            },
            Round {
                packages: &["guestlist-party"],
                targets: &["--test=fresh"],
                only: &[],
                skipped: &[],
            },
            Round {
                packages: &["guestlist-codegen", "guestlist-constructs", "guestlist-hostile"],
                targets: &["--lib", "--test=constructs", "--test=texts"],
                only: &["lower", "nothing_of_the_crate_is_stale"],
                skipped: &[],
            },
            Round {
                packages: &["guestlist-tests"],
                targets: &["--test=compiler_cases"],
                only: &["deep", "overlays", "selections"],
                skipped: &[],
            },
        ],
    },
];

impl Round {
    /// The names of the packages with the tests, in a workspace.
    pub(super) fn packages(&self, root: &Utf8Path) -> Result<BTreeSet<String>> {
        let mut names = BTreeSet::new();
        for package in self.packages {
            if *package == CLIENTS {
                let apis = tree::all(root)?;
                names.extend(apis.iter().map(|api| format!("guestlist-{}", api.package())));
            } else {
                names.insert((*package).to_owned());
            }
        }
        Ok(names)
    }

    /// The arguments for the test programs that skip tests of other promises.
    pub(super) fn filters(&self) -> impl Iterator<Item = String> {
        let skips = self.skipped.iter().map(|name| format!("--skip={name}"));
        self.only.iter().map(|name| (*name).to_owned()).chain(skips)
    }
}

impl Group {
    pub(super) fn guards(&self, file: &str) -> bool {
        let is_in = |paths: &[&str]| paths.iter().any(|path| is_under(file, path));
        is_in(self.files) && !is_in(self.except)
    }
}

/// Whether a path is the file, or a folder that contains it.
pub(super) fn is_under(file: &str, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn each_package_is_a_member_of_the_workspace() {
        let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
        for round in GROUPS.iter().flat_map(|group| group.rounds) {
            let packages = round.packages(root).unwrap();
            assert!(packages.len() >= round.packages.len(), "{packages:?}");
            for package in packages {
                let line = format!("name = \"{package}\"\n");
                assert!(lock.contains(&line), "there is no package {package}");
            }
        }
    }

    #[test]
    fn each_file_is_there() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let files = GROUPS.iter().flat_map(|group| group.files.iter().chain(group.except));
        let missing: Vec<_> = files.filter(|file| !root.join(file).exists()).collect();
        assert!(missing.is_empty(), "moved, or gone: {missing:?}");
    }
}
