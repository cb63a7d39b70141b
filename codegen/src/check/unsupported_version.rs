//! The OpenAPI version is supported.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;

pub(crate) const CHECK: Check = Check {
    code: "unsupported-version",
    rule: "`openapi` is a 3.0 version; in a document by itself, any of 3.0 to 3.2.",
    scope: Scope::Any,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    if description.value("/swagger").is_some() {
        let help = "convert it to OpenAPI 3.0 first, for instance with `npx swagger2openapi`";
        problems.add("/swagger", "this is a Swagger 2.0 document", help);
        return;
    }
    match description.document.version.as_str() {
        version if version == "3.0" || version.starts_with("3.0.") => {}
        "" => problems.add(
            "",
            "this is not an OpenAPI document: it has no `openapi`",
            "begin the document with `openapi: 3.0.3`",
        ),
        version => problems.add(
            "/openapi",
            format!("OpenAPI {version} is not supported"),
            "write the description in OpenAPI 3.0.3",
        ),
    }
}
