//! No text of the document becomes code, HTML, or a link to anything but the web, and none of it is hidden.
//! `openapi.json` has each kind of hostile text at each place where text can be.
//!
//! The crate must also compile, and `cargo test --doc` and `cargo doc` must succeed: all code in the document
//! fails as a test, so a single text that runs would break them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are tests")]

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use guestlist::generate::{Arguments, compile, write};
use guestlist_codegen::{is_device, visible};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

/// The files below a folder, by their paths from there.
fn files(folder: &Utf8Path) -> BTreeMap<Utf8PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in inner.read_dir_utf8().unwrap().map(Result::unwrap) {
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path().to_owned());
            } else {
                found.insert(path, std::fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    found
}

fn generated() -> BTreeMap<Utf8PathBuf, String> {
    let folder = tempfile::tempdir().unwrap();
    let out = Utf8PathBuf::try_from(folder.path().join("hostile")).unwrap();
    let spec = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let arguments = Arguments {
        spec: Some(spec.clone()),
        out: Some(out.clone()),
        name: Some("guestlist-hostile".to_owned()),
        ..Arguments::default()
    };
    let (made, _) = compile(&spec, false).map_err(|report| report.to_string()).unwrap();
    write(&arguments, &made).unwrap();
    let mut files = files(&out);
    // The copy of the runtime is ours, and has no text of the document.
    files.retain(|path, _| !path.starts_with("runtime"));
    files
}

#[test]
fn nothing_of_the_crate_is_stale() {
    let here = files(Utf8Path::new(env!("CARGO_MANIFEST_DIR")));
    let made = generated();
    for (path, content) in &made {
        // The manifest is ours, and rustfmt lays out the program.
        if !matches!(path.as_str(), "Cargo.toml" | ".gitignore" | "examples/first_call.rs") {
            assert_eq!(here.get(path), Some(content), "{path}: see `Cargo.toml`");
        }
    }
    let is_generated = |path: &&Utf8PathBuf| path.starts_with("src/generated");
    assert_eq!(
        here.keys().filter(is_generated).collect::<Vec<_>>(),
        made.keys().filter(is_generated).collect::<Vec<_>>()
    );
}

#[test]
fn each_file_has_a_name_that_every_system_takes() {
    let mut known = BTreeSet::new();
    for path in generated().keys() {
        assert!(known.insert(path.as_str().to_lowercase()), "{path} is there in other case");
        for part in path.components() {
            let name = part.as_str();
            assert!(name.len() <= 255 - 10, "{name}");
            assert!(!is_device(name.split('.').next().unwrap_or_default()), "{path}");
            assert!(
                !name.ends_with(['.', ' ']) && !name.contains(['<', '>', ':', '"', '|', '?', '*'])
            );
        }
    }
}

#[test]
fn nothing_is_hidden_in_a_file() {
    for (path, content) in generated() {
        assert_eq!(visible(&content), content, "{path}");
    }
}

/// The comments of a file that are documentation, each whole.
fn documentation(code: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut one = String::new();
    for line in code.lines().map(str::trim_start).chain([""]) {
        let words = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        match words {
            Some(words) => {
                one.push_str(words.strip_prefix(' ').unwrap_or(words));
                one.push('\n');
            }
            None if !one.is_empty() => all.push(std::mem::take(&mut one)),
            None => {}
        }
    }
    all
}

/// What rustdoc would not take for text, but for our own program on the front page.
fn threats(markdown: &str) -> Vec<String> {
    let rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let is_safe = |event: &Event<'_>| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => &**language == "text",
        Event::Start(Tag::Link { link_type, dest_url, .. }) => {
            let is_ours = ["ClientBuilder::", "runtime::", "field@Self::"];
            let is_web = ["http://", "https://", "mailto:", "#"];
            *link_type == LinkType::Email
                || is_ours.iter().chain(&is_web).any(|start| dest_url.starts_with(start))
        }
        Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock)
        | Event::Html(_)
        | Event::InlineHtml(_) => false,
        _ => true,
    };
    let all = Parser::new_ext(markdown, rustdoc).chain(Parser::new(markdown));
    all.filter(|event| !is_safe(event)).map(|event| format!("{event:?}")).collect()
}

#[test]
fn no_text_is_code_or_html_or_leads_astray() {
    let files = generated();
    let mut programs = 0;
    for (path, content) in &files {
        let texts = match path.extension() {
            Some("rs") => documentation(content),
            Some("md") => vec![content.clone()],
            _ => continue,
        };
        for text in texts {
            let mut found = threats(&text);
            let before = found.len();
            found.retain(|one| !one.contains("no_run"));
            programs += before - found.len();
            assert_eq!(found, Vec::<String>::new(), "in {path}: {text}");
        }
        let has_doc_attributes = content.contains("#[doc") || content.contains("/**");
        assert!(path.extension() != Some("rs") || !has_doc_attributes, "{path}");
    }
    // On the front page and in the README, read with and without extensions.
    assert_eq!(programs, 4);
}
