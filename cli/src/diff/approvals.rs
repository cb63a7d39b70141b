//! Approved breaking changes, in a file beside the description.

use std::fs;

use anyhow::{Context as _, Result, bail, ensure};
use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::Change;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// The name of the file.
const FILE: &str = "approved-changes.toml";

/// The name of the list in it.
const LIST: &str = "approved";

/// The file of approvals for a description.
pub fn beside(document: &Utf8Path) -> Utf8PathBuf {
    document.with_file_name(FILE)
}

/// The approved changes.
#[derive(Default)]
pub struct Approvals(DocumentMut);

impl Approvals {
    /// Reads the file; a missing file approves nothing.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or an entry lacks its fingerprint or its reason.
    pub fn read(path: &Utf8Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(path).with_context(|| format!("{path} cannot be read"))?;
        let document: DocumentMut = text.parse().with_context(|| format!("{path} is not TOML"))?;
        for (name, _) in document.iter() {
            ensure!(name == LIST, "{path} has `{name}`, where only `[[{LIST}]]` may be");
        }
        let approvals = Self(document);
        for entry in approvals.entries() {
            for name in ["fingerprint", "reason"] {
                if entry.get(name).and_then(Item::as_str).is_none_or(|text| text.trim().is_empty())
                {
                    bail!("an entry of `[[{LIST}]]` in {path} lacks its `{name}`");
                }
            }
        }
        Ok(approvals)
    }

    /// The reason why the change with a fingerprint is approved; none if it is not.
    pub fn reason(&self, fingerprint: &str) -> Option<&str> {
        let mut entries = self.entries();
        let entry = entries.find(|entry| string(entry, "fingerprint") == Some(fingerprint))?;
        string(entry, "reason")
    }

    /// The approved fingerprints.
    pub fn fingerprints(&self) -> impl Iterator<Item = String> {
        self.entries().filter_map(|entry| string(entry, "fingerprint")).map(str::to_owned)
    }

    /// Approves a change.
    ///
    /// # Errors
    ///
    /// When the reason is empty.
    pub fn add(&mut self, change: &Change, reason: &str) -> Result<()> {
        ensure!(!reason.trim().is_empty(), "an approval needs a reason");
        if self.reason(&change.fingerprint).is_some() {
            return Ok(());
        }
        let mut entry = Table::new();
        entry.insert("fingerprint", value(&change.fingerprint));
        entry.insert("rule", value(change.rule.id));
        entry.insert("change", value(&change.sentence));
        entry.insert("reason", value(reason.trim()));
        let list = self.0.entry(LIST).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(list) = list.as_array_of_tables_mut() {
            list.push(entry);
        }
        Ok(())
    }

    /// The file.
    pub fn text(&self) -> String {
        self.0.to_string()
    }

    fn entries(&self) -> impl Iterator<Item = &Table> {
        self.0.get(LIST).and_then(Item::as_array_of_tables).into_iter().flatten()
    }
}

fn string<'a>(entry: &'a Table, name: &str) -> Option<&'a str> {
    entry.get(name).and_then(Item::as_str)
}
