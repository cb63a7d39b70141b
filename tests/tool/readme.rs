//! The README's steps for your own document work exactly as written.

use std::fs;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};

use crate::workspace::{guestlist, real_root};

/// A line of a console: a command, and what it prints.
struct Step {
    command: String,
    output: Vec<String>,
}

/// The first console of a section of the README.
fn console(section: &str) -> Vec<Step> {
    let readme = fs::read_to_string(real_root().join("README.md")).unwrap();
    let text = readme.split_once(&format!("### {section}\n")).unwrap().1;
    let text = text.split_once("```console\n").unwrap().1.split_once("```").unwrap().0;
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("$ ") {
            Some(command) => {
                steps.push(Step { command: command.to_owned(), output: Vec::new() });
            }
            None => steps.last_mut().unwrap().output.push(plain(line)),
        }
    }
    steps
}

/// A line without its numbers.
fn plain(line: &str) -> String {
    line.trim().chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Whether the commands run as on a new machine: the tool is installed, cargo has an empty home, and fetches what it
/// needs. CI does so.
fn is_new_machine() -> bool {
    std::env::var_os("GUESTLIST_NEW_MACHINE").is_some()
}

/// A crate is built with a target folder of its own, which stays for the next run, and with the
/// versions that this workspace has, so that nothing has to be fetched.
fn cargo(home: &Utf8Path, folder: &Utf8Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(folder);
    if is_new_machine() {
        let target = home.join("target");
        command.env("CARGO_HOME", home.join("cargo")).env("CARGO_TARGET_DIR", target);
    } else {
        command.env("CARGO_TARGET_DIR", real_root().join("target/alone"));
        command.env("CARGO_NET_OFFLINE", "true");
    }
    let output = command
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTDOCFLAGS", "-D warnings")
        // Nobody is at that port, and no server on the network is asked.
        .env("http_proxy", "http://127.0.0.1:9")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), format!("{}{text}", String::from_utf8_lossy(&output.stdout)))
}

#[test]
fn a_crate_of_ones_own_document_stands_alone() {
    let temporary = tempfile::tempdir().unwrap();
    let temporary = Utf8PathBuf::try_from(temporary.path().canonicalize().unwrap()).unwrap();
    let mut folder = real_root();
    let mut tool = Utf8PathBuf::from(guestlist());
    let cargo = |folder: &Utf8Path, arguments: &[&str]| cargo(&temporary, folder, arguments);
    let mut tried = Vec::new();
    for Step { command, output } in console("Your own document") {
        let command = command.replace("/tmp", temporary.as_str());
        let words: Vec<&str> = command.split_whitespace().collect();
        tried.push(words[..2].join(" "));
        match words[..] {
            ["cargo", "install", "--path", path] => {
                assert!(real_root().join(path).join("Cargo.toml").is_file(), "{path}");
                if is_new_machine() {
                    let (is_well, text) = cargo(&folder, &words[1..]);
                    assert!(is_well, "{command}\n{text}");
                    tool = temporary.join("cargo/bin/guestlist");
                }
            }
            ["guestlist", ..] => {
                let ran = Command::new(&tool).args(&words[1..]).current_dir(&folder).output();
                let told = String::from_utf8(ran.unwrap().stderr).unwrap();
                let told = told.replace(temporary.as_str(), "/tmp");
                let told = told.lines().map(plain);
                // What a slow machine says while it works.
                let told: Vec<String> = told.filter(|line| !line.starts_with("Working")).collect();
                assert_eq!(told, output, "{command}");
            }
            ["cd", path] => {
                folder = path.into();
                if !is_new_machine() {
                    fs::copy(real_root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
                }
            }
            ["cargo", "run", ..] => {
                let (is_well, text) = cargo(&folder, &words[1..]);
                assert!(!is_well, "{command} reached a server");
                assert!(text.contains("refused"), "{command}\n{text}");
            }
            ["cargo", "clippy", ..] if !cargo(&folder, &["clippy", "--version"]).0 => {}
            ["cargo", ..] => {
                let (is_well, text) = cargo(&folder, &words[1..]);
                assert!(is_well, "{command}\n{text}");
            }
            _ => panic!("nobody runs `{command}`"),
        }
    }
    let expected = [
        "cargo install",
        "guestlist generate",
        "cd",
        "cargo test",
        "cargo doc",
        "cargo clippy",
        "cargo run",
    ];
    let is_expected = |(tried, expected): (&String, &&str)| tried.starts_with(expected);
    assert!(tried.len() == 7 && tried.iter().zip(&expected).all(is_expected), "{tried:?}");
}

#[test]
fn the_pages_of_the_tool_name_all_commands() {
    let run = |arguments: &[&str]| {
        let output = Command::new(guestlist()).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let commands = ["generate", "explain", "overlay", "completions", "man"];
    let (code, help) = run(&["--help"]);
    assert_eq!(code, Some(0));
    for command in commands {
        assert!(help.contains(&format!("\n  {command} ")), "no {command} in {help}");
        let (code, page) = run(&["man", command]);
        assert!(code == Some(0) && page.contains(".SH SYNOPSIS"), "{page}");
    }
    for option in ["--only", "--skip", "--overlay", "--check", "--runtime", "--deny-warnings"] {
        let (_, help) = run(&["generate", "--help"]);
        assert!(help.contains(option), "no {option} in {help}");
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let (code, script) = run(&["completions", shell]);
            let option = option.trim_start_matches('-');
            assert!(code == Some(0) && script.contains(option), "no {option} for {shell}");
        }
    }
    assert_eq!(run(&["man", "generat"]).0, Some(1));
}

#[test]
fn a_readme_that_names_a_registry_says_what_works_today() {
    let root = real_root();
    let pages = ["README.md", "cli/README.md", "crates/runtime/README.md"].map(Utf8PathBuf::from);
    let crates = root.join("crates").read_dir_utf8().unwrap();
    let clients = crates
        .map(|entry| Utf8Path::new("crates").join(entry.unwrap().file_name()).join("README.md"));
    for page in pages.into_iter().chain(clients) {
        let text = fs::read_to_string(root.join(&page)).unwrap();
        for needle in ["cargo add guestlist-", "cargo install guestlist"] {
            if text.contains(needle) {
                assert!(text.contains(" --path "), "{page} has `{needle}` alone");
                assert!(text.contains("registry"), "{page} does not say that it is not there yet");
            }
        }
    }
}
