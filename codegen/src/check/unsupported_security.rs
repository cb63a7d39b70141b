//! The credentials of each security scheme can be sent with a request.
//!
//! The table of scheme types defines which ones are supported, and the messages for any other: there is no
//! rule here.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::rust::security::RULE;

pub(crate) const CHECK: Check =
    Check { code: "unsupported-security", rule: RULE, scope: Scope::Any, run };

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    // `missing-property` reports a scheme without a type.
    let schemes = description.document.components.security_schemes.values();
    for scheme in schemes.filter(|scheme| !scheme.ty.is_empty()) {
        if let Err(unsupported) = scheme.described().scheme_type() {
            let pointer = match unsupported.property {
                Some(property) => scheme.pointer.property(property),
                None => scheme.pointer.to_string(),
            };
            problems.add(&pointer, unsupported.message, unsupported.help);
        }
    }
}
