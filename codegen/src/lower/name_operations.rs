//! Each operation has a name of its own, and one tag that the document declares.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::lower::walk::{each_operation, operations};
use crate::openapi::value::{list, text};
use crate::rust::names::{argument, client_method, cut, is_usable, method_name, pascal};
use crate::rust::scope::Scope;

pub(crate) const PASS: Pass = Pass {
    name: "name_operations",
    does: "gives operations the names and tags that they lack, and another name to the second of two",
    run,
};

/// The tag of operations that have none.
const TAG: &str = "operations";

fn run(draft: &mut Draft) {
    let document = &mut draft.document;
    let mut taken = Taken::default();
    let names = operations(document).into_iter().map(|(path, method, operation)| {
        let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
        let tag = list(operation.get("tags")).filter_map(Value::as_str).next().unwrap_or(TAG);
        (taken.name(id, method, path), tag.trim().to_owned())
    });
    let names: Vec<(String, String)> = names.collect();
    declare(document, names.iter().map(|(_, tag)| tag));
    let mut names = names.into_iter();
    each_operation(document, |operation| {
        if let Some((id, tag)) = names.next() {
            operation.insert("operationId".to_owned(), id.into());
            operation.insert("tags".to_owned(), json!([tag]));
        }
    });
}

/// Adds the tags that the document does not declare, in the order of their first use.
fn declare<'a>(document: &mut Value, used: impl Iterator<Item = &'a String>) {
    let mut tags = list(document.get("tags")).cloned().collect::<Vec<_>>();
    let mut declared: HashSet<String> = tags.iter().map(|one| text(one, "/name")).collect();
    for tag in used {
        if declared.insert(tag.clone()) {
            let mut new = json!({ "name": tag });
            if tag == TAG {
                new["description"] = "The operations of the API.".into();
            }
            tags.push(new);
        }
    }
    if let Some(document) = document.as_object_mut() {
        document.insert("tags".to_owned(), Value::Array(tags));
    }
}

/// The names that are given away: those of methods, and those of types.
#[derive(Default)]
struct Taken {
    methods: HashSet<String>,
    types: HashSet<String>,
    /// By a name that was taken: the first number that may make it new.
    numbers: HashMap<String, usize>,
}

impl Taken {
    /// A name for an operation: its own, if it can be.
    fn name(&mut self, id: &str, method: &str, path: &str) -> String {
        let id = id.trim();
        let id = if id.is_empty() { route(method, path) } else { id.to_owned() };
        let fits = |id: &str| is_usable(&method_name(id)) && is_usable(&pascal(id));
        let id = if fits(&id) { id } else { argument(&format!("call {id}")) };
        let id = cut(&id).to_owned();
        let is_reserved = Scope::OperationTypes.has(&pascal(&id));
        let stem = if is_reserved { format!("{id}_call") } else { id };
        if self.take(&stem) {
            return stem;
        }
        let mut number = self.numbers.get(&stem).copied().unwrap_or(2);
        let name = loop {
            let name = format!("{stem}_{number}");
            number += 1;
            if self.take(&name) {
                break name;
            }
        };
        self.numbers.insert(stem, number);
        name
    }

    fn take(&mut self, id: &str) -> bool {
        let (method, name) = (client_method(&method_name(id)), pascal(id));
        let types =
            ["", "Error", "Response", "Form", "Body"].map(|suffix| format!("{name}{suffix}"));
        if self.methods.contains(&method) || types.iter().any(|one| self.types.contains(one)) {
            return false;
        }
        self.methods.insert(method);
        self.types.extend(types);
        true
    }
}

/// `get_users_by_id` for `GET /users/{id}`.
fn route(method: &str, path: &str) -> String {
    let steps = path.split('/').filter(|step| !step.is_empty());
    let steps = steps.map(|step| step.replace('{', " by ").replace('}', " "));
    let words: Vec<String> = std::iter::once(method.to_owned()).chain(steps).collect();
    let name = argument(&words.join(" "));
    if words.len() == 1 { format!("{name}_root") } else { name }
}
