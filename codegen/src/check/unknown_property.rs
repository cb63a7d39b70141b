//! Objects have only properties that OpenAPI defines.

use crate::check::nearest::did_you_mean;
use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::grammar::{ObjectType, layout_of};
use crate::openapi::view::View;

pub(crate) const CHECK: Check = Check {
    code: "unknown-property",
    rule: "Every property is one that OpenAPI 3.0 defines, or an extension.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for object in &view.objects {
        let layout = layout_of(object.ty);
        let known = || layout.properties.iter().map(|(name, _)| *name);
        for name in object.names() {
            let ours = name.starts_with("x-guestlist-");
            let foreign = name.starts_with("x-") && !ours;
            let swagger = object.ty == ObjectType::Document && name == "swagger";
            if foreign || swagger || known().any(|one| one == name) {
                continue;
            }
            if layout.others.is_some() && !ours {
                continue;
            }
            let message = format!("this {:?} object has no property `{name}`", object.ty);
            problems.add(&object.at(name), message, did_you_mean(name, known()));
        }
    }
}
