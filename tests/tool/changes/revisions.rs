//! `cargo xtask review`: the working tree compared with a revision, with the rows and errata that changed,
//! and the message if there is nothing to compare with.

use std::fs;
use std::process::Command;

use camino::Utf8Path;
use serde_json::{Value, json};

use crate::workspace::{Ended, Workspace, run, run_with_variable};

const PARTY: &str = "spec/party/openapi.yaml";

/// Runs git in a folder.
#[track_caller]
fn git(folder: &Utf8Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Guest", "-c", "user.email=guest@example.com"])
        .args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A workspace whose descriptions are in the first commit of `main`.
fn repository() -> Workspace {
    let workspace = Workspace::new();
    workspace.write(
        "tests/documented_bodies/verdicts.snap",
        "2 documented bodies: 2 without loss\n\n\
         party InviteGuest.request  example  accepts  same\n\
         party InviteGuest.201      example  accepts  same\n\
         wedding/v1 InviteGuest.201 example  accepts  same\n",
    );
    workspace.write(
        "tests/documented_bodies/mutations.snap",
        "changes of 2 documented bodies, one at a time\n\n\
         null          1  1  0  0\n\
         wrong type    0  9  0  0\n",
    );
    git(&workspace.root, &["init", "-q"]);
    git(&workspace.root, &["add", "spec", "tests"]);
    git(&workspace.root, &["commit", "-qm", "Describe"]);
    workspace
}

/// A review as JSON.
fn review(workspace: &Workspace) -> Value {
    workspace.run(&["review", "--format", "json", "--out", "review.json"]);
    serde_json::from_slice(&fs::read(workspace.root.join("review.json")).unwrap()).unwrap()
}

/// Runs a review that is to write a page, and sees that it says why it cannot, and writes none.
#[track_caller]
fn refused(workspace: &Workspace, more: &[&str], message: &str) -> Ended {
    let arguments = ["review", "--format", "html", "--out", "page.html"];
    let ended = workspace.run(&[&arguments[..], more].concat()).expect(1, &[message]);
    assert_eq!(ended.text.matches("error:").count(), 1, "{}", ended.text);
    assert!(!workspace.root.join("page.html").exists(), "a page was written");
    ended
}

#[test]
fn a_review_compares_the_working_tree_with_a_revision() {
    let workspace = repository();
    workspace.run(&["review"]).expect(0, &["Nothing that is generated changes"]);
    workspace.edit(PARTY, "operationId: InviteGuest", "operationId: AskGuest");
    workspace.run(&["review"]).expect(3, &["breaking[operation-renamed]"]);
    fs::remove_dir_all(workspace.root.join("spec/party")).unwrap();
    workspace.run(&["review"]).expect(3, &["the description `party` was removed"]);
}

#[test]
fn rows_that_moved_are_shown_by_the_change_that_moved_them() {
    let workspace = repository();
    let verdicts = "tests/documented_bodies/verdicts.snap";
    workspace.edit(PARTY, "required: [name]", "required: [name, state]");
    workspace.edit(
        verdicts,
        "InviteGuest.201      example  accepts",
        "InviteGuest.201  example  refuses",
    );
    workspace.edit(verdicts, "wedding/v1 InviteGuest.201 example  accepts  same\n", "");
    workspace.edit(
        "tests/documented_bodies/mutations.snap",
        "null          1  1",
        "null          0  2",
    );
    let proof = &review(&workspace)["proof"];
    let required = "`Guest.state` became required in responses";
    assert_eq!(proof["unmoved"], 2, "{proof:#}");
    let [first, second, third] = proof["moved"].as_array().unwrap().as_slice() else {
        panic!("{proof:#}")
    };
    let row = json!({
        "row": "party InviteGuest.201", "old": "example accepts same", "new": "example refuses same"
    });
    assert_eq!(*first, json!({ "cause": required, "rows": [row] }));
    // Both directions of the schema can move a row of all bodies, and nothing tells which did.
    assert_eq!(second["cause"], "all documented bodies: one of 2 changes");
    let row = json!({
        "row": "documented bodies, null",
        "old": "1 lossless, 1 refused, 0 silently lossy, 0 wrong path",
        "new": "0 lossless, 2 refused, 0 silently lossy, 0 wrong path",
    });
    assert_eq!(second["rows"], json!([row]));
    assert_eq!(third["cause"], "`InviteGuest` of `wedding/v1`: a body is gone");

    let counts = "Rows of the tables of documented bodies: 3 moved, 2 did not.";
    let rows = ["- example accepts same", "+ example refuses same"];
    workspace.run(&["review"]).expect(3, &[counts, required, rows[0], rows[1]]);
    let rows = [" party InviteGuest.201 -example accepts same +example refuses same"];
    workspace.run(&["review", "--format", "markdown"]).expect(3, &[counts, rows[0]]);
    let rows = ["<del>- example accepts same</del>", "<ins>+ example refuses same</ins>"];
    workspace.run(&["review", "--format", "html"]).expect(3, &[counts, rows[0], rows[1]]);
}

#[test]
fn errata_that_are_new_gone_or_stale_are_shown() {
    let workspace = repository();
    workspace.edit("spec/party/errata.yaml", "inviting-answers-201", "invitations-are-created");
    let ok = "\n        '200': {description: Known.}\n        '201': ";
    workspace.edit("spec/wedding/v1/openapi.yaml", "\n        '201': ", ok);
    let fates = |review: &Value| -> Vec<String> {
        let errata = review["proof"]["errata"].as_array().unwrap();
        errata.iter().map(|one| format!("{} {}", one["erratum"], one["fate"])).collect()
    };
    let expected = [
        r#""party: invitations-are-created" "new""#,
        r#""party: inviting-answers-201" "gone""#,
        r#""wedding/v1: inviting-answers-201" "stale""#,
    ];
    assert_eq!(fates(&review(&workspace)), expected);
    let stale = "the erratum wedding/v1: inviting-answers-201 no longer applies";
    let new = "erratum new: party: invitations-are-created: The status is 201.";
    workspace.run(&["review"]).expect(1, &[stale, new]);
    let new = "**Erratum new:** party: invitations-are-created: The status is 201.";
    workspace.run(&["review", "--format", "markdown"]).expect(1, &[stale, new]);
    let new = "new</span>party: invitations-are-created: The status is 201.";
    workspace.run(&["review", "--format", "html"]).expect(1, &[stale, new]);
}

#[test]
fn without_a_base_there_is_one_clear_error_and_no_page() {
    let workspace = Workspace::new();
    refused(&workspace, &[], "is not in a git repository: there is nothing to compare with");
    git(&workspace.root, &["init", "-q"]);
    git(&workspace.root, &["add", "Cargo.toml"]);
    git(&workspace.root, &["commit", "-qm", "Begin"]);
    refused(&workspace, &["--base", "nowhere"], "there is no revision `nowhere`");
    refused(&workspace, &["--base", "HEAD"], "has no description in `spec/`");
    workspace.write("notes", "");
    git(&workspace.root, &["checkout", "-q", "-b", "topic"]);
    git(&workspace.root, &["branch", "-D", "main", "-q"]);
    refused(&workspace, &[], "name a revision with `--base REV`");
    assert!(!workspace.root.join("target/review").exists(), "something was checked out");
}

#[test]
fn a_shallow_clone_says_how_to_get_the_rest() {
    let workspace = repository();
    git(&workspace.root, &["checkout", "-q", "-b", "topic"]);
    for word in ["One", "Two"] {
        workspace.edit(PARTY, "title: ", &format!("title: {word} "));
        git(&workspace.root, &["commit", "-qam", word]);
    }
    let source = format!("file://{}", workspace.root);
    for more in ["--single-branch", "--no-single-branch"] {
        let shallow = Workspace::empty();
        git(&shallow.root, &["clone", "-q", "--depth", "1", "-b", "topic", more, &source, "clone"]);
        let clone = shallow.root.join("clone");
        fs::write(clone.join("Cargo.toml"), "[workspace]\n").unwrap();
        run(&clone, &["review"]).expect(1, &["run `git fetch --unshallow`"]);
        run(&clone, &["review", "--base", "HEAD~1"]).expect(1, &["run `git fetch --unshallow`"]);
        assert!(!clone.join("target/review").exists());
        git(&clone, &["fetch", "-q", "--unshallow"]);
        run(&clone, &["review", "--base", "HEAD~1"])
            .expect(0, &["the title or the description of the API changed"]);
    }
}

#[test]
fn a_description_that_is_broken_is_named_with_its_revision() {
    let workspace = repository();
    let text = fs::read_to_string(workspace.root.join(PARTY)).unwrap();
    workspace.write(PARTY, "openapi: [");
    for more in [&[][..], &["--run"][..]] {
        refused(&workspace, more, "spec/party is broken, so that nothing can be compared");
    }
    git(&workspace.root, &["commit", "-qam", "Break"]);
    workspace.write(PARTY, &text);
    let ended = refused(&workspace, &["--base", "HEAD", "--run"], "is broken, so that nothing");
    assert!(ended.text.contains("spec/party of "), "{}", ended.text);
    assert!(!workspace.root.join("target/review/run").exists(), "something was compiled");
}

#[cfg(unix)]
#[test]
fn code_that_does_not_compile_is_named_with_its_version() {
    use std::os::unix::fs::PermissionsExt as _;

    let workspace = repository();
    workspace.edit(PARTY, "[invited, here]", "[invited, here, gone]");
    workspace.write("Cargo.lock", "version = 4\n");
    // A compiler that finds a fault in one of the versions.
    let cargo = workspace.root.join("cargo");
    for (version, title) in [(0, "the old version of `party`"), (1, "the new version of `party`")] {
        let message = format!(
            r#"{{"message":{{"level":"error","rendered":"error: no --> src/v{version}/models.rs:1:1"}}}}"#
        );
        fs::write(&cargo, format!("#!/bin/sh\necho '{message}'\nexit 101\n")).unwrap();
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
        let arguments = ["review", "--run", "--format", "html", "--out", "page.html"];
        run_with_variable(&workspace.root, &arguments, ("CARGO", cargo.as_str()))
            .expect(1, &[&format!("error: {title}"), "does not compile, in"]);
        assert!(!workspace.root.join("page.html").exists());
    }
    let nowhere = ("CARGO", "/nowhere/cargo");
    run_with_variable(&workspace.root, &["review", "--run"], nowhere)
        .expect(1, &["`--run` compiles both versions, for which cargo has to be installed"]);
}
