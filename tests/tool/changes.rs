//! `guestlist diff` and `cargo xtask review`: what they say of a change, how they end, and their page.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;
use tempfile::TempDir;

use crate::workspace::{Ended, Workspace, run_guestlist};

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

/// A browser, where one is installed.
fn browser() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok())
}

#[test]
fn the_page_runs_in_a_browser_without_errors() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no Chromium is installed");
        return;
    };
    let pair = Pair::new(&with_phone(), OLD);
    pair.diff(&["--format", "html", "--out", "page.html"]).expect(3, &[]);
    let profile = pair.root.join("profile");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"])
        .args(["--disable-dev-shm-usage", "--virtual-time-budget=2000", "--dump-dom"])
        .arg(format!("--user-data-dir={profile}"))
        .arg(format!("file://{}", pair.root.join("page.html")))
        .output()
        .unwrap();
    let (dom, log) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!log.contains("CONSOLE"), "{log}");
    // The script shows what works only with it.
    assert!(dom.contains("<div class=\"tools\">"), "{dom}");
}

#[test]
fn a_review_compares_the_working_tree_with_a_revision() {
    let workspace = Workspace::new();
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=Guest", "-c", "user.email=guest@example.com"])
            .args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .current_dir(&workspace.root)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    workspace.run(&["review"]).expect(1, &["name a revision with `--base REV`"]);
    git(&["init", "-q"]);
    git(&["add", "spec"]);
    git(&["commit", "-qm", "Describe"]);
    workspace.run(&["review"]).expect(0, &["Nothing that is generated changes"]);
    let path = workspace.root.join("spec/party/openapi.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let renamed = text.replace("operationId: InviteGuest", "operationId: AskGuest");
    assert_ne!(text, renamed);
    workspace.run(&["review", "--base", "nowhere"]).expect(1, &["there is no revision `nowhere`"]);
    fs::write(&path, "openapi: [").unwrap();
    workspace.run(&["review"]).expect(1, &["spec/party is broken"]);
    fs::remove_dir_all(workspace.root.join("spec/party")).unwrap();
    workspace.run(&["review"]).expect(3, &["the description `party` was removed"]);
}
