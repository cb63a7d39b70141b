//! The environment variables that the descriptions name.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use crate::catalogue::{apis, document};

/// The property of a description that names them.
const EXTENSION: &str = "x-guestlist-env";

/// The variables of credentials in all descriptions.
pub fn credentials() -> BTreeSet<String> {
    documents().iter().flat_map(|one| named(&one["components"]["securitySchemes"])).collect()
}

/// The variables of base URLs in all descriptions.
pub fn base_urls() -> BTreeSet<String> {
    let servers = documents().iter().filter_map(|one| one["servers"].as_array()).flatten();
    servers.flat_map(|server| strings(&server[EXTENSION])).collect()
}

/// All variables in all descriptions.
pub fn variables() -> BTreeSet<String> {
    documents().iter().flat_map(named).collect()
}

fn documents() -> &'static [Value] {
    static ALL: LazyLock<Vec<Value>> = LazyLock::new(|| apis().map(document).collect());
    &ALL
}

/// The variables that a part of a description names.
fn named(part: &Value) -> Vec<String> {
    match part {
        Value::Object(properties) => {
            let inner = properties.iter().flat_map(|(name, value)| match name == EXTENSION {
                true => strings(value),
                false => named(value),
            });
            inner.collect()
        }
        Value::Array(items) => items.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}

fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    list.iter().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
}
