//! Each operation has one tag, and the document declares it.

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;

pub(crate) const CHECK: Check = Check {
    code: "undeclared-tag",
    rule: "Each operation has one tag, which the document declares.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let declared: Vec<&str> =
        description.document.tags.iter().map(|tag| tag.name.as_str()).collect();
    for operation in description.operations() {
        let used = &operation.object.tags;
        let [tag] = &used[..] else {
            let message = format!("{} has {} tags", operation.title(), used.len());
            let help = "give it exactly one: the tag names the module that it goes to";
            problems.add(&operation.object.pointer, message, help);
            continue;
        };
        if !declared.contains(&tag.as_str()) {
            let message = format!("the tag `{tag}` is not declared");
            let help = match nearest(tag, declared.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("add `- name: {tag}` to `tags` of the document"),
            };
            problems.add(&operation.object.pointer.property("tags"), message, help);
        }
    }
}
