//! References lead to something of the right kind, inside the document.

use super::{Check, Kind, Problems, View, nearest};

pub(super) const CHECK: Check = Check {
    code: "dangling-reference",
    rule: "Every `$ref` leads to a component of this document.",
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for item in view.all(Kind::PathItem).filter(|item| item.members.contains_key("$ref")) {
        let help = "write the operations of the path in its place";
        problems.add(&item.at("$ref"), "a path by reference is not supported", help);
    }
    for reference in view.all(Kind::Reference) {
        let Some(target) = reference.text("$ref") else { continue };
        let place = reference.at("$ref");
        let Some(pointer) = target.strip_prefix('#') else {
            let message = format!("`{target}` lies outside this document");
            problems.add(&place, message, "copy it into `components` of this document");
            continue;
        };
        match view.source.document.value.pointer(pointer) {
            Some(_) if pointer.matches('/').count() == 3 && pointer.starts_with("/components/") => {
                let (end, _) = view.follow(&view.source.document.value, pointer.to_owned());
                let circle = view.source.document.value.pointer(pointer).is_some_and(|first| {
                    let (last, _) = view.follow(first, pointer.to_owned());
                    last.get("$ref").is_some()
                });
                if circle && end.get("$ref").is_none() {
                    let help = "let one of the references on the way lead to a definition";
                    problems.add(&place, format!("`{target}` leads in a circle"), help);
                }
            }
            Some(_) => {
                let help = "give the part a name under `components` and refer to that";
                problems.add(&place, format!("`{target}` is no component"), help);
            }
            None => {
                problems.add(&place, format!("`{target}` leads nowhere"), advice(view, pointer))
            }
        }
    }
}

fn advice(view: &View<'_>, pointer: &str) -> String {
    let (group, name) = pointer.rsplit_once('/').unwrap_or(("", pointer));
    let siblings = view.source.document.value.pointer(group).and_then(|group| group.as_object());
    match nearest(name, siblings.into_iter().flatten().map(|(name, _)| name.as_str())) {
        Some(name) => format!("did you mean `#{group}/{name}`?"),
        None => format!("define `{name}` under `#{group}`"),
    }
}
