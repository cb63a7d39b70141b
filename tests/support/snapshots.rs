//! Expected output: every snapshot of a test is compared, and all differences are shown at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// The expected output of a test.
pub struct Snapshot {
    /// The folder of its file: that of the input, if there is one.
    pub folder: PathBuf,
    /// The name of its file, without `.snap`.
    pub name: String,
    /// A description of its content, in a sentence; empty if the name is enough.
    pub about: String,
    /// The actual output.
    pub text: String,
}

impl Snapshot {
    /// Compares the text with the file.
    ///
    /// # Panics
    ///
    /// When they differ. The difference is printed, and the new text is kept beside the file.
    pub fn compare(self) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(self.folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        if !self.about.is_empty() {
            settings.set_description(self.about);
        }
        settings.bind(|| insta::assert_snapshot!(self.name, self.text));
    }
}

/// Makes the snapshot of each item and compares it. A snapshot that differs, or that cannot be made, does not
/// hide the others.
///
/// # Panics
///
/// At the end, with the titles of the items that failed.
pub fn compare_each<T>(
    items: impl IntoIterator<Item = T>,
    title: impl Fn(&T) -> String,
    make: impl Fn(T) -> Snapshot,
) {
    let mut failed = Vec::new();
    let mut count = 0;
    for item in items {
        let title = title(&item);
        count += 1;
        if catch_unwind(AssertUnwindSafe(|| make(item).compare())).is_err() {
            failed.push(title);
        }
    }
    assert!(count > 0, "there is nothing to compare");
    assert!(failed.is_empty(), "{} of {count} failed:\n{}", failed.len(), failed.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_fail_are_named() {
        let make = |item: &str| -> Snapshot { panic!("{item} cannot be made") };
        let compared = catch_unwind(|| compare_each(["one", "two"], ToString::to_string, make));
        let message = compared.unwrap_err().downcast_ref::<String>().cloned();
        assert_eq!(message.as_deref(), Some("2 of 2 failed:\none\ntwo"));
    }
}
