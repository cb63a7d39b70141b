//! `src/lib.rs`: the front page.

use guestlist_codegen::inline;

use super::example;
use super::input::Package;

pub(super) fn text(package: &Package<'_>) -> String {
    let mut lines = vec![format!("A client of {}.", inline(package.title().trim_end_matches('.')))];
    if !package.about().description.is_empty() {
        lines.push(String::new());
        lines.extend(package.about().description.iter().cloned());
    }
    lines.extend(["", "# First call", "", "```no_run"].map(str::to_owned));
    lines.extend(example::code(package).lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines.extend(credentials(package));
    lines.extend(REST.lines().map(str::to_owned));
    let docs: String = lines
        .iter()
        .map(|line| if line.is_empty() { "//!\n".to_owned() } else { format!("//! {line}\n") })
        .collect();
    let left_out = match package.files.left_out() {
        Some(_) => "#![doc = include_str!(\"generated/left_out.md\")]\n",
        None => "",
    };
    format!("{docs}{left_out}\n{ITEMS}")
}

fn credentials(package: &Package<'_>) -> Vec<String> {
    let about = package.about();
    let methods: Vec<String> = about
        .credentials
        .iter()
        .map(|one| format!("[`{0}`](ClientBuilder::{0})", one.method))
        .collect();
    let mut lines = vec![String::new(), "# Credentials".to_owned(), String::new()];
    match methods.as_slice() {
        [] => lines.push("The description requires none.".to_owned()),
        methods => {
            lines.push("The builder of a client takes them, with".to_owned());
            lines.push(format!("{}.", methods.join(" and\n//! ")));
            lines.push("A credential that is missing, empty or unprintable is an error".to_owned());
            lines.push("before anything is sent. `Debug` and `Display` show none.".to_owned());
        }
    }
    if about.reads_environment {
        lines.push("[`Client::from_env`] reads them from the environment.".to_owned());
    }
    lines
}

const REST: &str = "
# Errors

A call fails with a [`runtime::Error`]. Its `ErrorResponse` holds an enum with a variant for
each status that the description lists, and status, headers and body in any case. The error of
a model names the JSON path of the value that does not fit. Where a response repeats a
credential, errors show `***` in its place.

# Retries and limits

A call is sent again, at most twice, where the server has not acted on it or where acting twice
does no harm: see [`runtime::Retry`]. After a 429 the other calls of the client wait too, for as
long as the server asks. All attempts and waits together take no longer than the timeout of the
call. A body is read up to a limit, and a list that has no end is an error. The builder and
[`runtime::CallOptions`] change the defaults.

# What is kept

Nothing that the server sends is lost: properties that the description does not name are in
`extra`, and values that it does not list are `Unknown`. A decoded value encodes to the same
JSON.

# Features

On by default: `rustls` for TLS, `charset` for texts that are not UTF-8, `gzip`, `http2`, and
`system-proxy` for a proxy that the environment names. Optional: `native-tls` in place of
`rustls`, `tracing` for a span for each call and each attempt, `mock` for tests without the API: a mock
of each operation, and the responses that the description shows.
";

const ITEMS: &str = "#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use guestlist_runtime as runtime;
";
