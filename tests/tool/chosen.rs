//! Generating a part of a document: some of its operations, with overlays, from a file or standard input.

use std::fs;

use crate::generated::Folder;
use crate::workspace::{Workspace, bytes, run, run_guestlist, run_with};

/// A document with two tags, of which one has a schema of its own and a slip.
const SHOP: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example'}]
paths:
  /things:
    get:
      operationId: listThings
      tags: [Things]
      responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  /orders:
    post:
      operationId: orderThing
      tags: [Orders]
      responses: {'200': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
    Order: {type: object, properties: {of: {type: strin}}}
";

fn shop() -> Folder {
    let folder = Folder::new();
    fs::write(folder.root.join("guests.yaml"), SHOP).unwrap();
    folder
}

#[test]
fn some_operations_are_made_and_the_front_page_names_the_others() {
    let folder = shop();
    folder.generate(&[]).expect(1, &["`strin` is not a type"]);
    let told = ["`party`: 1 of 2 operations, 1 models"];
    folder.generate(&["--only", "tag:Things"]).expect(0, &told);
    assert!(folder.text("Cargo.toml").contains("only = [\"tag:Things\"]"));
    let page = folder.text("src/generated/left_out.md");
    assert!(page.contains("- `POST /orders`, `orderThing`"), "{page}");
    let front = folder.text("src/lib.rs");
    assert!(
        front.contains("#![doc = include_str!(\"generated/left_out.md\")]\n\n#[rustfmt"),
        "{front}"
    );
    assert!(!folder.root.join("party/src/generated/models/order.rs").exists());

    // It is remembered, and what is given takes its place.
    run(&folder.root.join("party"), &["generate", "--check"]).expect(0, &["1 of 2 operations"]);
    folder.edit("guests.yaml", "strin}", "string}");
    run(&folder.root.join("party"), &["generate", "--only", "/orders"]).expect(0, &["Writing"]);
    assert!(folder.text("src/generated/left_out.md").contains("- `GET /things`"));
    // What is asked for in full is all that is asked for; the front page can still be compiled.
    folder.generate(&[]).expect(0, &["Dropping `--only` of an earlier run", "2 operations"]);
    assert!(!folder.text("Cargo.toml").contains("only"));
    let page = folder.text("src/generated/left_out.md");
    assert_eq!(page.lines().count(), 1, "{page}");
    folder.generate(&[]).expect(0, &["nothing changed"]);

    // A front page from before is told how to name them.
    folder.edit("party/src/lib.rs", "#![doc = include_str!(\"generated/left_out.md\")]\n", "");
    let told = ["Hint add `#![doc = include_str!(\"generated/left_out.md\")]` to src/lib.rs"];
    folder.generate(&["--skip", "orderThing"]).expect(0, &told);
}

#[test]
fn a_selector_that_names_nothing_writes_nothing() {
    let folder = shop();
    let before = bytes(&folder.root);
    let rows = [
        (["--only", "listThing"], "did you mean `listThings`?"),
        (["--skip", "tag:Order"], "did you mean `tag:Orders`?"),
        (["--only", "PUT /orders"], "did you mean `POST /orders`?"),
        (["--skip", "**"], "the selection leaves no operation"),
    ];
    for (selector, told) in rows {
        folder.generate(&selector).expect(1, &["unknown-selector", told, "nothing was written"]);
    }
    assert_eq!(bytes(&folder.root), before);
}

#[test]
fn overlays_are_applied_and_remembered() {
    let folder = shop();
    let fix = "overlay: 1.0.0\ninfo: {title: Fix, version: 1.0.0}\nactions:\n\
               \x20 - {target: $.components.schemas.Order.properties.of, update: {type: string}}\n";
    fs::write(folder.root.join("fix.yaml"), fix).unwrap();
    folder.generate(&["--overlay", "fix.yaml"]).expect(0, &["2 operations, 2 models"]);
    assert!(folder.text("Cargo.toml").contains("overlay = [\"../fix.yaml\"]"));
    let party = folder.root.join("party");
    run(&party, &["generate", "--check"]).expect(0, &["Fresh"]);

    let before = bytes(&folder.root);
    let rows = [
        ("type: string", "type: intger", &["fix.yaml:4:71", "`intger` is not a type"][..]),
        ("Order.properties", "Orders.properties", &["unmatched-action", "fix.yaml:4:14"]),
        ("$.components", "components", &["bad-overlay", "is not a JSONPath"]),
        ("overlay: 1.0.0", "overlay: 3.0.0", &["`\"3.0.0\"` is not a version that is known"]),
        ("update: {type: string}", "update: text", &["incompatible-action", "guests.yaml:18:"]),
    ];
    for (from, to, told) in rows {
        folder.edit("fix.yaml", from, to);
        run(&party, &["generate"]).expect(1, told).expect(1, &["nothing was written"]);
        fs::write(folder.root.join("fix.yaml"), fix).unwrap();
    }
    folder.generate(&["--overlay", "none.yaml"]).expect(1, &["none.yaml", "cannot be read"]);
    assert_eq!(bytes(&folder.root), before);
    // Both lines are shown: that of the overlay, and that of the document.
    folder.edit("fix.yaml", "type: string", "type: intger");
    run(&party, &["generate"]).expect(1, &["the overlay changes this", "guests.yaml:18:"]);
}

#[test]
fn a_document_comes_from_standard_input() {
    let folder = Folder::new();
    let text = fs::read_to_string(folder.root.join("guests.yaml")).unwrap();
    let all = ["generate", "--spec", "-", "--out", "party"];
    run_with(&folder.root, &all, &text).expect(0, &["Compiling standard input", "1 operations"]);
    assert!(folder.text("Cargo.toml").contains("spec = \"-\""));
    assert!(folder.text("src/generated/mod.rs").contains("from standard input. Do not edit."));
    run_with(&folder.root.join("party"), &["generate", "--check"], &text).expect(0, &["Fresh ."]);
    let broken = text.replace("type: string}", "type: strin}");
    run_with(&folder.root, &all, &broken).expect(1, &["standard input:18:", "nothing was written"]);
    run_with(&folder.root, &all, "").expect(1, &["standard input", "nothing was written"]);
    // What it refers to is looked for from here.
    fs::write(folder.root.join("parts.yaml"), "Guest: {type: object}\n").unwrap();
    let parts = text.replace("#/components/schemas/Guest", "parts.yaml#/Guest");
    run_with(&folder.root, &all, &parts).expect(0, &["Writing party"]);
}

#[test]
fn explain_and_overlay_work_anywhere() {
    let folder = shop();
    let told = ["unmatched-action", "wrong: ", "right: "];
    run_guestlist(&folder.root, &["explain", "unmatched-action"]).expect(0, &told);
    run_guestlist(&folder.root, &["explain"]).expect(0, &["dangling-reference"]);
    let told = ["`dangling-ref` is neither a code nor a file", "dangling-reference"];
    run_guestlist(&folder.root, &["explain", "dangling-ref"]).expect(1, &told);
    let corrected = SHOP.replace("strin}", "string}");
    fs::write(folder.root.join("new.yaml"), corrected).unwrap();
    let ended = run_guestlist(&folder.root, &["overlay", "guests.yaml", "new.yaml"]);
    ended.expect(0, &["overlay: 1.1.0", "target: $.components.schemas.Order.properties.of"]);
    run_guestlist(&folder.root, &["overlay", "new.yaml", "new.yaml"])
        .expect(0, &["differ in nothing"]);
    run_guestlist(&folder.root, &["overlay", "new.yaml", "old.yaml"])
        .expect(1, &["cannot be read"]);
    let fix = "overlay: 1.1.0\ninfo: {title: Fix, version: 1.0.0}\nactions: [{target: $.info, update: {x-a: b}}]\n";
    fs::write(folder.root.join("fix.yaml"), fix).unwrap();
    let explain = ["explain", "guests.yaml", "--overlay", "fix.yaml"];
    run_guestlist(&folder.root, &explain).expect(0, &["x-a: b", "type: strin"]);
    let some = ["explain", "guests.yaml", "--normalized", "--only", "listThings"];
    let ended = run_guestlist(&folder.root, &some).expect(0, &["listThings"]);
    assert!(!ended.text.contains("orderThing"), "{}", ended.text);
    let wrong = ["explain", "guests.yaml", "--overlay", "guests.yaml"];
    run_guestlist(&folder.root, &wrong)
        .expect(1, &["this is an OpenAPI document, and not an overlay"]);
}

#[test]
fn a_description_says_which_operations_are_made() {
    let workspace = Workspace::new();
    let folder = "crates/party/src/generated";
    workspace.write("spec/party/selection.yaml", "skip: [InviteGuest]\n");
    workspace.run(&["regenerate", "party"]).expect(0, &["Finished 1 operations, 0 models"]);
    let page = fs::read_to_string(workspace.root.join(folder).join("left_out.md")).unwrap();
    assert!(page.contains("- `POST /guests`, `InviteGuest`"), "{page}");
    assert!(page.starts_with("<!-- @generated by `cargo xtask regenerate`"), "{page}");
    let before = workspace.bytes();
    workspace.write("spec/party/selection.yaml", "only: [DropGuest]\nskip: [InvteGuest]\n");
    let told = ["selection.yaml:2:8", "did you mean `InviteGuest`?", "nothing was written"];
    workspace.run(&["regenerate", "party"]).expect(1, &told);
    workspace.write("spec/party/selection.yaml", "onyl: []\n");
    workspace
        .run(&["regenerate", "party"])
        .expect(1, &["selection.yaml:1", "unknown field `onyl`"]);
    fs::remove_file(workspace.root.join("spec/party/selection.yaml")).unwrap();
    workspace.run(&["regenerate", "party"]).expect(0, &["Removing", "Finished 2 operations"]);
    assert_ne!(workspace.bytes(), before);
}
