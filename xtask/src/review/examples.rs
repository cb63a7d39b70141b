//! The documented bodies of a description, each also with one change at a time.
//!
//! They are read from a folder in `spec/`. Nothing is decoded here.

use std::fs;

use anyhow::{Context as _, Result};
use camino::Utf8Path;
use guestlist::execution::bodies::{Body, Message};
use guestlist::execution::mutations::mutants;
use guestlist::execution::mutations::tree::Tree;
use serde_json::Value;

/// The bodies in `examples/`, as its table lists them.
pub(super) fn bodies(folder: &Utf8Path) -> Result<Vec<Body>> {
    let path = folder.join("examples.yaml");
    let text = fs::read_to_string(&path).with_context(|| format!("{path} cannot be read"))?;
    let table: Value =
        serde_yaml::from_str(&text).with_context(|| format!("{path} is not YAML"))?;
    let mut found = Vec::new();
    for (file, _) in table["examples"].as_object().into_iter().flatten() {
        let path = folder.join("examples").join(file);
        let json = fs::read_to_string(&path).with_context(|| format!("{path} cannot be read"))?;
        let mut parts = file.split('.');
        let operation = parts.next().unwrap_or_default().to_owned();
        let message = match parts.next().unwrap_or_default() {
            "request" => Message::Request,
            status => Message::Status(status.parse().with_context(|| {
                format!("{file} in {} names neither a request nor a status", folder)
            })?),
        };
        let body = Body { operation, message, title: file.clone(), json, mutation: None };
        let mutated = Tree::parse(body.json.as_bytes()).map(|tree| mutants(&tree));
        found.push(body.clone());
        found.extend(mutated.into_iter().flatten().map(|mutant| Body {
            json: mutant.body.text(),
            mutation: Some(mutant.kind),
            ..body.clone()
        }));
    }
    Ok(found)
}
