//! Each operation has a runnable example in its crate, and the example does what the vendor's page, or a
//! sample, shows: it is run as a process against a server on loopback with those responses. The first lines
//! of an example have its arguments.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

mod jobs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use guestlist_tests::catalogue::{Message, crates, root};
use guestlist_tests::described::{Described, described};
use guestlist_tests::server::{Answer, Server};
use guestlist_tests::snapshots::{Snapshot, compare_each};
use serde_json::Value;

/// The credentials, of which none may be printed.
const CREDENTIALS: &[(&str, &str)] = &[
    ("DATATRAILS_AUTHTOKEN", "hush-token"),
    ("DATOCMS_API_TOKEN", "hush-token"),
    ("DD_API_KEY", "hush-api-key"),
    ("DD_APP_KEY", "hush-application-key"),
];

/// What the example of an operation is called: `v1_create_user`, or `create_invite` where there is one
/// version.
fn example(operation: &Described) -> String {
    let mut name = String::new();
    for letter in operation.id.chars() {
        if letter.is_uppercase() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    match operation.api.split_once('/') {
        Some((_, version)) => format!("{version}{name}"),
        None => name.trim_start_matches('_').to_owned(),
    }
}

/// The package of an operation, by its folder in `crates/`.
fn package(operation: &Described) -> &'static str {
    operation.api.split_once('/').map_or(operation.api, |(package, _)| package)
}

/// What the first lines of an example say of how it is run.
struct Usage {
    /// What follows its name: `<email> [name]`.
    takes: String,
    /// Arguments with which it sends what the page, or a sample, shows.
    arguments: Vec<String>,
}

fn usage(package: &str, example: &str) -> Usage {
    let file = root().join(format!("crates/{package}/examples/{example}.rs"));
    let text =
        std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{} is missing", file.display()));
    let told = |start: &str| {
        let start = format!("//! {start} `{example}");
        let line = text.lines().find_map(|line| line.strip_prefix(&start))?;
        Some(line.strip_suffix("`.")?.trim().to_owned())
    };
    let takes = told("Usage:").unwrap_or_else(|| panic!("{example} does not say its usage"));
    let arguments = told("For example").unwrap_or_default();
    assert_eq!(
        takes.is_empty(),
        arguments.is_empty(),
        "{example} says `For example` with arguments"
    );
    Usage { takes, arguments: words(&arguments) }
}

/// The words of a command line; quotes keep one together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// A command of cargo for the workspace.
fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).args(["--quiet", "--locked"]).current_dir(root());
    // What cargo tells a test of itself would make it build dependencies anew that look at it.
    let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
    for (name, _) in std::env::vars() {
        if own.iter().any(|prefix| name.starts_with(prefix)) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// The programs, by the names of their examples. They are built with all members of the workspace,
/// as `cargo test --workspace` builds them: after it they are there already.
fn programs() -> &'static BTreeMap<String, PathBuf> {
    static PROGRAMS: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let mut cargo = cargo(&["build", "--workspace", "--examples"]);
        cargo.args(["--message-format", "json-render-diagnostics"]);
        let built = cargo.stderr(Stdio::inherit()).output().unwrap();
        assert!(built.status.success(), "the examples do not build");
        let messages = built.stdout.split(|byte| *byte == b'\n');
        let messages = messages.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
        let folders: Vec<PathBuf> =
            crates().iter().map(|krate| root().join("crates").join(krate)).collect();
        let programs = messages.filter(|message| {
            let file = Path::new(message["target"]["src_path"].as_str().unwrap_or_default());
            message["target"]["kind"][0] == "example"
                && folders.iter().any(|folder| file.starts_with(folder))
        });
        programs
            .filter_map(|message| {
                let name = message["target"]["name"].as_str()?.to_owned();
                Some((name, PathBuf::from(message["executable"].as_str()?)))
            })
            .collect()
    })
}

/// Runs an example against a server, with nothing of this machine's own settings.
fn run(example: &str, arguments: &[&str], url: &str, credentials: &[(&str, &str)]) -> Output {
    let mut program = Command::new(programs().get(example).expect(example));
    let settings = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in settings.filter(|name| {
        let upper = name.to_uppercase();
        ["DD_", "DATOCMS_", "DATATRAILS_"].iter().any(|prefix| upper.starts_with(prefix))
            || upper.ends_with("_PROXY")
    }) {
        program.env_remove(name);
    }
    program.args(arguments).env("GUESTLIST_BASE_URL", url).env("DATATRAILS_URL", url);
    program.envs(credentials.iter().copied()).output().unwrap()
}

/// What a program printed, when it ended well and told no secret.
#[track_caller]
fn printed(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    assert!(errors.is_empty(), "{errors}");
    assert!(!text.contains("hush"), "{text}");
    text
}

#[test]
fn each_operation_has_an_example_and_each_other_example_is_a_job() {
    let due = described().iter().map(|operation| (package(operation), example(operation)));
    let jobs = jobs::ALL.iter().map(|(package, name)| (*package, (*name).to_owned()));
    let mut there = BTreeSet::new();
    for package in crates() {
        let folder = root().join("crates").join(package).join("examples");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap();
            there.insert((package, name.to_owned()));
        }
    }
    assert_eq!(there, due.chain(jobs).collect());
}

/// What it calls, and what it prints of the answer, is shown in its snapshot.
#[test]
fn an_example_sends_what_is_documented_and_prints_what_is_answered() {
    let snapshots = described().iter().map(|operation| {
        let example = example(operation);
        let arguments = usage(package(operation), &example).arguments;
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let body = operation.body(Message::Status(operation.success()));
        let server = Server::start(match body {
            Some(body) => Answer::json(operation.success(), body),
            None => Answer::new(operation.success()),
        });
        let text = printed(&run(&example, &arguments, &server.url(), CREDENTIALS));
        assert!(!text.trim().is_empty(), "{example} prints nothing");

        let requests = server.requests();
        assert_eq!(requests.len(), 1, "{example} calls once");
        let request = &requests[0];
        assert_eq!(request.method, operation.method, "{example}");
        let path = request.path_and_query.split('?').next().unwrap();
        assert_eq!(path, filled(&operation.path, arguments.first().copied()), "{example}");
        let shown = operation.shown(Message::Request);
        match shown.as_slice() {
            [] => assert_eq!(request.json(), Value::Null, "{example}"),
            shown => {
                let json = |body: &&[u8]| serde_json::from_slice::<Value>(body).unwrap();
                let sent = request.json();
                assert!(shown.iter().any(|body| json(body) == sent), "{example}: {sent}");
            }
        }
        let call = format!("{} {}\n", request.method, request.path_and_query);
        (example, format!("{call}\n{text}"))
    });
    let folder = root().join("tests/cargo_examples/snapshots");
    let make = |(name, text)| Snapshot { folder: folder.clone(), name, about: String::new(), text };
    compare_each(snapshots.collect::<Vec<_>>(), |(name, _)| name.clone(), make);
}

/// The path with the argument in place of the parameter.
fn filled(template: &str, argument: Option<&str>) -> String {
    let segments = template.split('/').map(|segment| match (segment.starts_with('{'), argument) {
        (true, Some(argument)) => argument,
        _ => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

/// All examples, with the packages that they are in.
fn every() -> impl Iterator<Item = (&'static str, String)> {
    let of_operations =
        described().iter().map(|operation| (package(operation), example(operation)));
    of_operations.chain(jobs::ALL.iter().map(|(package, name)| (*package, (*name).to_owned())))
}

#[test]
fn an_example_without_the_arguments_that_it_needs_says_what_it_takes() {
    for (package, example) in every() {
        let takes = usage(package, &example).takes;
        if !takes.starts_with('<') {
            continue;
        }
        let output = run(&example, &[], "http://127.0.0.1:1", CREDENTIALS);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{example}");
        assert!(errors.contains(&format!("usage: {example} {takes}")), "{example}: {errors}");
    }
}

#[test]
fn an_example_without_credentials_names_the_variables() {
    for (package, example) in every() {
        let arguments = usage(package, &example).arguments;
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = run(&example, &arguments, "http://127.0.0.1:1", &[]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{example}");
        let named = CREDENTIALS.iter().filter(|(name, _)| errors.contains(name)).count();
        assert!(named >= 1, "{example}: {errors}");
    }
}

#[test]
fn a_missing_user_or_invite_is_said_in_words() {
    for (example, arguments, answer, words) in [
        ("v2_get_user", "nobody", r#"{"errors":["Not Found"]}"#, "there is no user nobody"),
        ("get_invite", "nothing", r#"{"message":"not found"}"#, "it was accepted or withdrawn"),
        ("get_site_invitation", "9", r#"{"data":[]}"#, "9 was accepted or withdrawn"),
    ] {
        let server = Server::start(Answer::json(404, answer));
        let output = run(example, &[arguments], &server.url(), CREDENTIALS);
        let text = printed(&output);
        assert!(text.contains(words), "{example}: {text}");
    }
}

/// The sources of the examples and the programs are the same files.
#[test]
fn each_example_is_built() {
    let built: BTreeSet<String> = programs().keys().cloned().collect();
    assert_eq!(built, every().map(|(_, name)| name).collect());
    assert_eq!(built.len(), every().count(), "two examples have the same name");
    assert!(programs().values().all(|path| Path::exists(path)));
}

/// What the front page shows of a program is the program.
#[test]
fn a_program_on_the_front_page_is_as_it_is_in_its_file() {
    let page = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut count = 0;
    for (package, name) in jobs::ALL {
        let file = format!("crates/{package}/examples/{name}.rs");
        assert!(page.contains(&format!("[`{name}`]({file})")), "the front page has no {name}");
        let text = std::fs::read_to_string(root().join(&file)).unwrap();
        let code = text.lines().skip_while(|line| line.starts_with("//!") || line.is_empty());
        let code = code.collect::<Vec<_>>().join("\n");
        count += usize::from(page.contains(&format!("```rust,no_run\n{code}\n```\n")));
    }
    assert!(count > 0, "the front page shows no program, or another one");
}

/// TLS, compression and the like are for those who want them.
#[test]
fn each_client_compiles_without_its_default_features() {
    let mut cargo = cargo(&["check", "--lib", "--no-default-features"]);
    cargo.args(crates().iter().map(|krate| format!("--package=guestlist-{krate}")));
    assert!(cargo.status().unwrap().success());
}
