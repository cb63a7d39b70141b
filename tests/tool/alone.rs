//! A generated crate is standalone: it contains the runtime, and remembers its options.

use std::fs;

use camino::Utf8Path;

use crate::generated::Folder;
use crate::workspace::{bytes, run};

const RUNTIME: &str = "party/runtime";
const RECORD: &str = "party/runtime/CHECKSUMS.txt";

fn read(folder: &Folder, file: &str) -> String {
    fs::read_to_string(folder.root.join(file)).unwrap()
}

fn write(folder: &Folder, file: &str, text: &str) {
    fs::create_dir_all(folder.root.join(file).parent().unwrap()).unwrap();
    fs::write(folder.root.join(file), text).unwrap();
}

#[test]
fn the_runtime_stands_beside_the_crate() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &["Adding party/runtime (guestlist-runtime 0.1.0,"]);
    assert!(folder.text("Cargo.toml").contains("path = \"runtime\""));
    let own = crate::workspace::real_root().join("crates/runtime");
    for file in ["src/lib.rs", "src/http/retry.rs", "README.md", "LICENSE-MIT"] {
        let original = fs::read_to_string(own.join(file)).unwrap();
        assert_eq!(read(&folder, &format!("{RUNTIME}/{file}")), original, "{file}");
    }
    let manifest = read(&folder, &format!("{RUNTIME}/Cargo.toml"));
    assert!(manifest.contains("publish = false") && !manifest.contains("workspace"), "{manifest}");
}

#[test]
fn a_later_run_renews_the_runtime_and_says_so() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    let before = bytes(&folder.root);
    // What an older version wrote: another text, and a file that is gone since.
    let old = "// of an older version\n";
    write(&folder, "party/runtime/src/http/retry.rs", old);
    write(&folder, "party/runtime/src/gone.rs", old);
    let sum = "c3a1e0d5b3b1d3a5";
    let record = read(&folder, RECORD);
    let known: Vec<String> = record
        .lines()
        .map(|line| match line.strip_suffix(" src/http/retry.rs") {
            Some(_) => format!("{} src/http/retry.rs", checksum(old)),
            None => line.to_owned(),
        })
        .collect();
    write(&folder, RECORD, &format!("{}\n{} src/gone.rs\n", known.join("\n"), checksum(old)));
    assert_ne!(checksum(old), sum);
    folder.generate(&["--check"]).expect(4, &["Stale party/runtime/src/http/retry.rs", "Orphaned"]);
    folder.generate(&[]).expect(0, &["Renewing party/runtime (guestlist-runtime 0.1.0, 3 files)"]);
    assert_eq!(bytes(&folder.root), before);
}

/// FNV-1a of 64 bits, as the record has it.
fn checksum(text: &str) -> String {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

#[test]
fn an_edited_copy_of_the_runtime_is_never_overwritten() {
    for edited in ["src/lib.rs", "Cargo.toml", "README.md"] {
        let folder = Folder::new();
        folder.generate(&[]).expect(0, &[]);
        let file = format!("{RUNTIME}/{edited}");
        write(&folder, &file, &format!("{}# ours\n", read(&folder, &file)));
        let before = bytes(&folder.root);
        let told = [&format!("was edited: {file}."), "remove party/runtime/CHECKSUMS.txt"];
        folder.edit("guests.yaml", "title: Guests", "title: Everybody");
        let document = read(&folder, "guests.yaml");
        folder.generate(&[]).expect(1, &told);
        folder.generate(&["--force"]).expect(1, &told);
        write(&folder, "guests.yaml", &document.replace("Everybody", "Guests"));
        assert_eq!(bytes(&folder.root), before, "{edited}");

        // Without the record it is somebody's own.
        fs::remove_file(folder.root.join(RECORD)).unwrap();
        let before = bytes(&folder.root);
        folder.generate(&[]).expect(0, &["nothing changed"]);
        assert_eq!(bytes(&folder.root), before, "{edited}");
        // Without the folder it is written anew.
        fs::remove_dir_all(folder.root.join(RUNTIME)).unwrap();
        folder.generate(&[]).expect(0, &["Adding party/runtime"]);
    }
}

#[test]
fn a_file_of_ones_own_where_the_runtime_puts_one_is_not_overwritten() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    let kept: String = read(&folder, RECORD)
        .lines()
        .filter(|line| !line.ends_with(" src/json.rs"))
        .map(|line| format!("{line}\n"))
        .collect();
    write(&folder, RECORD, &kept);
    write(&folder, "party/runtime/src/json.rs", "// ours\n");
    folder.generate(&[]).expect(1, &["was edited: party/runtime/src/json.rs"]);
    assert_eq!(read(&folder, "party/runtime/src/json.rs"), "// ours\n");
    for broken in ["", "../../../guests.yaml\n", "0 ../../guests.yaml\n"] {
        let head = read(&folder, RECORD).lines().next().unwrap().to_owned();
        let text = if broken.is_empty() { String::new() } else { format!("{head}\n{broken}") };
        write(&folder, RECORD, &text);
        folder.generate(&[]).expect(1, &["party/runtime/CHECKSUMS.txt is not as it was written"]);
        write(&folder, RECORD, &kept);
    }
}

#[test]
fn crates_share_a_runtime_or_take_the_registrys() {
    let folder = Folder::new();
    let shared = ["--runtime", "shared"];
    folder.generate(&shared).expect(0, &["Adding shared (guestlist-runtime"]);
    assert!(folder.text("Cargo.toml").contains("path = \"../shared\""));
    assert!(!folder.root.join(RUNTIME).exists());
    let other = ["generate", "--spec", "guests.yaml", "--out", "a/feast", "--runtime", "shared"];
    run(&folder.root, &other).expect(0, &["Writing a/feast"]);
    assert!(read(&folder, "a/feast/Cargo.toml").contains("path = \"../../shared\""));
    // It is remembered, and a second run without it says the same.
    let before = bytes(&folder.root);
    folder.generate(&[]).expect(0, &["nothing changed"]);
    assert_eq!(bytes(&folder.root), before);

    folder.generate(&["--runtime", "registry"]).expect(0, &["Writing party (1 file)"]);
    let manifest = folder.text("Cargo.toml");
    assert!(!manifest.contains("path ="), "{manifest}");
    assert!(manifest.contains("guestlist-runtime = { version = \"0.1.0\""), "{manifest}");
    assert!(manifest.contains("runtime = \"registry\""), "{manifest}");
    folder.generate(&[]).expect(0, &["nothing changed"]);

    write(&folder, "full/notes.txt", "Mine.");
    folder.generate(&["--runtime", "full"]).expect(1, &["full holds something other than"]);
}

#[test]
fn members_of_one_workspace_have_one_runtime() {
    let folder = Folder::new();
    write(&folder, "Cargo.toml", "[workspace]\nmembers = [\"clients/*\"]\n");
    for (name, path) in [("a", "path = \"runtime\""), ("b", "path = \"../a/runtime\"")] {
        let out = format!("clients/{name}");
        run(&folder.root, &["generate", "--spec", "guests.yaml", "--out", &out]).expect(0, &[]);
        let manifest = read(&folder, &format!("{out}/Cargo.toml"));
        assert!(manifest.contains(path), "{manifest}");
    }
    assert!(!folder.root.join("clients/b/runtime").exists());
}

#[test]
fn what_was_asked_for_is_done_again_without_arguments() {
    let folder = Folder::new();
    let party = folder.root.join("party");
    folder.generate(&["--name", "feast", "--partial"]).expect(0, &["`feast`"]);
    let manifest = folder.text("Cargo.toml");
    let table =
        "[package.metadata.guestlist]\nformat = 1\nspec = \"../guests.yaml\"\npartial = true\n";
    assert!(manifest.contains(table), "{manifest}");
    let before = bytes(&folder.root);
    run(&party, &["generate"]).expect(0, &["Fresh . (nothing changed)", "`feast`"]);
    run(&folder.root, &["generate", "--out", "party"]).expect(0, &["Fresh party (nothing"]);
    run(&party, &["generate", "--check"]).expect(0, &["Fresh ."]);
    assert_eq!(bytes(&folder.root), before);

    folder.edit("guests.yaml", "name: {type: string}", "name: {type: string, description: Who.}");
    let before = bytes(&folder.root);
    let told = ["Stale ./src/generated/models/guest.rs", "run `guestlist generate`"];
    run(&party, &["generate", "--check"]).expect(4, &told);
    assert_eq!(bytes(&folder.root), before, "`--check` wrote something");
    run(&party, &["generate"]).expect(0, &["Writing ."]);
    run(&party, &["generate", "--check"]).expect(0, &[]);

    fs::rename(folder.root.join("guests.yaml"), folder.root.join("all.yaml")).unwrap();
    run(&party, &["generate"]).expect(1, &["../guests.yaml", "cannot be read"]);
    run(&party, &["generate", "--spec", "../all.yaml"]).expect(0, &["Writing ."]);
    assert!(folder.text("Cargo.toml").contains("spec = \"../all.yaml\""));
}

#[test]
fn what_people_wrote_in_the_manifest_stays_when_a_choice_is_remembered() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    folder.edit("party/Cargo.toml", "format = 1\n", "format = 1 # ours\n");
    let before = folder.text("Cargo.toml");
    folder.generate(&[]).expect(0, &["nothing changed"]);
    folder.generate(&["--partial"]).expect(0, &["Writing party (1 file)"]);
    let after = folder.text("Cargo.toml");
    assert_eq!(after.replace("partial = true\n", ""), before);
    // A crate from before there was such a table gets one.
    let without = before.replace(
        "[package.metadata.guestlist]\nformat = 1 # ours\nspec = \"../guests.yaml\"\n\n",
        "",
    );
    write(&folder, "party/Cargo.toml", &without);
    run(&folder.root.join("party"), &["generate"])
        .expect(1, &["give a document with `--spec FILE`"]);
    folder.generate(&[]).expect(0, &["Writing party (1 file)"]);
    assert!(folder.text("Cargo.toml").contains("spec = \"../guests.yaml\""));
}

/// What is wrong with the table, and what is told.
const TABLES: [(&str, &str); 11] = [
    ("format = 2\nspec = 'a'", "has format 2, and this version knows up to 1: install a newer"),
    ("format = 0\nspec = 'a'", "has an unknown `format`"),
    ("format = '1'\nspec = 'a'", "has an unknown `format`"),
    ("spec = 'a'", "has no `format`: it is `format = 1`"),
    ("format = 1", "has no `spec`"),
    ("format = 1\nspec = 3", "`spec` is not a string"),
    ("format = 1\nspec = 'a'\nonly = 'x'", "`only` is not an array of strings"),
    ("format = 1\nspec = 'a'\nskip = [1]", "`skip` is not an array of strings"),
    ("format = 1\nspec = 'a'\noverlay = {}", "`overlay` is not an array of strings"),
    ("format = 1\nspec = 'a'\npartial = 'yes'", "`partial` is not a boolean"),
    ("format = 1\nspec = 'a'\nonyl = []", "has no entry `onyl`: there are format, spec"),
];

#[test]
fn a_table_that_cannot_be_understood_is_refused_with_its_line() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    let manifest = folder.text("Cargo.toml");
    let good = "format = 1\nspec = \"../guests.yaml\"\n";
    assert!(manifest.contains(good));
    for (bad, told) in TABLES {
        write(&folder, "party/Cargo.toml", &manifest.replace(good, &format!("{bad}\n")));
        let before = bytes(&folder.root);
        folder.generate(&[]).expect(1, &[told, "party/Cargo.toml:"]);
        run(&folder.root.join("party"), &["generate", "--check"]).expect(1, &[told]);
        assert_eq!(bytes(&folder.root), before, "{bad}");
    }
    let bad =
        manifest.replace("[package.metadata.guestlist]\n", "[package.metadata]\nguestlist = 1\n");
    write(&folder, "party/Cargo.toml", &bad.replace(good, ""));
    folder
        .generate(&[])
        .expect(1, &["party/Cargo.toml:10: `[package.metadata.guestlist]` is not a table"]);
    write(&folder, "party/Cargo.toml", "[package\n");
    folder.generate(&[]).expect(1, &["party/Cargo.toml is not a manifest that cargo can read"]);
}

#[test]
fn a_run_that_names_nothing_says_what_to_name() {
    let folder = Folder::new();
    let before = bytes(&folder.root);
    run(&folder.root, &["generate"])
        .expect(1, &["give a document with `--spec FILE` and a folder"]);
    run(&folder.root, &["generate", "--spec", "guests.yaml"]).expect(1, &["`--out DIR`"]);
    run(&folder.root, &["generate", "--out", "party"])
        .expect(1, &["`--spec FILE`", "remembers none"]);
    assert_eq!(bytes(&folder.root), before);
    assert!(!Utf8Path::new(&folder.root).join("party").exists());
}
