//! `generate`: a document of anybody's to a crate that stands alone.

use std::fs;

use camino::Utf8PathBuf;

#[cfg(unix)]
use crate::workspace::run_narrowly;
use crate::workspace::{Ended, State, bytes, run, state};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Guests, version: 2.1.0}
servers: [{url: 'https://guests.example.com'}]
tags: [{name: Guests}]
paths:
  /guests:
    get:
      operationId: ListGuests
      tags: [Guests]
      responses:
        '200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Guest'}}}}
components:
  schemas:
    Guest:
      type: object
      required: [name]
      properties:
        name: {type: string}
        state: {type: string, enum: [invited, here]}
";

/// A folder with a document, and the crate that is made of it.
pub(crate) struct Folder {
    pub(crate) root: Utf8PathBuf,
    _folder: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::try_from(folder.path().canonicalize().unwrap()).unwrap();
        fs::write(root.join("guests.yaml"), DOCUMENT).unwrap();
        Self { root, _folder: folder }
    }

    pub(crate) fn generate(&self, more: &[&str]) -> Ended {
        let all = [&["generate", "--spec", "guests.yaml", "--out", "party"], more].concat();
        run(&self.root, &all)
    }

    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let old = fs::read_to_string(self.root.join(file)).unwrap();
        assert!(old.contains(from), "{file} does not say {from:?}");
        fs::write(self.root.join(file), old.replacen(from, to, 1)).unwrap();
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.root.join("party").join(file)).unwrap()
    }

    pub(crate) fn state(&self) -> State {
        state(&self.root)
    }

    /// What is behind a link: a folder, or a file by itself.
    #[cfg(unix)]
    fn linked_state(&self, outside: &camino::Utf8Path) -> State {
        let around = outside.parent().unwrap();
        let mut all = match outside.is_dir() {
            true => state(outside),
            false => State::new(),
        };
        let file = fs::read(outside).unwrap_or_default();
        all.insert(around.to_owned(), (file, fs::metadata(outside).unwrap().modified().unwrap()));
        all
    }
}

#[test]
#[cfg(unix)]
fn a_crate_has_more_files_than_a_process_may_have_open() {
    let folder = Folder::new();
    for number in 0..40 {
        let schema = format!("\n    Guest{number}: {{type: object}}\n    Guest:\n");
        folder.edit("guests.yaml", "\n    Guest:\n", &schema);
    }
    let arguments = ["generate", "--spec", "guests.yaml", "--out", "party"];
    run_narrowly(&folder.root, &arguments).expect(0, &["42 models"]);
}

#[test]
fn names_that_no_file_can_have_are_cut() {
    let folder = Folder::new();
    let long = "of_a_party_".repeat(40);
    folder.edit("guests.yaml", "operationId: ListGuests", &format!("operationId: list_{long}"));
    folder.edit(
        "guests.yaml",
        "\n    Guest:\n",
        &format!("\n    Host{long}: {{type: object}}\n    Guest:\n"),
    );
    folder.generate(&[]).expect(0, &["1 operations, 3 models"]);
}

#[test]
#[cfg(unix)]
fn nothing_behind_a_symbolic_link_is_written_or_removed() {
    for link in ["src/generated", "src", "src/generated/models", "src/generated/models/guest.rs"] {
        let folder = Folder::new();
        folder.generate(&[]).expect(0, &[]);
        let (inside, outside) =
            (folder.root.join("party").join(link), folder.root.join("elsewhere"));
        fs::rename(&inside, &outside).unwrap();
        if outside.is_dir() {
            fs::write(outside.join("precious.txt"), "Mine.").unwrap();
        }
        std::os::unix::fs::symlink(&outside, &inside).unwrap();
        folder.edit(
            "guests.yaml",
            "name: {type: string}",
            "name: {type: string, description: Who.}",
        );
        let before = folder.linked_state(&outside);
        let told = format!("party/{link} is a symbolic link");
        folder.generate(&[]).expect(1, &[&told]);
        folder.generate(&["--force"]).expect(1, &[&told]);
        assert_eq!(folder.linked_state(&outside), before, "behind {link}");
        assert!(inside.is_symlink());
    }
    // The folder of the crate is what the user named.
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    fs::rename(folder.root.join("party"), folder.root.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", folder.root.join("party")).unwrap();
    folder.edit("guests.yaml", "name: {type: string}", "name: {type: string, description: Who.}");
    folder.generate(&[]).expect(0, &["Writing party (1 file)"]);
}

#[test]
fn what_a_killed_run_left_behind_is_removed_by_the_next() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    let before = folder.state();
    let names = [
        ".guestlist-0123456789ab.lock",
        ".guestlist-0123456789ab-cdefgh",
        "src/.guestlist-0123456789ab-cdefgh",
        "src/generated/models/.guestlist-0123456789ab-cdefgh",
        "src/generated/.guestlist-0123456789ab-ijklmn/new/deep/file.rs",
        "../.guestlist-abcdefghijkl-ijklmn/new/Cargo.toml",
        "../.guestlist-abcdefghijkl.lock",
    ];
    for name in names {
        let path = folder.root.join("party").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "half").unwrap();
    }
    folder.generate(&[]).expect(0, &["Fresh party (nothing changed)"]);
    assert_eq!(folder.state(), before);
}

#[test]
fn what_cannot_be_written_whole_is_not_begun() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    let wire = folder.root.join("party/src/generated/wire");
    fs::remove_dir_all(&wire).unwrap();
    fs::write(&wire, "in the way").unwrap();
    folder.edit("guests.yaml", "name: {type: string}", "name: {type: integer}");
    let before = folder.state();
    folder.generate(&[]).expect(1, &["generated/wire cannot be made"]);
    assert_eq!(folder.state(), before);
    let other = folder.root.join("other");
    fs::write(&other, "in the way").unwrap();
    let arguments = ["generate", "--spec", "guests.yaml", "--out", "other/party"];
    run(&folder.root, &arguments).expect(1, &["other"]);
}

#[test]
fn generate_makes_a_crate_that_has_all_parts() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &["Writing party", "`party`: 1 operations, 2 models"]);
    let manifest = folder.text("Cargo.toml");
    for line in ["name = \"party\"", "version = \"2.1.0\"", "mock = [\"guestlist-runtime/mock\"]"] {
        assert!(manifest.contains(line), "no {line} in {manifest}");
    }
    assert!(folder.text("src/lib.rs").contains("let client = Client::builder().build()?;"));
    assert!(folder.text("src/lib.rs").contains("pub use generated::*;"));
    assert!(folder.text("README.md").contains("client.list_guests().send().await?"));
    assert!(folder.text("examples/first_call.rs").contains("use party::Client;"));
    let header = "// @generated by `guestlist generate` from guests.yaml. Do not edit.\n\n";
    for file in ["mod.rs", "client.rs", "models/guest.rs", "wire/guest.rs", "guests/list_guests.rs"]
    {
        assert!(folder.text(&format!("src/generated/{file}")).starts_with(header), "{file}");
    }
}

#[test]
fn a_readme_shows_a_stream_of_each_type_that_the_document_has() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    assert!(!folder.text("README.md").contains("while it arrives"), "a list is not a stream");
    let document = crate::workspace::real_root().join("tests/party/openapi.yaml");
    let arguments = ["generate", "--spec", document.as_str(), "--out", "feast"];
    run(&folder.root, &arguments).expect(0, &[]);
    let readme = fs::read_to_string(folder.root.join("feast/README.md")).unwrap();
    for call in [
        "let mut events = client.watch_guests().send().await?.into_inner();",
        "let mut items = client.export_guests().send().await?.into_inner();",
        "let mut body = client.fetch_elsewhere().send_stream().await?.into_inner();",
        "let mut list = client.list_by_token().stream();",
    ] {
        assert_eq!(readme.matches(call).count(), 1, "{call}: {readme}");
    }
    // What a call has to be given is there, and what is deprecated is not.
    let paths = "openapi: 3.0.3\ninfo: {title: Films, version: '1'}\nservers: [{url: http://localhost}]\npaths:\n";
    let film = |name: &str, more: &str| {
        format!(
            "  /{name}/{{id}}:\n    get:\n      operationId: get_{name}\n{more}      parameters: \
             [{{name: id, in: path, required: true, schema: {{type: string}}}}]\n      responses: \
             {{'200': {{description: A film., content: {{video/mp4: {{schema: {{type: string, format: binary}}}}}}}}}}\n"
        )
    };
    let old = film("old", "      deprecated: true\n");
    fs::write(folder.root.join("films.yaml"), format!("{paths}{old}{}", film("film", ""))).unwrap();
    run(&folder.root, &["generate", "--spec", "films.yaml", "--out", "films"]).expect(0, &[]);
    let readme = fs::read_to_string(folder.root.join("films/README.md")).unwrap();
    assert!(readme.contains("client.get_film().id(id).send_stream()"), "{readme}");
    assert_eq!(readme.matches(".next()").count(), 1, "{readme}");
}

#[test]
fn what_the_document_shows_is_an_example_that_goes_with_it() {
    let folder = Folder::new();
    let shown = "responses:\n        '200': {description: All., content: {application/json: {example: {name: Ada}, ";
    folder.edit(
        "guests.yaml",
        "responses:\n        '200': {description: All., content: {application/json: {",
        shown,
    );
    folder.generate(&[]).expect(0, &[]);
    assert_eq!(
        folder.text("examples/documented/list_guests_200.json"),
        "{\n  \"name\": \"Ada\"\n}\n"
    );
    let program = folder.text("examples/documented/main.rs");
    assert!(program.contains("read!(models::Guest, \"list_guests_200.json\"),"), "{program}");
    folder.edit("guests.yaml", "example: {name: Ada}, ", "");
    folder.generate(&[]).expect(0, &["Writing party"]);
    assert!(!folder.root.join("party/examples/documented").exists());
    let own = folder.root.join("party/examples/documented");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("main.rs"), "fn main() {}").unwrap();
    folder.generate(&[]).expect(0, &["nothing changed"]);
    assert_eq!(folder.text("examples/documented/main.rs"), "fn main() {}");
}

#[test]
fn generate_touches_nothing_that_is_right_and_nothing_of_people() {
    let folder = Folder::new();
    folder.generate(&[]).expect(0, &[]);
    let before = folder.state();
    folder.generate(&[]).expect(0, &["Fresh party (nothing changed)"]);
    assert_eq!(folder.state(), before, "a second run touched something");

    folder.edit("party/src/lib.rs", "A client of Guests.", "Our own words.");
    fs::write(folder.root.join("party/src/ours.rs"), "// ours\n").unwrap();
    fs::write(folder.root.join("party/src/generated/models/old.rs"), "// once\n").unwrap();
    folder.edit("guests.yaml", "name: {type: string}", "name: {type: string, description: Who.}");
    folder.generate(&[]).expect(0, &["Writing party"]);
    assert!(folder.text("src/generated/models/guest.rs").contains("/// Who."));
    assert!(folder.text("src/lib.rs").contains("Our own words."));
    assert!(folder.root.join("party/src/ours.rs").exists());
    assert!(!folder.root.join("party/src/generated/models/old.rs").exists());
    folder.generate(&["--force"]).expect(0, &["Writing party (1 file)"]);
    assert!(folder.text("src/lib.rs").contains("A client of Guests."));
}

#[test]
fn generate_writes_nothing_of_a_broken_document() {
    let folder = Folder::new();
    folder.edit("guests.yaml", "name: {type: string}", "name: {type: strin}");
    let before = folder.state();
    let partial = "`--partial` makes 1 of 1 operation and says what it leaves out";
    let told = [
        "guests.yaml:18:22",
        "did you mean `string`?",
        "1 problem in guests.yaml; nothing",
        partial,
    ];
    folder.generate(&[]).expect(1, &told);
    assert_eq!(folder.state(), before);
    run(&folder.root, &["generate", "--spec", "none.yaml", "--out", "party"])
        .expect(1, &["none.yaml", "cannot be read", "nothing was written"]);
    assert_eq!(folder.state(), before);
}

#[test]
fn a_slip_is_a_warning_which_can_be_denied() {
    let folder = Folder::new();
    let denied =
        ["guests.yaml:18:16", "did you mean `format`?", "1 warning in guests.yaml", "nothing"];
    folder.generate(&["--deny-warnings"]).expect(0, &["Writing party"]);
    folder.edit("guests.yaml", "name: {type: string}", "name: {fromat: uuid}");
    let before = folder.state();
    folder.generate(&["--deny-warnings"]).expect(1, &denied);
    assert_eq!(folder.state(), before);
    folder.generate(&[]).expect(0, &[denied[0], denied[1], "Finished `party`"]);
}

#[test]
fn references_lead_above_the_document_only_into_the_root_that_is_given() {
    let folder = Folder::new();
    let write = |path: &str, text: &str| {
        fs::create_dir_all(folder.root.join(path).parent().unwrap()).unwrap();
        fs::write(folder.root.join(path), text).unwrap();
    };
    write("common/errors.yaml", "Gone: {description: They have left.}\n");
    write("elsewhere/note.txt", "");
    write(
        "api/openapi.yaml",
        "openapi: 3.0.3\ninfo: {title: Up, version: '1'}\nservers: [{url: 'https://up.example'}]\n\
         paths: {/up: {get: {operationId: up, responses: {'410': {$ref: '../common/errors.yaml#/Gone'}}}}}\n",
    );
    let generate = |root: &[&str]| {
        let arguments = ["generate", "--spec", "api/openapi.yaml", "--out", "up"];
        run(&folder.root, &[&arguments[..], root].concat())
    };
    let before = folder.state();
    generate(&[]).expect(1, &["outside of the folder of the document", "`--root DIR`"]);
    generate(&["--root", "api"]).expect(1, &["outside of the folder of the document"]);
    generate(&["--root", "elsewhere"]).expect(1, &["`--root elsewhere` is not a folder around"]);
    generate(&["--root", "nowhere"])
        .expect(1, &["`--root nowhere` is not a folder that can be read"]);
    assert_eq!(folder.state(), before);
    generate(&["--root", "."]).expect(0, &["Writing up", "1 operations"]);
}

#[test]
fn a_terminal_obeys_nothing_that_a_document_says() {
    let folder = Folder::new();
    let odd = "name: {type: \"str\\e[2J\\u202Ein\"}";
    folder.edit("guests.yaml", "name: {type: string}", odd);
    let told = folder.generate(&[]).expect(1, &["`str\\u{1b}[2J\\u{202e}in` is not a type"]);
    assert!(!told.text.contains(['\u{1b}', '\u{202e}']), "{}", told.text);
    folder.edit("guests.yaml", "\\e[2J\\u202E", "\u{202e}");
    let told = folder.generate(&["--partial"]).expect(0, &["Left out", "str\\u{202e}in"]);
    assert!(!told.text.contains('\u{202e}'), "{}", told.text);
    let told = folder.generate(&[]).expect(1, &["str\u{fffd}in"]);
    assert!(!told.text.contains('\u{202e}'), "{}", told.text);
}

#[test]
fn generate_refuses_what_is_not_its_own() {
    let folder = Folder::new();
    fs::create_dir(folder.root.join("party")).unwrap();
    fs::write(folder.root.join("party/notes.txt"), "Mine.").unwrap();
    let before = bytes(&folder.root);
    let told = ["party holds something that this command did not make"];
    folder.generate(&[]).expect(1, &told);
    folder.generate(&["--force"]).expect(1, &told);
    assert_eq!(bytes(&folder.root), before);
    fs::remove_file(folder.root.join("party/notes.txt")).unwrap();
    folder.generate(&[]).expect(0, &[]);
    folder.generate(&["--name", "feast"]).expect(1, &["holds the crate `party`", "--force"]);
    folder.generate(&["--name", "feast", "--force"]).expect(0, &["`feast`"]);
}

#[test]
fn generate_refuses_names_that_no_crate_can_have() {
    let folder = Folder::new();
    let before = bytes(&folder.root);
    for (name, why) in [
        ("", "does not begin with a letter"),
        ("2fast", "does not begin with a letter"),
        ("a b", "because of ` `"),
        ("a/b", "because of `/`"),
        ("gäste", "because of `ä`"),
        ("async", "a keyword of Rust"),
        ("std", "is taken"),
        ("serde", "is taken"),
        ("con", "Windows keeps it"),
        ("Lpt1", "Windows keeps it"),
    ] {
        folder.generate(&["--name", name]).expect(1, &[why, "choose another with `--name`"]);
    }
    assert_eq!(bytes(&folder.root), before);
}

#[test]
fn generate_says_that_a_crate_is_by_itself_where_a_workspace_would_claim_it() {
    let folder = Folder::new();
    fs::write(folder.root.join("Cargo.toml"), "[workspace]\nmembers = [\"clients/*\"]\n").unwrap();
    folder.generate(&[]).expect(0, &[]);
    assert!(folder.text("Cargo.toml").contains("\n[workspace]\n"));
    let inside = ["generate", "--spec", "guests.yaml", "--out", "clients/guests"];
    run(&folder.root, &inside).expect(0, &["`guests`"]);
    let manifest = fs::read_to_string(folder.root.join("clients/guests/Cargo.toml")).unwrap();
    assert!(!manifest.contains("[workspace]"), "{manifest}");
}

#[test]
fn a_manifest_that_is_kept_gets_what_new_code_needs() {
    let folder = Folder::new();
    folder.edit(
        "guests.yaml",
        "application/json: {schema: {$ref: '#/components/schemas/Guest'}}",
        "text/plain: {}",
    );
    folder.generate(&[]).expect(0, &[]);
    let whole = folder.text("Cargo.toml");
    assert!(!whole.contains("\nbytes = ") && !whole.contains("patterns"), "{whole}");
    let before = folder.text("Cargo.toml").replacen(
        "default-features = false }\n",
        "default-features = false } # ours\n\n# Logs.\nlog = '0.4'\n",
        1,
    );
    fs::write(folder.root.join("party/Cargo.toml"), &before).unwrap();
    folder.generate(&[]).expect(0, &["nothing changed"]);
    assert_eq!(folder.text("Cargo.toml"), before);

    folder.edit("guests.yaml", "text/plain: {}", "image/png: {}");
    folder.generate(&[]).expect(0, &["Writing party"]);
    let after = folder.text("Cargo.toml");
    assert!(after.contains("\nbytes = \"1\"\n"), "{after}");
    assert_eq!(after.replace("bytes = \"1\"\n", ""), before, "more than a line was added");
    folder.generate(&[]).expect(0, &["nothing changed"]);
}
