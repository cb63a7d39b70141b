//! Each security scheme is one whose credentials can be sent with a request.
//!
//! The table of scheme types says which are, and what is wrong with any other: there is no rule here.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::view::View;
use crate::openapi::view::root::SecuritySchemeView;
use crate::rust::security::RULE;

pub(crate) const CHECK: Check =
    Check { code: "unsupported-security", rule: RULE, scope: Scope::Any, run };

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let schemes = view.all::<SecuritySchemeView<'_>>();
    // `missing-property` reports a scheme without a type.
    for scheme in schemes.filter(|scheme| scheme.has_type()) {
        if let Err(unsupported) = scheme.described().scheme_type() {
            let pointer = match unsupported.property {
                Some(property) => scheme.at(property),
                None => scheme.pointer.to_string(),
            };
            problems.add(&pointer, unsupported.message, unsupported.help);
        }
    }
}
