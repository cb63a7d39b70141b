//! The encoding of a string becomes its format.

use serde_json::{Value, json};

use crate::openapi::load::describe_parts::is_file;
use crate::openapi::load::rewrite::rewriting::{Rewriting, Schema};

pub(crate) const REWRITING: Rewriting = Rewriting {
    name: "name_content",
    does: "says by `format` that a string is base64 or bytes",
    run,
};

fn run(schema: &mut Schema) {
    let encoding = schema.shift_remove("contentEncoding");
    let media_type = schema.shift_remove("contentMediaType");
    schema.shift_remove("contentSchema");
    let media_type = media_type.as_ref().and_then(Value::as_str);
    let encoding = encoding.as_ref().and_then(Value::as_str).map(str::to_ascii_lowercase);
    let format = match (encoding.as_deref(), media_type) {
        (Some("base64"), _) => "byte",
        (Some("binary"), _) => "binary",
        (None | Some("7bit" | "8bit" | "identity"), Some(media_type)) if is_file(media_type) => {
            "binary"
        }
        _ => return,
    };
    schema.entry("format").or_insert_with(|| json!(format));
    schema.entry("type").or_insert_with(|| json!("string"));
}
