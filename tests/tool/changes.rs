//! `guestlist diff` and `cargo xtask review`: their description of a change, their exit codes, and their
//! page.

mod page;
mod revisions;

use std::fmt::Write as _;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;
use tempfile::TempDir;

use crate::workspace::{Ended, run_guestlist};

const OLD: &str = r##"openapi: 3.0.3
info: {title: Guests, version: "1"}
paths:
  /guests:
    get:
      operationId: ListGuests
      responses:
        "200":
          description: The guests.
          content: {application/json: {schema: {$ref: "#/components/schemas/Guest"}}}
components:
  schemas:
    Guest: {type: object, properties: {name: {type: string}}}
"##;

/// Two documents in a folder.
struct Pair {
    root: Utf8PathBuf,
    _folder: TempDir,
}

impl Pair {
    fn new(old: &str, new: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().to_owned();
        fs::write(root.join("old.yaml"), old).unwrap();
        fs::write(root.join("new.yaml"), new).unwrap();
        Self { root, _folder: folder }
    }

    fn diff(&self, more: &[&str]) -> Ended {
        let arguments: Vec<&str> =
            ["diff", "old.yaml", "new.yaml"].iter().chain(more).copied().collect();
        run_guestlist(&self.root, &arguments)
    }

    fn review(&self) -> Value {
        self.diff(&["--format", "json", "--out", "review.json"]);
        serde_json::from_slice(&fs::read(self.root.join("review.json")).unwrap()).unwrap()
    }
}

fn with_phone() -> String {
    OLD.replace(
        "name: {type: string}",
        "name: {type: string}, phone: {type: string, nullable: true}",
    )
}

#[test]
fn a_new_nullable_property_is_a_minor_change_in_one_row() {
    let pair = Pair::new(OLD, &with_phone());
    pair.diff(&[]).expect(
        0,
        &[
            "A minor change",
            "0 breaking, 1 compatible, 0 of documentation only",
            "compatible[response-property-added]: `Guest.phone` was added in responses, optional and nullable",
            "new: new.yaml:13:62",
            "+ phone: Field<String>",
        ],
    );
    let review = pair.review();
    assert_eq!(review["bump"], "minor");
    assert_eq!(review["changes"].as_array().unwrap().len(), 1);
    pair.diff(&["--format", "markdown"])
        .expect(0, &["**A minor change", "| compatible | `Guest.phone`"]);
}

#[test]
fn what_breaks_is_said_and_can_be_approved() {
    let pair = Pair::new(&with_phone(), OLD);
    pair.diff(&[]).expect(3, &["A major change", "breaking[response-property-removed]"]);
    let review = pair.review();
    let fingerprint = review["changes"][0]["fingerprint"].as_str().unwrap();
    pair.diff(&["--approve", "000000000000", "--reason", "none"])
        .expect(1, &["no change has the fingerprint `000000000000`"]);
    pair.diff(&["--approve", fingerprint, "--reason", "  "])
        .expect(1, &["an approval needs a reason"]);
    assert!(!pair.root.join("approved-changes.toml").exists());
    pair.diff(&["--approve", fingerprint, "--reason", "nobody had one"])
        .expect(0, &["Approved", "approved: nobody had one"]);
    pair.diff(&[]).expect(0, &["approved: nobody had one"]);

    // Unrelated edits of the document leave the fingerprint as it is.
    fs::write(pair.root.join("new.yaml"), format!("# A comment.\n\n{OLD}")).unwrap();
    pair.diff(&[]).expect(0, &["approved: nobody had one"]);

    // An approval of nothing is stale.
    fs::write(pair.root.join("new.yaml"), with_phone()).unwrap();
    pair.diff(&[]).expect(1, &["the approval of", "is stale"]);
    fs::write(pair.root.join("approved-changes.toml"), "[[approved]]\nreason = 'x'\n").unwrap();
    pair.diff(&[]).expect(1, &["lacks its `fingerprint`"]);
}

#[test]
fn a_broken_document_is_named_and_nothing_is_written() {
    let pair = Pair::new("openapi: 3.0.3\n", OLD);
    pair.diff(&["--out", "page.html", "--format", "html"])
        .expect(1, &["old.yaml is broken, so that nothing can be compared"]);
    assert!(!pair.root.join("page.html").exists());
    let pair = Pair::new(OLD, "openapi: [");
    pair.diff(&[]).expect(1, &["new.yaml is broken"]);
}

#[test]
fn a_page_of_a_thousand_changes_is_small_and_shows_documents_as_text() {
    let mut schemas = String::new();
    for number in 0..1000 {
        _ = write!(schemas, ", p{number}: {{type: string}}");
    }
    let new = OLD
        .replace("name: {type: string}", &format!("name: {{type: string}}{schemas}"))
        .replace("/guests:", "/<img src=x onerror=alert(1)>:");
    let pair = Pair::new(OLD, &new);
    pair.diff(&["--format", "html", "--out", "page.html"]).expect(3, &["Writing page.html"]);
    let page = fs::read_to_string(pair.root.join("page.html")).unwrap();
    assert!(page.len() < 2 << 20, "{} bytes", page.len());
    assert!(page.matches("<details").count() > 1000);
    assert!(!page.contains("<img") && page.contains("&lt;img"), "text of a document is markup");
    assert!(!page.contains("http://") && !page.contains("https://"), "the page names another");
    assert!(page.contains("default-src 'none'"));
}
