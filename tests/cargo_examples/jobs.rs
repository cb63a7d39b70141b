//! The programs for whole jobs: each is run against a server with a script, and its requests are checked,
//! call by call.

mod invite;
mod pending;
mod resend;
mod revoke;
mod traces;

use std::process::Output;

use guestlist_tests::server::{Request, Script, Server};

use crate::{CREDENTIALS, printed, run};

/// The programs, with the packages that they are in.
pub(crate) const ALL: &[(&str, &str)] = &[
    ("datadog", "invite"),
    ("datadog", "datadog_pending"),
    ("datadog", "datadog_revoke"),
    ("datadog", "datadog_traces"),
    ("datatrails", "datatrails_pending"),
    ("datatrails", "datatrails_resend"),
    ("datatrails", "datatrails_revoke"),
    ("datocms", "datocms_pending"),
    ("datocms", "datocms_resend"),
    ("datocms", "datocms_revoke"),
];

/// What became of a run.
struct Job {
    output: Output,
    requests: Vec<Request>,
}

fn job(program: &str, arguments: &[&str], script: impl Script) -> Job {
    let server = Server::start(script);
    let output = run(program, arguments, &server.url(), CREDENTIALS);
    Job { output, requests: server.requests() }
}

impl Job {
    /// What it printed, when it ended well.
    #[track_caller]
    fn text(&self) -> String {
        printed(&self.output)
    }

    /// What it complained of, when it did not.
    #[track_caller]
    fn error(&self) -> String {
        let errors = String::from_utf8_lossy(&self.output.stderr).into_owned();
        assert!(!self.output.status.success(), "it ended well");
        assert!(!errors.contains("hush"), "{errors}");
        errors
    }

    /// What it asked for.
    fn asked(&self) -> Vec<String> {
        let line = |one: &Request| format!("{} {}", one.method, one.path_and_query);
        self.requests.iter().map(line).collect()
    }
}
