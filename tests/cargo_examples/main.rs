//! Each operation has a runnable example in its crate, and the example does what the vendor's page, or a
//! sample, shows: it is run as a process against a server on loopback with those responses. The first lines
//! of an example have its arguments.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

use std::collections::BTreeSet;
use std::path::Path;

use guestlist_tests::catalogue::{Message, crates, root};
use guestlist_tests::described::{Described, described};
use guestlist_tests::programs::{cargo, printed, programs, run, run_without_credentials};
use guestlist_tests::server::{Answer, Server};
use guestlist_tests::snapshots::{Snapshot, compare_each};
use guestlist_tests::variables::credentials;
use serde_json::Value;

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

/// The examples in the crates, by the folder of the crate in `crates/`.
fn every() -> BTreeSet<(&'static str, String)> {
    let mut found = BTreeSet::new();
    for package in crates() {
        let folder = root().join("crates").join(package).join("examples");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap();
            found.insert((package, name.to_owned()));
        }
    }
    found
}

/// The examples of operations.
fn of_operations() -> BTreeSet<(&'static str, String)> {
    described().iter().map(|operation| (package(operation), example(operation))).collect()
}

/// The other examples: the programs for whole jobs.
fn jobs() -> BTreeSet<(&'static str, String)> {
    every().difference(&of_operations()).cloned().collect()
}

#[test]
fn each_operation_has_an_example_and_each_other_example_is_a_job() {
    let (every, due) = (every(), of_operations());
    let missing: Vec<_> = due.difference(&every).collect();
    assert!(missing.is_empty(), "there is no example {missing:?}");
    // A job is run by a test of its crate, which names it.
    for (package, name) in jobs() {
        let folder = root().join("crates").join(package).join("tests/calls/jobs");
        let tests = std::fs::read_dir(folder).unwrap();
        let mut texts = tests.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let call = format!("job(\"{name}\", ");
        assert!(texts.any(|text| text.contains(&call)), "no test runs {name} of {package}");
    }
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
        let text = printed(&run(&example, &arguments, &server.url()));
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

#[test]
fn an_example_without_the_arguments_that_it_needs_says_what_it_takes() {
    for (package, example) in every() {
        let takes = usage(package, &example).takes;
        if !takes.starts_with('<') {
            continue;
        }
        let output = run(&example, &[], "http://127.0.0.1:1");
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
        let output = run_without_credentials(&example, &arguments, "http://127.0.0.1:1");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{example}");
        let is_named = credentials().iter().any(|name| errors.contains(name));
        assert!(is_named, "{example}: {errors}");
    }
}

/// The sources of the examples and the programs are the same files.
#[test]
fn each_example_is_built() {
    let built: BTreeSet<String> = programs().keys().cloned().collect();
    assert_eq!(built.len(), every().len(), "two examples have the same name");
    assert_eq!(built, every().into_iter().map(|(_, name)| name).collect());
    assert!(programs().values().all(|path| Path::exists(path)));
}

/// What the front page shows of a program is the program.
#[test]
fn a_program_on_the_front_page_is_as_it_is_in_its_file() {
    let page = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut count = 0;
    for (package, name) in jobs() {
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
