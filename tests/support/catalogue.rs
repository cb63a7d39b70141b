//! The examples in `spec/`, with the data of the tables beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;

/// The descriptions, by their folder in `spec/`, in order: `acme`, or `acme/v1` if there are several
/// versions.
pub fn apis() -> impl Iterator<Item = &'static str> {
    static APIS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut found = Vec::new();
        for package in folders(&root().join("spec")) {
            let modules = folders(&root().join("spec").join(&package));
            let modules = modules.iter().map(|module| format!("{package}/{module}"));
            let all = std::iter::once(package.clone()).chain(modules);
            found.extend(all.filter(|api| folder(api).join("openapi.yaml").is_file()));
        }
        assert!(!found.is_empty(), "there is no description in `spec/`");
        found.sort();
        found
    });
    APIS.iter().map(String::as_str)
}

/// The crates of the descriptions, by their folder in `crates/`, in order.
pub fn crates() -> BTreeSet<&'static str> {
    apis().map(|api| api.split_once('/').map_or(api, |(package, _)| package)).collect()
}

/// The names of the folders in a folder.
fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().into_string().expect("UTF-8")).collect()
}

/// One file in `examples/`.
#[derive(Clone, Debug)]
pub struct Example {
    /// The description that it belongs to.
    pub api: &'static str,
    /// The name of the file.
    pub file: String,
    /// The operation.
    pub operation: String,
    /// The message that it is the body of.
    pub message: Message,
    /// Its kind in the table: `example`, `curl`, `sample` or `corrected`.
    pub kind: String,
    /// The page and its place there.
    pub source: String,
    /// The file's content.
    pub bytes: Vec<u8>,
    /// The corrected file and the path where this one is refused, if it is wrong as printed.
    pub erratum: Option<(String, String)>,
}

/// The message of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// A request.
    Request,
    /// A response with this status.
    Status(u16),
}

impl Example {
    /// Its name in snapshots.
    pub fn title(&self) -> String {
        format!("{} {}", self.api, self.file.trim_end_matches(".json"))
    }

    /// Whether the page prints it, as an example or in a curl command.
    pub fn is_documented(&self) -> bool {
        self.kind == "example" || self.kind == "curl"
    }
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// The document of an API.
pub fn document(api: &str) -> Value {
    yaml(api, "openapi.yaml")
}

/// All examples, in the order of the tables.
pub fn examples() -> Vec<Example> {
    apis().flat_map(examples_of).collect()
}

fn examples_of(api: &'static str) -> Vec<Example> {
    let table = yaml(api, "examples.yaml");
    let errata = errata(api);
    let rows = table["examples"].as_object().cloned().unwrap_or_default();
    rows.into_iter()
        .map(|(file, row)| {
            let mut parts = file.split('.');
            let operation = parts.next().unwrap_or_default().to_owned();
            let message = match parts.next().unwrap_or_default() {
                "request" => Message::Request,
                status => Message::Status(status.parse().expect("a status")),
            };
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let page = &table["pages"][text(&row["page"])];
            Example {
                api,
                operation,
                message,
                kind: text(&row["kind"]),
                source: format!("{}, {}", text(&page["url"]), text(&row["section"])),
                bytes: fs::read(folder(api).join("examples").join(&file)).expect("an example"),
                erratum: errata.get(&file).cloned(),
                file,
            }
        })
        .collect()
}

/// The examples that are wrong as printed, with their corrections and the paths where they are refused.
fn errata(api: &str) -> BTreeMap<String, (String, String)> {
    let errata = yaml(api, "errata.yaml");
    let about =
        errata.as_array().into_iter().flatten().filter_map(|erratum| erratum.get("example"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    about
        .map(|one| (text(&one["printed"]), (text(&one["corrected"]), text(&one["refused_at"]))))
        .collect()
}

/// The body of a documented example, by the name of its file: the corrected one, if the page has it wrong.
pub fn documented(api: &str, example: &str) -> Vec<u8> {
    let folder = folder(api).join("examples");
    let corrected = fs::read(folder.join(format!("{example}.corrected.json")));
    corrected.or_else(|_| fs::read(folder.join(format!("{example}.json")))).expect(example)
}

fn folder(api: &str) -> PathBuf {
    root().join("spec").join(api)
}

fn yaml(api: &str, file: &str) -> Value {
    let text = fs::read_to_string(folder(api).join(file)).expect("a file of the description");
    serde_yaml::from_str(&text).expect("YAML")
}
