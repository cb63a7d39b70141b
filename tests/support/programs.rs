//! The programs in `crates/*/examples`, run as processes against a server on loopback.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

use crate::catalogue::{crates, root};
use crate::secrets::assert_hides;
use crate::server::{Request, Script, Server};
use crate::variables::{base_urls, credentials, variables};

/// A command of cargo for the workspace.
pub fn cargo(arguments: &[&str]) -> Command {
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
pub fn programs() -> &'static BTreeMap<String, PathBuf> {
    static PROGRAMS: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let mut cargo = cargo(&["build", "--workspace", "--examples"]);
        cargo.args(["--message-format", "json-render-diagnostics"]);
        let built = cargo.stderr(Stdio::inherit()).output().expect("cargo runs");
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

/// Runs a program against a server, with a made-up value for each credential of the descriptions, and with no
/// setting of this machine.
pub fn run(program: &str, arguments: &[&str], url: &str) -> Output {
    let values = credentials().into_iter().map(|name| (name, "hush-value"));
    command(program, arguments, url).envs(values).output().expect("a program runs")
}

/// Runs a program without credentials.
pub fn run_without_credentials(program: &str, arguments: &[&str], url: &str) -> Output {
    command(program, arguments, url).output().expect("a program runs")
}

fn command(program: &str, arguments: &[&str], url: &str) -> Command {
    let mut command = Command::new(programs().get(program).expect(program));
    let settings = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let proxies = settings.filter(|name| name.to_uppercase().ends_with("_PROXY"));
    for name in proxies.chain(variables()) {
        command.env_remove(name);
    }
    command.args(arguments).env("GUESTLIST_BASE_URL", url);
    command.envs(base_urls().into_iter().map(|name| (name, url)));
    command
}

/// The output of a program that ended well, without errors and credentials.
///
/// # Panics
///
/// If it did not.
#[track_caller]
pub fn printed(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    assert!(errors.is_empty(), "{errors}");
    assert_hides(&text);
    text
}

/// A run of a program, with the requests that it sent.
#[derive(Debug)]
pub struct Job {
    /// Its requests, in order.
    pub requests: Vec<Request>,
    output: Output,
}

/// Runs a program against a server with a script.
pub fn job(program: &str, arguments: &[&str], script: impl Script) -> Job {
    let server = Server::start(script);
    let output = run(program, arguments, &server.url());
    Job { requests: server.requests(), output }
}

impl Job {
    /// Its output, if it ended well.
    ///
    /// # Panics
    ///
    /// If it did not.
    #[track_caller]
    pub fn text(&self) -> String {
        printed(&self.output)
    }

    /// Its error, if it did not end well.
    ///
    /// # Panics
    ///
    /// If it ended well.
    #[track_caller]
    pub fn error(&self) -> String {
        let errors = String::from_utf8_lossy(&self.output.stderr).into_owned();
        assert!(!self.output.status.success(), "it ended well");
        assert_hides(&errors);
        errors
    }

    /// The methods and paths of its requests.
    pub fn asked(&self) -> Vec<String> {
        let line = |one: &Request| format!("{} {}", one.method, one.path_and_query);
        self.requests.iter().map(line).collect()
    }
}
