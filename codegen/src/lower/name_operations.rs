//! Each operation has a unique name, and one tag that the document declares.

use std::collections::{HashMap, HashSet};

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::document::{Document, Tag};
use crate::rust::names::{
    argument, body_type, client_method, cut, error_type, form_type, is_usable, method_name, pascal,
    response_type,
};
use crate::rust::scope::Scope;

pub(crate) const PASS: Pass = Pass {
    name: "name_operations",
    does: "names operations that have no name, gives them a tag if they have none, and renames the second of two with the same name",
    run,
};

/// The tag of operations without one.
const TAG: &str = "operations";

fn run(draft: &mut Draft) {
    let document = &mut draft.document;
    let mut taken = Taken::default();
    let names = document.operations().map(|(path, method, operation)| {
        let tag = operation.tags.first().map_or(TAG, |tag| tag.trim());
        (taken.name(&operation.id, method, path), tag.to_owned())
    });
    let names: Vec<(String, String)> = names.collect();
    declare(document, names.iter().map(|(_, tag)| tag));
    for (operation, (id, tag)) in document.operations_mut().zip(names) {
        operation.id = id;
        operation.tags = vec![tag];
    }
}

/// Adds the tags that the document does not declare, in the order of their first use.
fn declare<'a>(document: &mut Document, used: impl Iterator<Item = &'a String>) {
    let mut declared: HashSet<String> = document.tags.iter().map(|one| one.name.clone()).collect();
    for tag in used {
        if declared.insert(tag.clone()) {
            let description = if tag == TAG { "The operations of the API." } else { "" };
            let (name, description) = (tag.clone(), description.to_owned());
            document.tags.push(Tag { name, description, ..Tag::default() });
        }
    }
}

/// The names that are taken: those of methods, and those of types.
#[derive(Default)]
struct Taken {
    methods: HashSet<String>,
    types: HashSet<String>,
    /// The first number that may make a taken name unique.
    numbers: HashMap<String, usize>,
}

impl Taken {
    /// A name for an operation: its own, if possible.
    fn name(&mut self, id: &str, method: &str, path: &str) -> String {
        let id = if id.is_empty() { route(method, path) } else { id.to_owned() };
        let fits = |id: &str| is_usable(&method_name(id)) && is_usable(&pascal(id));
        let id = if fits(&id) { id } else { argument(&format!("call {id}")) };
        let id = cut(&id).to_owned();
        let is_reserved = types(&id).iter().any(|name| Scope::OperationTypes.has(name));
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
        let method = client_method(&method_name(id));
        let types = types(id);
        if self.methods.contains(&method) || types.iter().any(|one| self.types.contains(one)) {
            return false;
        }
        self.methods.insert(method);
        self.types.extend(types);
        true
    }
}

/// The types that an operation may have.
fn types(id: &str) -> [String; 5] {
    [pascal(id), error_type(id), response_type(id), form_type(id), body_type(id)]
}

/// `get_users_by_id` for `GET /users/{id}`.
fn route(method: &str, path: &str) -> String {
    let steps = path.split('/').filter(|step| !step.is_empty());
    let steps = steps.map(|step| step.replace('{', " by ").replace('}', " "));
    let words: Vec<String> = std::iter::once(method.to_owned()).chain(steps).collect();
    let name = argument(&words.join(" "));
    if words.len() == 1 { format!("{name}_root") } else { name }
}
