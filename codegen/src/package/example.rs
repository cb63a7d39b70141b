//! What the document shows, as JSON texts and the types that they are of.

use crate::assign::RustNames;
use crate::assign::identifier::Identifier;
use crate::emit::model::types::plain_type;
use crate::ir::api::Api;
use crate::ir::example::Documented;
use crate::rust::docs::visible::visible_json;

/// A body, or a value of a named schema, that the document shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// A name that no other has, fit for a file: `add_guest_request`, `list_guests_200`.
    pub name: String,

    /// The type, as it is written at the root of the crate.
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
