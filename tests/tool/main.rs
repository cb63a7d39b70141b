//! The promises of `cargo xtask`: fresh and stable code, all or nothing, and clear messages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]
#![allow(clippy::disallowed_methods, reason = "what is written here is temporary")]

mod alone;
mod changes;
mod chosen;
mod floors;
mod generated;
mod keywords;
mod readme;
mod security;
mod vendors;
mod wasm;
mod workspace;

use std::collections::BTreeSet;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use guestlist_codegen::compile;
use guestlist_tests::catalogue::apis;
use workspace::{Ended, Workspace, copy, real_root, run, state};

const PARTY: &str = "crates/party/src/generated";

#[test]
fn the_code_in_this_repository_is_fresh() {
    let freshness = run(&real_root(), &["regenerate", "--check"]);
    freshness.expect(0, &["Finished"]);
}

#[test]
fn a_description_gives_the_same_bytes_each_time() {
    for api in apis() {
        let folder = real_root().join("spec").join(api);
        let (once, again) = (compile(&folder).unwrap(), compile(&folder).unwrap());
        assert!(once.iter().eq(again.iter()), "{api}");
    }
    // Processes differ in the order of their hash maps.
    let (one, other) = (Workspace::empty(), Workspace::empty());
    for workspace in [&one, &other] {
        copy(&real_root().join("spec"), &workspace.root.join("spec"));
        workspace.run(&["regenerate"]).expect(0, &[]);
    }
    assert_eq!(one.bytes(), other.bytes());
}

#[test]
fn what_is_right_already_is_not_touched() {
    let workspace = Workspace::new();
    let before = state(&workspace.root);
    workspace.run(&["regenerate"]).expect(0, &["Fresh party", "Fresh wedding/v1"]);
    assert_eq!(state(&workspace.root), before);

    workspace.write(&format!("{PARTY}/models.rs"), "");
    let ended =
        workspace.run(&["regenerate"]).expect(0, &["Writing crates/party/src/generated/models.rs"]);
    assert_eq!(ended.text.matches("Writing").count(), 1, "{}", ended.text);
    let after = state(&workspace.root);
    let touched: Vec<_> = before.keys().filter(|path| before[*path] != after[*path]).collect();
    assert_eq!(touched, [&Utf8PathBuf::from(format!("{PARTY}/models.rs"))]);
}

#[test]
fn one_more_field_touches_only_the_files_of_its_model_and_only_its_lines() {
    let workspace = Workspace::empty();
    let file = |api: &str| format!("spec/{api}/openapi.yaml");
    let text = |api: &str| fs::read_to_string(real_root().join(file(api))).unwrap();
    let api = apis().max_by_key(|api| text(api).len()).unwrap();
    let spec = Utf8Path::new("spec").join(api);
    copy(&real_root().join(&spec), &workspace.root.join(&spec));
    workspace.run(&["regenerate"]).expect(0, &[]);
    let before = workspace.bytes();
    let document = text(api);
    let object = ":\n      type: object\n";
    let (head, tail) = document.rsplit_once(object).unwrap();
    let schema = head.rsplit_once("\n    ").unwrap().1;
    assert!(schema.chars().all(char::is_alphanumeric), "{schema}");
    let tail = tail.replacen(
        "      properties:\n",
        "      properties:\n        shoe_size: {type: string}\n",
        1,
    );
    workspace.write(&file(api), &format!("{head}{object}{tail}"));
    workspace.run(&["regenerate"]).expect(0, &[&format!("Stale {api}")]);

    let after = workspace.bytes();
    let changed: Vec<_> =
        after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    let (package, module) = api.split_once('/').unwrap_or((api, "."));
    let folder = Utf8PathBuf::from(format!("crates/{package}/src/{module}/generated"));
    // The page of the public surface has one line more, which is what it is for.
    let (surface, changed): (Vec<_>, Vec<_>) =
        changed.into_iter().partition(|path| path.ends_with("API.md"));
    let page = Utf8Path::new("crates").join(package).join("API.md");
    assert_eq!(surface, [&page]);
    let stem = changed[0].file_stem().unwrap();
    assert_eq!(stem.replace('_', ""), schema.to_lowercase());
    let files: [Utf8PathBuf; 2] = ["models", "wire"]
        .map(|side| folder.join(side).join(format!("{stem}.rs")).components().collect());
    assert_eq!(changed, [&files[0], &files[1], &Utf8PathBuf::from(file(api))]);
    let removed = |file: &Utf8PathBuf| {
        let new = lines(&after[file]);
        lines(&before[file]).into_iter().filter(|line| !new.contains(line)).collect::<Vec<_>>()
    };
    assert_eq!(removed(&files[0]), Vec::<String>::new());
    assert_eq!(removed(&page), Vec::<String>::new());
    let is_numbered = |line: &String| {
        // A value of few fields is taken apart and made in one line, one with one more perhaps in several.
        line.contains("MEMBERS")
            || ["Ok(Self {", "let Partial {"]
                .iter()
                .any(|start| line.trim_start().starts_with(start))
            || line.trim_start().starts_with(|c: char| c.is_ascii_digit())
    };
    assert_eq!(removed(&files[1]).into_iter().find(|line| !is_numbered(line)), None);
}

fn lines(bytes: &[u8]) -> BTreeSet<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

#[test]
fn stale_code_is_named_with_the_command_that_mends_it() {
    let workspace = Workspace::new();
    workspace.edit(
        "spec/party/openapi.yaml",
        "name: {type: string}",
        "name: {type: string, description: Who.}",
    );
    let before = workspace.bytes();
    let check = |arguments: &[&str]| workspace.run(arguments);
    let fragments = [
        "Stale party",
        "Fresh wedding/v1",
        "Stale crates/party/src/generated/models/guest.rs",
        "run `cargo xtask regenerate`",
    ];
    check(&["regenerate", "--check"]).expect(4, &fragments);
    check(&["regenerate", "--check", "-v"]).expect(4, &["+ /// Who."]);
    check(&["regenerate", "--check", "wedding"]).expect(0, &["Fresh wedding/v1"]);
    assert_eq!(workspace.bytes(), before, "`--check` wrote something");
}

#[test]
fn an_orphan_is_told_and_removed_and_what_people_wrote_stays() {
    let workspace = Workspace::new();
    let before = workspace.bytes();
    for orphan in ["old.rs", "models/old.rs", "older/oldest.rs"] {
        workspace.write(&format!("{PARTY}/{orphan}"), "// once\n");
    }
    let told = ["Orphaned crates/party/src/generated/older/oldest.rs", "are stale"];
    workspace.run(&["regenerate", "--check"]).expect(4, &told);
    workspace
        .run(&["regenerate"])
        .expect(0, &["Removing crates/party/src/generated/models/old.rs"]);
    assert_eq!(workspace.bytes(), before);

    workspace.write("crates/party/src/by_hand.rs", "// ours\n");
    workspace.write("crates/wedding/src/generated_not.rs", "// ours\n");
    let before = workspace.bytes();
    workspace.run(&["regenerate", "--check"]).expect(0, &[]);
    workspace.run(&["regenerate"]).expect(0, &[]);
    assert_eq!(workspace.bytes(), before);
}

#[test]
fn the_code_of_an_api_without_a_description_is_told_and_removed_with_its_folders() {
    let workspace = Workspace::new();
    let before = workspace.bytes();
    workspace.write("crates/party/src/v9/generated/models/guest.rs", "// once\n");
    let told = "Orphaned crates/party/src/v9/generated/models/guest.rs";
    workspace.run(&["regenerate", "--check"]).expect(4, &[told]);
    // What was not asked for is left alone.
    workspace.run(&["regenerate", "party", "--check"]).expect(0, &[]);
    workspace.run(&["regenerate"]).expect(0, &["Removing"]);
    assert_eq!(workspace.bytes(), before);
    assert!(!workspace.root.join("crates/party/src/v9/generated").exists());
}

#[test]
fn one_broken_description_among_two_keeps_both_from_being_written() {
    let workspace = Workspace::new();
    workspace.edit("spec/party/openapi.yaml", "title: Guests", "title: Everybody");
    workspace.edit("spec/wedding/v1/openapi.yaml", "type: object", "type: objekt");
    workspace.write(&format!("{PARTY}/old.rs"), "// once\n");
    let before = workspace.bytes();
    let fragments = ["`objekt` is not a type", "did you mean `object`?", "nothing was written"];
    workspace.run(&["regenerate"]).expect(1, &fragments);
    assert_eq!(workspace.bytes(), before);
    workspace.run(&["regenerate", "--check"]).expect(1, &fragments);
    workspace.run(&["regenerate", "party"]).expect(0, &["Writing", "Removing"]);
}

#[test]
fn a_failure_in_the_middle_leaves_every_file_as_it_was() {
    // A folder where a file must go shows only when the file is put there, after others.
    let workspace = Workspace::new();
    workspace.edit("spec/party/openapi.yaml", "title: Guests", "title: Everybody");
    workspace.write(&format!("{PARTY}/old.rs"), "// once\n");
    let blocked = workspace.root.join(PARTY).join("wire.rs");
    fs::remove_file(&blocked).unwrap();
    fs::create_dir(&blocked).unwrap();
    fs::remove_dir_all(workspace.root.join(PARTY).join("models")).unwrap();
    let before = workspace.bytes();
    let message = format!("{blocked} cannot be written");
    workspace.run(&["regenerate"]).expect(1, &[message.as_str()]);
    assert_eq!(workspace.bytes(), before);
    assert!(blocked.is_dir());
    assert!(!workspace.root.join(PARTY).join("models").exists(), "a folder was left behind");
}

#[test]
fn what_is_read_only_is_not_written() {
    for protected in ["client.rs", "models", "models/guest.rs", ""] {
        let workspace = Workspace::new();
        workspace.edit("spec/party/openapi.yaml", "title: Guests", "title: Everybody");
        workspace.edit("spec/party/openapi.yaml", "name: {type", "name: {description: Who., type");
        let before = workspace.bytes();
        let path = workspace.root.join(PARTY).join(protected);
        let path = Utf8PathBuf::from(path.as_str().trim_end_matches('/'));
        set_read_only(&path, true);
        let message = format!("{path} is read-only");
        workspace.run(&["regenerate"]).expect(1, &["cannot be written", message.as_str()]);
        assert_eq!(workspace.bytes(), before, "{protected} is read-only");
        set_read_only(&path, false);
        workspace.run(&["regenerate"]).expect(0, &[]);
    }
}

fn set_read_only(path: &Utf8Path, read_only: bool) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(read_only);
    fs::set_permissions(path, permissions).unwrap();
}

/// A description with one fault: the file, what it says, what it says instead, and what is told.
type Fault = (&'static str, &'static str, &'static str, &'static [&'static str]);

const FAULTS: [Fault; 13] = [
    ("openapi.yaml", "info: {title", "info: title", &["openapi.yaml:2:", "yaml-syntax"]),
    (
        "openapi.yaml",
        "schemas/Guest'",
        "schemas/Gest'",
        &[
            "openapi.yaml:12:53",
            "`#/components/schemas/Gest` leads nowhere",
            "did you mean `#/components/schemas/Guest`?",
        ],
    ),
    (
        "openapi.yaml",
        "name: {type: string}",
        "name: {type: strin}",
        &["openapi.yaml:27:22", "`strin` is not a type", "did you mean `string`?"],
    ),
    (
        "openapi.yaml",
        "DropGuest",
        "InviteGuest",
        &["openapi.yaml:17:20", "`InviteGuest` is already the operationId of POST /guests"],
    ),
    (
        "openapi.yaml",
        "/guests/{id}:",
        "/guests/drop:",
        &["openapi.yaml:19:20", "the parameter `id` is missing from the path `/guests/drop`"],
    ),
    (
        "examples/InviteGest.201.json",
        "",
        "{}",
        &[
            "examples/InviteGest.201.json:1:1",
            "there is no operation `InviteGest`",
            "did you mean `InviteGuest`?",
        ],
    ),
    (
        "openapi.yaml",
        "{description: Gone.}",
        "{description: Gone., content: {application/json: {schema: {$ref: '#/components/schemas/Guest'}}}}",
        &[
            "openapi.yaml:20:",
            "DropGuest has no example of its response 204",
            "x-guestlist-no-example",
        ],
    ),
    (
        "errata.yaml",
        "responses/200",
        "responses/201",
        &["errata.yaml:7:3", "the erratum `inviting-answers-201` no longer applies", "is present"],
    ),
    (
        "openapi.yaml",
        "        state: {",
        "        Name: {type: string}\n        state: {",
        &["openapi.yaml:28:9", "`Name` and `name` both become `name`"],
    ),
    ("errata.yaml", "truth", "truht", &["errata.yaml:", "unknown field `truht`"]),
    (
        "examples.yaml",
        "kind: example",
        "kind: exampel",
        &["examples.yaml:4:", "unknown variant `exampel`"],
    ),
    (
        "examples/InviteGuest.201.json",
        "{\"name\"",
        "{name",
        &["examples/InviteGuest.201.json:1:2", "the example is not JSON"],
    ),
    (
        "openapi.yaml",
        "properties:\n",
        "properties:\n        name: {type: string}\n",
        &["openapi.yaml:28:9", "the property `name` occurs twice"],
    ),
];

#[test]
fn bad_input_is_refused_at_its_place_and_changes_nothing() {
    let workspace = Workspace::new();
    for (file, from, to, fragments) in FAULTS {
        let file = format!("spec/party/{file}");
        let old = fs::read_to_string(workspace.root.join(&file)).ok();
        match &old {
            Some(_) => workspace.edit(&file, from, to),
            None => workspace.write(&file, to),
        }
        let before = workspace.bytes();
        let ended = workspace.run(&["regenerate"]);
        ended.expect(1, fragments).expect(1, &["help: ", "nothing was written"]);
        assert_eq!(workspace.bytes(), before, "with {to:?} in {file}");
        match old {
            Some(old) => workspace.write(&file, &old),
            None => fs::remove_file(workspace.root.join(&file)).unwrap(),
        }
    }
    workspace.run(&["regenerate", "--check"]).expect(0, &[]);
}

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    let workspace = Workspace::new();
    let before = workspace.bytes();
    let known = ["there is no API `picnic`: there are party, wedding/v1"];
    workspace.run(&["regenerate", "picnic"]).expect(1, &known);
    workspace.run(&["regenerate", "party", "picnic"]).expect(1, &known);
    workspace.run(&["explain", "picnic"]).expect(1, &known);
    let passes = ["the passes are, in order: name_operations", "fix_constants"];
    workspace.run(&["explain", "party", "--after", "shuffle"]).expect(1, &passes);
    assert_eq!(workspace.bytes(), before);
    let folder = tempfile::tempdir().unwrap();
    let outside = run(Utf8Path::from_path(folder.path()).unwrap(), &["regenerate"]);
    outside.expect(1, &["run this inside the workspace"]);
}

#[test]
fn explain_prints_a_document_between_two_passes_and_the_rule_of_a_check() {
    let workspace = Workspace::new();
    let document = |arguments: &[&str]| -> Ended { workspace.run(arguments) };
    document(&["explain", "party"]).expect(0, &["openapi: 3.0.3", "enum: - invited"]);
    let named = ["$ref: '#/components/schemas/GuestState'"];
    document(&["explain", "party", "--after", "name_inline_schemas"]).expect(0, &named);
    let rule = ["dangling-reference Every `$ref` leads to a component"];
    document(&["explain", "dangling-reference"]).expect(0, &rule);
    workspace.edit("spec/party/openapi.yaml", "type: object", "type: objekt");
    document(&["explain", "party"]).expect(1, &["`objekt` is not a type"]);
}

#[test]
fn help_tells_the_exit_codes() {
    let codes = ["Exit codes: 0 all is well, 1 something is broken, 4 generated files are stale"];
    let all =
        ["0 all is well, 1 something is broken, 3 `review` found", "4 generated files are stale"];
    run(&real_root(), &["--help"]).expect(0, &all);
    run(&real_root(), &["review", "--help"]).expect(0, &["3 something breaks and is not approved"]);
    run(&real_root(), &["regenerate", "--help"]).expect(0, &codes);
}

#[test]
fn the_tool_works_from_any_folder_of_the_workspace() {
    let workspace = Workspace::new();
    run(&workspace.root.join(PARTY), &["regenerate", "--check"]).expect(0, &["Fresh party"]);
}
