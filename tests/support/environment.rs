//! Clients from environment variables. An environment belongs to a whole process, so each case is its own
//! process: the test program, started again for a single test.

use std::ffi::OsStr;
use std::fmt::Debug;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use guestlist_runtime::{Session, SetupError};

use crate::secrets::{assert_hides, printed};
use crate::variables::variables;

/// The variable that names the client of the child.
const CHILD: &str = "GUESTLIST_TEST_CLIENT";

/// The test that makes the client. A test program that uses [`child`] has it.
const TEST: &str = "environment::the_child";

/// An environment variable and its value.
pub type Variable<'a> = (&'a str, &'a [u8]);

/// What the child prints: where its client calls, or why there is none. It has these variables, and no other
/// that a client reads.
pub fn child(client: &str, environment: &[Variable<'_>]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("the test program"));
    command.args(["--exact", TEST, "--nocapture"]).env(CHILD, client);
    command.stdin(Stdio::null()).env("RUST_BACKTRACE", "0");
    for name in variables() {
        command.env_remove(name);
    }
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name);
    }
    for (name, value) in environment {
        command.env(name, OsStr::from_bytes(value));
    }
    let output = command.output().expect("the test program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{client} {environment:?}: {text}\n{errors}");
    assert_hides(&format!("{text}\n{errors}"));
    let lines = text.lines().filter_map(|line| Some(line.split_once("RESULT ")?.1));
    lines.collect::<Vec<_>>().join("\n")
}

/// The client that the child makes; none if this process is not a child.
pub fn wanted() -> Option<String> {
    std::env::var(CHILD).ok()
}

/// In the child, prints where the client calls, or why there is none.
pub fn tell<C: Debug>(client: Result<C, SetupError>, session: fn(&C) -> &Session) -> Option<C> {
    match client {
        Ok(client) => {
            tell_result(session(&client).base_url());
            println!("{client:?} {client:#?}");
            Some(client)
        }
        Err(error) => {
            tell_result(&error.to_string());
            println!("{}", printed(&error));
            None
        }
    }
}

/// In the child, prints a line of the result.
pub fn tell_result(line: &str) {
    println!("\nRESULT {line}");
}

/// Checks that a client names each of these variables if it is empty, not Unicode, or not fit for a header. They
/// have good values.
///
/// # Panics
///
/// If it does not.
pub fn assert_bad_values_are_named(client: &str, good: &[Variable<'_>]) {
    for index in 0..good.len() {
        let name = good[index].0;
        for empty in [&b""[..], b" ", b"\t\n"] {
            let mut set = good.to_vec();
            set[index].1 = empty;
            let expected = format!("the environment variable {name} cannot be used: it is empty");
            assert_eq!(child(client, &set), expected);
        }
        let mut set = good.to_vec();
        set[index].1 = b"hush\xff";
        let expected = format!("the environment variable {name} cannot be used: it is not Unicode");
        assert_eq!(child(client, &set), expected);

        let mut set = good.to_vec();
        set[index].1 = b"hush\r\nx-evil: hush";
        let told = child(client, &set);
        assert!(told.contains("cannot be sent: it holds a character"), "{told}");
        assert!(told.contains(name), "{told}");
    }
}
