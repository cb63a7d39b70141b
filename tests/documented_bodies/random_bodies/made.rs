//! Bodies that are close to documented ones or to those that a schema describes, and random bytes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};
use guestlist::execution::mutations::tree::Tree;
use guestlist_tests::catalogue::{Message, examples, root};
use guestlist_tests::fuzz::Input;
use serde_json::{Map, Value, json};

use super::models::{MODELS, PACKAGES};

/// What a body begins as.
enum Seed {
    Body(Tree),
    /// A schema, and the document that its references are of.
    Schema(Value, &'static Value),
}

/// Where bodies of each label come from.
fn seeds() -> &'static [(String, Seed)] {
    static SEEDS: OnceLock<Vec<(String, Seed)>> = OnceLock::new();
    static DOCUMENTS: OnceLock<BTreeMap<&str, Value>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let mut seeds = Vec::new();
        for example in examples() {
            let message = match example.message {
                Message::Request => "request".to_owned(),
                Message::Status(status) => status.to_string(),
            };
            let api = example.api.replace('/', "-");
            let label = format!("{api}.{}.{message}.json", example.operation);
            // One that a page prints wrongly may be no JSON.
            let body = Tree::parse(&example.bytes);
            seeds.extend(body.map(|body| (label, Seed::Body(body))));
        }
        let documents = DOCUMENTS.get_or_init(|| {
            let read = |package: &str| {
                let file = root().join("tests").join(package).join("openapi.yaml");
                let text = std::fs::read_to_string(file).expect("a description");
                serde_yaml::from_str(&text).expect("YAML")
            };
            PACKAGES.map(|package| (package, read(package))).into()
        });
        for (package, name, _) in MODELS {
            let document = &documents[package];
            let schema = document["components"]["schemas"].get(*name).cloned();
            let seed = Seed::Schema(schema.unwrap_or(json!({})), document);
            seeds.push((format!("{package}.{name}.json"), seed));
        }
        seeds
    })
}

/// Makes a body.
pub(super) fn make(u: &mut Unstructured<'_>) -> Result<Input> {
    let (label, seed) = u.choose(seeds())?;
    let mut tree = match seed {
        Seed::Body(tree) => tree.clone(),
        Seed::Schema(schema, document) => instance(u, schema, document, 0)?,
    };
    for _ in 0..u.int_in_range(0..=3)? {
        tree = changed(u, &tree)?;
    }
    let mut bytes = tree.text().into_bytes();
    if u.ratio(1, 8)? {
        change_bytes(u, &mut bytes)?;
    } else if u.ratio(1, 40)? {
        bytes = u.arbitrary()?;
    }
    Ok(Input { label: label.clone(), bytes })
}

fn scalar(value: Value) -> Tree {
    Tree::Scalar(value)
}

/// Any JSON, often of a value that formats or limits know.
fn any(u: &mut Unstructured<'_>) -> Result<Tree> {
    Ok(match u.int_in_range(0..=9)? {
        0 => scalar(json!(null)),
        1 => scalar(json!(u.arbitrary::<bool>()?)),
        2 => scalar(json!(u.arbitrary::<i64>()?)),
        3 => scalar(json!(u.choose(&[0.0, -1.0, 1.5, 1e300, 9_007_199_254_740_993.0])?)),
        4 => scalar(json!(u.choose(&[u64::MAX, 1 << 63, 1 << 53, 256, 65_536])?)),
        5 => Tree::List(Vec::new()),
        6 => Tree::Object(Vec::new()),
        7 => scalar(json!(u.arbitrary::<&str>()?)),
        _ => scalar(json!(u.choose(&TEXTS)?)),
    })
}

const TEXTS: [&str; 16] = [
    "",
    "a",
    "users",
    "orgs",
    "type",
    "id",
    "data",
    "2020-02-30",
    "2020-02-29T23:59:60Z",
    "2020-01-01T00:00:00+25:00",
    "00000000-0000-9999-0000-000000000000",
    "\u{0}",
    "\u{1b}[31m",
    "名",
    "a.b[0]",
    "1e3",
];

/// A tree with one change.
fn changed(u: &mut Unstructured<'_>, tree: &Tree) -> Result<Tree> {
    let paths = tree.paths();
    let (path, other) = (u.choose(&paths)?, u.choose(&paths)?);
    let part = tree.at(path).cloned();
    let new = match (u.int_in_range(0..=7)?, part) {
        (0, _) => any(u)?,
        (1, _) => tree.at(other).cloned().unwrap_or(Tree::List(Vec::new())),
        (2, Some(part)) => Tree::List(vec![part]),
        (3, Some(part)) => Tree::Object(vec![((*u.choose(&TEXTS)?).to_owned(), part)]),
        (_, Some(Tree::Object(members))) => Tree::Object(changed_members(u, members)?),
        (_, Some(Tree::List(items))) => Tree::List(changed_items(u, items)?),
        _ => any(u)?,
    };
    Ok(tree.with(path, &mut |_| new.clone()))
}

fn changed_members(
    u: &mut Unstructured<'_>,
    mut members: Vec<(String, Tree)>,
) -> Result<Vec<(String, Tree)>> {
    let at = u.choose_index(members.len() + 1)?;
    let name = (*u.choose(&TEXTS)?).to_owned();
    match u.int_in_range(0..=4)? {
        0 => members.insert(at, (name, any(u)?)),
        1 => members.reverse(),
        _ if at == members.len() => {}
        2 => drop(members.remove(at)),
        3 => members.push(members[at].clone()),
        _ => members[at].0 = name,
    }
    Ok(members)
}

fn changed_items(u: &mut Unstructured<'_>, mut items: Vec<Tree>) -> Result<Vec<Tree>> {
    let at = u.choose_index(items.len() + 1)?;
    match u.int_in_range(0..=2)? {
        0 => items.insert(at, any(u)?),
        _ if at == items.len() => {}
        1 => drop(items.remove(at)),
        _ => items.push(items[at].clone()),
    }
    Ok(items)
}

fn change_bytes(u: &mut Unstructured<'_>, bytes: &mut Vec<u8>) -> Result<()> {
    const ODD: [&str; 12] =
        ["\"", "\\", "{", "]", ",", ":", "\\ud800", "\\u0000", "1e999", "-0", "\t", "00"];
    for _ in 0..u.int_in_range(1..=4)? {
        let at = u.choose_index(bytes.len() + 1)?;
        match u.int_in_range(0..=3)? {
            0 => drop(bytes.splice(at..at, u.choose(&ODD)?.bytes())),
            1 => bytes.truncate(at),
            2 => bytes.insert(at, u.arbitrary()?),
            _ => drop(bytes.drain(at..(at + 1).min(bytes.len()))),
        }
    }
    Ok(())
}

/// A value that a schema describes.
fn instance(
    u: &mut Unstructured<'_>,
    schema: &Value,
    document: &Value,
    depth: usize,
) -> Result<Tree> {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#'));
    if let Some(target) = target.and_then(|pointer| document.pointer(pointer)) {
        return if depth > 12 { any(u) } else { instance(u, target, document, depth + 1) };
    }
    let list = |name: &str| schema.get(name).and_then(Value::as_array);
    if let Some(values) = list("enum").filter(|values| !values.is_empty()) {
        return Ok(tree_of(u.choose(values)?));
    }
    if let Some(value) = schema.get("const") {
        return Ok(tree_of(value));
    }
    if let Some(members) = list("oneOf").or(list("anyOf")).filter(|all| !all.is_empty()) {
        let member = u.choose(members)?;
        return instance(u, member, document, depth + 1);
    }
    if schema.get("allOf").is_some() || schema.get("properties").is_some() {
        return object(u, schema, document, depth);
    }
    let ty = match schema.get("type") {
        Some(Value::Array(types)) if !types.is_empty() => u.choose(types)?.as_str(),
        ty => ty.and_then(Value::as_str),
    };
    Ok(match (ty, schema.get("format").and_then(Value::as_str)) {
        (Some("string"), Some("date-time")) => scalar(json!("2020-02-29T12:00:00.5+02:00")),
        (Some("string"), Some("date")) => scalar(json!("2020-02-29")),
        (Some("string"), Some("uuid")) => scalar(json!("00000000-0000-9999-0000-000000000000")),
        (Some("string"), _) => scalar(json!(u.choose(&TEXTS)?)),
        (Some("integer"), _) => scalar(json!(u.arbitrary::<i8>()?)),
        (Some("number"), _) => scalar(json!(f64::from(u.arbitrary::<i16>()?) / 4.0)),
        (Some("boolean"), _) => scalar(json!(u.arbitrary::<bool>()?)),
        (Some("null"), _) => scalar(json!(null)),
        (Some("array"), _) => {
            let count = if depth > 6 { 0 } else { u.int_in_range(0..=3)? };
            let items = schema.get("items").unwrap_or(&Value::Null);
            let items = (0..count).map(|_| instance(u, items, document, depth + 1));
            Tree::List(items.collect::<Result<_>>()?)
        }
        (Some("object"), _) => object(u, schema, document, depth)?,
        _ => any(u)?,
    })
}

fn object(
    u: &mut Unstructured<'_>,
    schema: &Value,
    document: &Value,
    depth: usize,
) -> Result<Tree> {
    let none = Map::new();
    let mut members: Vec<(String, Tree)> = Vec::new();
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        if let Tree::Object(more) = instance(u, part, document, depth + 1)? {
            members.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
            members.extend(more);
        }
    }
    let required = schema.get("required").and_then(Value::as_array);
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    for (name, property) in properties {
        let is_required = required.is_some_and(|all| all.iter().any(|one| one == name.as_str()));
        if is_required || (depth < 6 && u.arbitrary()?) {
            members.retain(|(other, _)| other != name);
            members.push((name.clone(), instance(u, property, document, depth + 1)?));
        }
    }
    let more = schema.get("additionalProperties").filter(|more| more.is_object());
    if let Some(more) = more.filter(|_| depth < 6) {
        for number in 0..u.int_in_range(0..=2)? {
            members.push((format!("more {number}"), instance(u, more, document, depth + 1)?));
        }
    }
    Ok(Tree::Object(members))
}

fn tree_of(value: &Value) -> Tree {
    Tree::parse(value.to_string().as_bytes()).expect("a value is JSON")
}
