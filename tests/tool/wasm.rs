//! The runtime and a generated crate build for a browser, if the compiler target is installed.

use std::path::Path;
use std::process::Command;

use crate::workspace::real_root;

const TARGET: &str = "wasm32-unknown-unknown";

/// Whether the compiler has a standard library for the target.
fn is_installed() -> bool {
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let mut asked = Command::new(compiler);
    asked.args(["--print", "target-libdir", "--target", TARGET]).current_dir(real_root());
    let output = asked.output().unwrap();
    output.status.success() && Path::new(String::from_utf8(output.stdout).unwrap().trim()).exists()
}

#[test]
fn the_runtime_and_a_made_crate_build_for_a_browser() {
    if !is_installed() {
        eprintln!("skipped: `rustup target add {TARGET}` installs what this needs");
        return;
    }
    let mut check = Command::new(env!("CARGO"));
    check.args(["check", "--quiet", "--locked", "--target", TARGET]);
    check.args(["-p", "guestlist-runtime", "-p", "guestlist-party"]);
    check.args(["--features", "guestlist-runtime/mock,guestlist-runtime/tracing"]);
    let output = check.env("RUSTFLAGS", "-Dwarnings").current_dir(real_root()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
