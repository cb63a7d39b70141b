//! Each operation has a runnable example in its crate, and the example does what the vendor's page
//! shows: it is run as a process against a server on loopback that answers as the page does.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "these are tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use guestlist_tests::catalogue::{Message, apis, crates, document, examples, root};
use guestlist_tests::server::{Answer, Script, Server};
use serde_json::Value;

/// Arguments for each example: the first one is what stands in the path, where something does. What
/// is sent with them is what the page shows.
const ARGUMENTS: &[(&str, &[&str])] = &[
    ("create_invite", &["john.doe@example.com", "personalized message"]),
    ("create_site_invitation", &["mark.smith@example.com", "34"]),
    ("delete_invite", &["bbbaeab8-539d-4482-9a98-f1285e7f75cb"]),
    ("get_invite", &["bbbaeab8-539d-4482-9a98-f1285e7f75cb"]),
    ("list_invites", &[]),
    ("v1_create_user", &["test@datadoghq.com", "test user"]),
    ("v1_disable_user", &["test@datadoghq.com"]),
    ("v1_get_user", &["test@datadoghq.com"]),
    ("v1_list_users", &[]),
    ("v1_send_public_dashboard_invitation", &["token", "exampledashboard@datadoghq.com"]),
    ("v1_update_user", &["test@datadoghq.com", "test user"]),
    ("v2_create_user", &["Example-User@datadoghq.com", "Datadog API Client Python"]),
    ("v2_disable_user", &["00000000-0000-9999-0000-000000000000"]),
    ("v2_get_invitation", &["00000000-0000-9999-0000-000000000000"]),
    ("v2_get_user", &["00000000-0000-9999-0000-000000000000"]),
    ("v2_list_user_organizations", &["00000000-0000-9999-0000-000000000000"]),
    ("v2_list_user_permissions", &["00000000-0000-9999-0000-000000000000"]),
    ("v2_list_users", &["string"]),
    ("v2_send_invitations", &["string"]),
    ("v2_update_user", &["string", "updated"]),
];

/// The examples that show more than one operation.
const MORE: &[(&str, &str)] = &[("datadog", "invite")];

/// The credentials, of which none may be printed.
const CREDENTIALS: &[(&str, &str)] = &[
    ("DATATRAILS_AUTHTOKEN", "hush-token"),
    ("DATOCMS_API_TOKEN", "hush-token"),
    ("DD_API_KEY", "hush-api-key"),
    ("DD_APP_KEY", "hush-application-key"),
];

/// An operation of a description.
struct Operation {
    api: &'static str,
    id: String,
    method: String,
    path: String,
    /// The status of its success.
    status: u16,
}

impl Operation {
    /// What its example is called: `v1_create_user`, or `create_invite` where there is one version.
    fn example(&self) -> String {
        let mut name = String::new();
        for letter in self.id.chars() {
            if letter.is_uppercase() {
                name.push('_');
            }
            name.extend(letter.to_lowercase());
        }
        match self.api.split_once('/') {
            Some((_, version)) => format!("{version}{name}"),
            None => name.trim_start_matches('_').to_owned(),
        }
    }

    fn krate(&self) -> &'static str {
        self.api.split_once('/').map_or(self.api, |(krate, _)| krate)
    }

    /// Answers as the page does: the corrected way, where the page has it wrong.
    fn answer(&self) -> Answer {
        let documented = examples().into_iter().rfind(|example| {
            (example.api, example.operation.as_str()) == (self.api, self.id.as_str())
                && example.message == Message::Status(self.status)
                && example.erratum.is_none()
        });
        match (self.status, documented) {
            (204, _) => Answer::new(204),
            (status, Some(example)) => Answer::json(status, example.bytes),
            (status, None) => Answer::json(status, "{}"),
        }
    }

    /// The bodies that the page sends; none for an operation that takes none.
    fn requests(&self) -> Vec<Value> {
        let all = examples().into_iter();
        let own = all.filter(|example| (example.api, &example.operation) == (self.api, &self.id));
        own.filter(|example| example.message == Message::Request)
            .map(|example| serde_json::from_slice(&example.bytes).unwrap())
            .collect()
    }
}

fn operations() -> Vec<Operation> {
    let mut operations = Vec::new();
    for api in apis() {
        let document = document(api);
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let Some(id) = operation["operationId"].as_str() else { continue };
                let statuses = operation["responses"].as_object().unwrap().keys();
                operations.push(Operation {
                    api,
                    id: id.to_owned(),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    status: statuses.filter_map(|key| key.parse().ok()).min().unwrap(),
                });
            }
        }
    }
    operations
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
fn each_operation_has_an_example_and_each_example_an_operation() {
    let operations = operations();
    let due = operations.iter().map(|operation| (operation.krate(), operation.example()));
    let due = due.chain(MORE.iter().map(|(krate, name)| (*krate, (*name).to_owned())));
    let mut there = BTreeSet::new();
    for krate in crates() {
        let folder = root().join("crates").join(krate).join("examples");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap();
            there.insert((krate, name.to_owned()));
        }
    }
    assert_eq!(there, due.collect());
}

#[test]
fn an_example_sends_what_the_page_sends_and_prints_what_the_page_answers() {
    for operation in operations() {
        let example = operation.example();
        let arguments = ARGUMENTS.iter().find(|(name, _)| *name == example).expect(&example).1;
        let server = Server::start(operation.answer());
        let output = run(&example, arguments, &server.url(), CREDENTIALS);
        assert!(!printed(&output).trim().is_empty(), "{example} prints nothing");

        let requests = server.requests();
        assert_eq!(requests.len(), 1, "{example} calls once");
        let request = &requests[0];
        assert_eq!(request.method, operation.method, "{example}");
        let path = request.path_and_query.split('?').next().unwrap();
        assert_eq!(path, filled(&operation.path, arguments.first().copied()), "{example}");
        match operation.requests().as_slice() {
            [] => assert_eq!(request.json(), Value::Null, "{example}"),
            shown => assert!(shown.contains(&request.json()), "{example}: {}", request.json()),
        }
    }
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
fn an_example_without_its_arguments_says_what_it_takes() {
    for (example, arguments) in ARGUMENTS.iter().filter(|(_, arguments)| !arguments.is_empty()) {
        if *example == "v2_list_users" {
            continue; // it lists all users then
        }
        let output = run(example, &[], "http://127.0.0.1:1", CREDENTIALS);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{example} {arguments:?}");
        assert!(errors.contains(&format!("usage: {example} <")), "{example}: {errors}");
    }
}

#[test]
fn an_example_without_credentials_names_the_variables() {
    for (example, arguments) in ARGUMENTS {
        let output = run(example, arguments, "http://127.0.0.1:1", &[]);
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
    ] {
        let server = Server::start(Answer::json(404, answer));
        let output = run(example, &[arguments], &server.url(), CREDENTIALS);
        let text = printed(&output);
        assert!(text.contains(words), "{example}: {text}");
    }
}

/// Runs `invite`, and tells what it asked for.
fn invite(script: impl Script) -> (String, Vec<String>) {
    let server = Server::start(script);
    let output = run("invite", &["ada@example.com", "Ada"], &server.url(), CREDENTIALS);
    let requests = server.requests();
    let asked = requests.iter().map(|one| format!("{} {}", one.method, one.path_and_query));
    assert_eq!(
        requests.last().unwrap().json()["data"][0]["relationships"]["user"]["data"]["id"],
        "ada",
    );
    (printed(&output), asked.collect())
}

const ADA: &str = r#"{"id":"ada","type":"users","attributes":{"email":"Ada@Example.com"}}"#;
const EVE: &str = r#"{"id":"eve","type":"users","attributes":{"email":"ada@example.com.net"}}"#;

#[test]
fn a_new_user_is_made_and_invited() {
    let (text, asked) = invite(vec![
        Answer::json(201, format!(r#"{{"data":{ADA}}}"#)),
        Answer::json(201, r#"{"data":[]}"#),
    ]);

    assert_eq!(asked, ["POST /api/v2/users", "POST /api/v2/user_invitations"]);
    assert_eq!(text.trim(), "invited ada@example.com, who is the user ada");
}

#[test]
fn a_user_who_is_there_already_is_found_and_invited() {
    let (_, asked) = invite(vec![
        Answer::json(409, r#"{"errors":["User ada@example.com already exists"]}"#),
        Answer::json(200, format!(r#"{{"data":[{EVE},{ADA}]}}"#)),
        Answer::json(201, r#"{"data":[]}"#),
    ]);

    let listed = "GET /api/v2/users?filter=ada%40example.com";
    assert_eq!(asked, ["POST /api/v2/users", listed, "POST /api/v2/user_invitations"]);
}

/// The sources of the examples and the programs are the same files.
#[test]
fn each_example_is_built() {
    let built: BTreeSet<&str> = programs().keys().map(String::as_str).collect();
    let known = ARGUMENTS.iter().map(|(name, _)| *name).chain(MORE.iter().map(|(_, name)| *name));
    assert_eq!(built, known.collect());
    assert!(programs().values().all(|path| Path::exists(path)));
}

/// TLS, compression and the like are for those who want them.
#[test]
fn each_client_compiles_without_its_default_features() {
    let mut cargo = cargo(&["check", "--lib", "--no-default-features"]);
    cargo.args(crates().iter().map(|krate| format!("--package=guestlist-{krate}")));
    assert!(cargo.status().unwrap().success());
}
