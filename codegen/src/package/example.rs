//! The examples in the document, as JSON texts with their types.

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::emit::model::types::plain_type;
use crate::ir::api::Api;
use crate::ir::example::Documented;
use crate::rust::docs::visible::visible_json;

/// An example of a body or of a value of a named schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// A unique name that is fit for a file: `add_guest_request`, `list_guests_200`.
    pub name: String,

    /// The type, as written at the root of the crate.
    pub rust: String,

    /// The JSON text, over several lines.
    pub json: String,
}

pub(crate) fn examples(api: &Api, names: &RustNames) -> Vec<Example> {
    let example = |(one, name): (&Documented, &Identifier)| Example {
        name: name.to_string(),
        rust: plain_type(names, &one.ty).to_string().replace(' ', ""),
        json: format!("{}\n", visible_json(&format!("{:#}", one.value))),
    };
    api.documented.iter().zip(names.examples()).map(example).collect()
}
