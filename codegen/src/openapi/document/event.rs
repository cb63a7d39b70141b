//! Schemas of the events of a stream.

use crate::openapi::document::schema::{Schema, Schemas};

/// The fields of an event (HTML Standard, section 9.2.6).
const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// Whether a schema describes the fields of an event, or is a union of such schemas; collects the data
/// schemas.
pub(crate) fn is_of_fields<'a>(
    schema: &'a Schema,
    all: &'a Schemas,
    data: &mut Vec<&'a Schema>,
) -> bool {
    let schema = schema.followed(all);
    if let Some(members) = schema.one_of.as_ref().or(schema.any_of.as_ref()) {
        return !members.is_empty() && members.iter().all(|one| is_of_fields(one, all, data));
    }
    let Some(properties) = &schema.properties else { return false };
    data.extend(properties.get("data").map(|one| one.followed(all)));
    properties.contains_key("data") && properties.keys().all(|name| FIELDS.contains(&name.as_str()))
}
