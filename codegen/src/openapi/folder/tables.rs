//! The tables beside a document: the sources of its examples, the errors of the vendor's pages, and the
//! selected operations.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

/// `examples.yaml`: the vendor's pages, and the page of each file in `examples/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExampleTable {
    pub(crate) pages: IndexMap<String, Page>,
    pub(crate) examples: IndexMap<String, ExampleRow>,
}

/// A page of the vendor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read so that a row without them is refused; people look at them")]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) url: String,
}

/// The source of an example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the section is for people")]
pub(crate) struct ExampleRow {
    pub(crate) page: String,
    pub(crate) section: String,
    pub(crate) kind: ExampleKind,
}

/// The type of an example.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ExampleKind {
    /// A JSON example of the page.
    Example,
    /// The JSON body of a curl command.
    Curl,
    /// A body that code samples imply without printing it.
    Sample,
    /// An example of the page, corrected.
    Corrected,
}

impl ExampleKind {
    /// Whether the page prints it.
    pub(crate) fn is_documented(self) -> bool {
        matches!(self, Self::Example | Self::Curl)
    }
}

/// One error of a page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "truth and evidence are for people, and asked for")]
pub(crate) struct Erratum {
    pub(crate) id: String,
    pub(crate) page: String,
    pub(crate) operations: Vec<String>,
    pub(crate) quote: String,
    pub(crate) truth: String,
    pub(crate) evidence: String,
    pub(crate) example: Option<Subject>,
    pub(crate) document: Option<Claim>,
}

/// An example that is wrong as printed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subject {
    pub(crate) printed: String,
    pub(crate) corrected: String,
    pub(crate) refused_at: String,
}

/// The statement of the document about which the page is wrong.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claim {
    pub(crate) at: String,
    pub(crate) is: State,
    pub(crate) value: Option<Value>,
}

/// The state of a value of the document.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    Present,
    Absent,
    Equals,
}

/// `selection.yaml`: the selected operations of a description, as in `--only` and `--skip`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct SelectionTable {
    pub(crate) only: Vec<String>,
    pub(crate) skip: Vec<String>,
    pub(crate) all_components: bool,
}
