//! Each operation has one tag, and the document declares it.

use crate::check::nearest::nearest;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::view::View;
use crate::openapi::view::root::TagView;

pub(crate) const CHECK: Check = Check {
    code: "undeclared-tag",
    rule: "Each operation has one tag, which the document declares.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let declared: Vec<&str> = view.all::<TagView<'_>>().filter_map(|tag| tag.name()).collect();
    for operation in view.operations() {
        let used: Vec<&str> = operation.object.tags().collect();
        let [tag] = used[..] else {
            let message = format!("{} has {} tags", operation.title(), used.len());
            let help = "give it exactly one: the tag names the module that it goes to";
            problems.add(&operation.object.pointer, message, help);
            continue;
        };
        if !declared.contains(&tag) {
            let message = format!("the tag `{tag}` is not declared");
            let help = match nearest(tag, declared.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("add `- name: {tag}` to `tags` of the document"),
            };
            problems.add(&operation.object.at("tags"), message, help);
        }
    }
}
