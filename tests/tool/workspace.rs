//! A workspace of two small APIs in a temporary folder, and the real tool run in it.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::sync::OnceLock;
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;
use tempfile::TempDir;

/// The workspace that these tests belong to.
pub(crate) fn real_root() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// How the tool ended, and what it said, without colours and frames and in one line.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) text: String,
}

impl Ended {
    #[track_caller]
    pub(crate) fn expect(self, code: i32, fragments: &[&str]) -> Self {
        assert_eq!(self.code, code, "{}", self.text);
        for fragment in fragments {
            assert!(self.text.contains(fragment), "no {fragment:?} in: {}", self.text);
        }
        self
    }
}

/// Runs the tool in a folder.
pub(crate) fn run(folder: &Utf8Path, arguments: &[&str]) -> Ended {
    ended(Command::new(tool()).args(arguments).current_dir(folder))
}

/// The same with a variable of the environment.
pub(crate) fn run_with_variable(
    folder: &Utf8Path,
    arguments: &[&str],
    (name, value): (&str, &str),
) -> Ended {
    ended(Command::new(tool()).args(arguments).current_dir(folder).env(name, value))
}

/// The same with a text on standard input.
pub(crate) fn run_with(folder: &Utf8Path, arguments: &[&str], input: &str) -> Ended {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), input).unwrap();
    let input = fs::File::open(file.path()).unwrap();
    ended(Command::new(tool()).args(arguments).current_dir(folder).stdin(input))
}

/// Runs `guestlist` itself in a folder.
pub(crate) fn run_guestlist(folder: &Utf8Path, arguments: &[&str]) -> Ended {
    ended(Command::new(guestlist()).args(arguments).current_dir(folder))
}

/// The program `guestlist`, built once.
pub(crate) fn guestlist() -> &'static str {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    PROGRAM.get_or_init(|| built("guestlist"))
}

/// The same with few files open at a time.
#[cfg(unix)]
pub(crate) fn run_narrowly(folder: &Utf8Path, arguments: &[&str]) -> Ended {
    let script = ["-c", "ulimit -n 24 && exec \"$0\" \"$@\"", tool()];
    ended(Command::new("sh").args(script).args(arguments).current_dir(folder))
}

fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    let words = text.concat().replace('│', " ");
    let words: Vec<&str> = words.split_whitespace().collect();
    Ended { code: output.status.code().unwrap(), text: words.join(" ") }
}

/// The tool's program, built once.
fn tool() -> &'static str {
    static TOOL: OnceLock<String> = OnceLock::new();
    TOOL.get_or_init(|| built("xtask"))
}

/// Builds the program of a package, and answers its path.
fn built(package: &str) -> String {
    let build = ["build", "--quiet", "--package", package, "--message-format", "json"];
    let output = Command::new(env!("CARGO")).args(build).current_dir(real_root()).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = output.stdout.split(|byte| *byte == b'\n');
    let messages = messages.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let is_own = |message: &Value| {
        let kinds = message["target"]["kind"].as_array();
        kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "bin"))
    };
    let mut programs = messages
        .filter(is_own)
        .filter_map(|message| Some(message["executable"].as_str()?.to_owned()));
    programs.next().unwrap()
}

/// A file as it was at some time: its bytes, and when it was written.
pub(crate) type State = BTreeMap<Utf8PathBuf, (Vec<u8>, SystemTime)>;

/// The files below a folder, by their paths from there.
pub(crate) fn state(folder: &Utf8Path) -> State {
    let mut state = State::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in inner.read_dir_utf8().unwrap().map(|entry| entry.unwrap()) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path().to_owned());
                continue;
            }
            let written = entry.metadata().unwrap().modified().unwrap();
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            state.insert(path, (fs::read(entry.path()).unwrap(), written));
        }
    }
    state
}

/// The same without times.
pub(crate) fn bytes(folder: &Utf8Path) -> BTreeMap<Utf8PathBuf, Vec<u8>> {
    state(folder).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Utf8Path, to: &Utf8Path) {
    for (path, (content, _)) in state(from) {
        fs::create_dir_all(to.join(&path).parent().unwrap()).unwrap();
        fs::write(to.join(path), content).unwrap();
    }
}

/// A workspace in a temporary folder.
pub(crate) struct Workspace {
    pub(crate) root: Utf8PathBuf,
    _folder: TempDir,
}

impl Workspace {
    /// One without descriptions.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().canonicalize_utf8().unwrap();
        fs::create_dir(root.join("spec")).unwrap();
        fs::write(root.join("Cargo.toml"), "[workspace]\n").unwrap();
        Self { root, _folder: folder }
    }

    /// One with the descriptions `party` and `wedding/v1`, and the code made from them.
    pub(crate) fn new() -> Self {
        let workspace = Self::empty();
        for (name, text) in [
            ("openapi.yaml", DOCUMENT),
            ("examples.yaml", EXAMPLES),
            ("errata.yaml", ERRATA),
            ("examples/InviteGuest.request.json", "{\"name\": \"Ann\"}\n"),
            ("examples/InviteGuest.201.json", "{\"name\": \"Ann\", \"state\": \"invited\"}\n"),
        ] {
            workspace.write(&format!("spec/party/{name}"), text);
            workspace.write(&format!("spec/wedding/v1/{name}"), text);
        }
        workspace.write("crates/party/src/lib.rs", "pub mod generated;\n");
        workspace.write("crates/wedding/src/v1.rs", "pub mod generated;\n");
        workspace.run(&["regenerate"]).expect(0, &["Finished 4 operations, 4 models, 4 examples"]);
        workspace
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        run(&self.root, arguments)
    }

    pub(crate) fn bytes(&self) -> BTreeMap<Utf8PathBuf, Vec<u8>> {
        bytes(&self.root)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces a text that a file has.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let old = fs::read_to_string(self.root.join(path)).unwrap();
        assert!(old.contains(from), "{path} does not say {from:?}");
        self.write(path, &old.replacen(from, to, 1));
    }
}

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Guests, version: '1'}
servers: [{url: 'https://guests.example.com'}]
tags: [{name: Guests}]
paths:
  /guests:
    post:
      operationId: InviteGuest
      tags: [Guests]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Guest'}}}
      responses:
        '201': {description: Invited., content: {application/json: {schema: {$ref: '#/components/schemas/Guest'}}}}
  /guests/{id}:
    delete:
      operationId: DropGuest
      tags: [Guests]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Gone.}}
components:
  schemas:
    Guest:
      type: object
      required: [name]
      properties:
        name: {type: string}
        state: {type: string, enum: [invited, here]}
";

const EXAMPLES: &str = "\
pages:
  guests: {title: Guests, url: 'https://example.com/guests'}
examples:
  InviteGuest.request.json: {page: guests, section: Request, kind: example}
  InviteGuest.201.json: {page: guests, section: Response, kind: example}
";

const ERRATA: &str = "\
- id: inviting-answers-201
  page: guests
  operations: [InviteGuest]
  quote: 200 OK
  truth: The status is 201.
  evidence: We looked.
  document: {at: /paths/~1guests/post/responses/200, is: absent}
";
