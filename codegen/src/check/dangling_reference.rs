//! References lead to a component of the right type in the same document.

use std::collections::HashSet;

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::grammar::group;
use crate::openapi::rule::ObjectType;

pub(crate) const CHECK: Check = Check {
    code: "dangling-reference",
    rule: "Every `$ref` leads to a component of this document, of the type that is allowed there.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let mut told = HashSet::new();
    for item in description.written.all(ObjectType::PathItem) {
        if item.target().is_none() {
            continue;
        }
        let refused = description.source.moved.refused.get(&item.at("$ref"));
        let (message, help) = refused.map_or(
            (
                "a path by reference is not supported",
                "write the operations of the path in its place",
            ),
            |(message, help)| (message.as_str(), help.as_str()),
        );
        problems.add(&item.at("$ref"), message, help);
        told.insert(item.at("$ref"));
    }
    for reference in description.written.all(ObjectType::Reference) {
        let Some(target) = reference.target() else { continue };
        let at = reference.at("$ref");
        if let Some((message, help)) = description.source.moved.refused.get(&at) {
            problems.add(&at, message, help);
            told.insert(at);
            continue;
        }
        let Some(pointer) = target.strip_prefix('#') else {
            let message = format!("`{target}` lies outside this document");
            problems.add(&at, message, "copy it into `components` of this document");
            continue;
        };
        match description.value(pointer) {
            Some(_) if is_component(pointer) => {
                if let Some(expected) = misled(description, &reference.pointer, pointer) {
                    let message = format!("`{target}` is not one of the {expected}");
                    let help = format!("refer to something under `#/components/{expected}`");
                    problems.add(&at, message, help);
                } else if description.leads_in_a_circle(pointer) {
                    let help = "let one of the references on the way lead to a definition";
                    problems.add(&at, format!("`{target}` leads in a circle"), help);
                }
            }
            Some(_) => {
                let help = "give the value a name under `components` and refer to that";
                problems.add(&at, format!("`{target}` is not a component"), help);
            }
            None => {
                problems.add(&at, format!("`{target}` leads nowhere"), advice(description, pointer))
            }
        }
    }
    // References in places where OpenAPI allows none.
    for (pointer, (message, help)) in &description.source.moved.refused {
        if !told.contains(pointer) && description.value(pointer).is_some() {
            problems.add(pointer, message, help);
        }
    }
}

fn is_component(pointer: &str) -> bool {
    pointer.matches('/').count() == 3 && pointer.starts_with("/components/")
}

/// The group of components that a reference should lead to, if it leads to another.
fn misled(description: &Description<'_>, reference: &str, target: &str) -> Option<&'static str> {
    let expected = group(*description.written.references.get(reference)?)?;
    (target.split('/').nth(2) != Some(expected)).then_some(expected)
}

fn advice(description: &Description<'_>, pointer: &str) -> String {
    let (group, name) = pointer.rsplit_once('/').unwrap_or(("", pointer));
    let siblings = description.value(group).and_then(|group| group.as_object());
    match nearest(name, siblings.into_iter().flatten().map(|(name, _)| name.as_str())) {
        Some(name) => format!("did you mean `#{group}/{name}`?"),
        None => format!("define `{name}` under `#{group}`"),
    }
}
