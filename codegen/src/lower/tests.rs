//! Small documents after all passes, for cases that no crate in this repository covers.

mod bodies;
mod responses;
mod unions;

use super::*;
use crate::ir::api::Api;
use crate::openapi::document::Document;
use crate::openapi::document::reading::Edition;

/// The API of a document with these paths and schemas, in YAML.
pub(crate) fn lowered(paths: &str, schemas: &str) -> Api {
    let text = format!("{{paths: {paths}, components: {{schemas: {schemas}}}}}");
    let value: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    let mut draft = Draft::of(Document::of_json(&value, Edition::Any));
    for pass in passes() {
        (pass.run)(&mut draft);
    }
    api::api(&draft, &ExampleFiles::new())
}
